// Drawing lengths from a distribution, with the same result everywhere (DRAWS.md).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "refreshsim/distribution.h"

namespace refreshsim {

/// A distribution made ready to draw from: immutable, shared by any number of runs.
class Sampler {
 public:
  explicit Sampler(const Distribution& law);

  /// The length that belongs to 64 uniform bits; whole milliseconds, 0 … 2^52.
  Duration operator()(std::uint64_t bits) const;
  /// Puts the lengths in ms that belong to them in the place of uniform bits.
  void replace(std::span<std::uint64_t> bits) const;
  /// Whether every draw gives the same, so that none need be made.
  bool constant() const { return law_.kind == DistributionKind::constant; }

 private:
  std::int64_t draw(std::uint64_t bits) const;
  std::int64_t exponential(std::uint64_t bits) const;
  std::int64_t lognormal(std::uint64_t bits) const;

  Distribution law_;
  double sigma_ = 0;
  std::vector<double> quantiles_;  ///< lognormal: at i ÷ 4096
};

}  // namespace refreshsim
