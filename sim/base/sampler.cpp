#include "sim/base/sampler.h"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic.h"
#include "sim/base/draw.h"

namespace refreshsim {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr double kNormal95 = 1.6448536269514722;
constexpr unsigned kTableBits = 12;
constexpr std::size_t kTableSize = std::size_t{1} << kTableBits;
constexpr unsigned kFractionBits = 53 - kTableBits;

/// floor(bits × n ÷ 2^64): one of n values, each alike.
std::uint64_t scale(std::uint64_t bits, std::uint64_t n) {
  return static_cast<std::uint64_t>(static_cast<Wide>(bits) * n >> 64);
}

std::int64_t to_ms(double x) {
  const double limit = static_cast<double>(kLongest.count());
  return static_cast<std::int64_t>(std::min(std::floor(std::max(x, 0.0) + 0.5), limit));
}

double value(Duration length) { return static_cast<double>(length.count()); }

}  // namespace

Sampler::Sampler(const Distribution& law) : law_(law) {
  if (law_.kind != DistributionKind::lognormal) return;
  sigma_ = portable_ln(value(law_.b) / value(law_.a)) / kNormal95;
  quantiles_.resize(kTableSize);
  for (std::size_t i = 1; i < kTableSize; ++i) {
    const double z = normal_quantile(static_cast<double>(i) / static_cast<double>(kTableSize));
    quantiles_[i] = value(law_.a) * portable_exp(sigma_ * z);
  }
}

Duration Sampler::operator()(std::uint64_t bits) const {
  Duration length{draw(bits)};
  if (law_.at_least) length = std::max(length, *law_.at_least);
  if (law_.at_most) length = std::min(length, *law_.at_most);
  return length;
}

void Sampler::replace(std::span<std::uint64_t> bits) const {
  for (std::uint64_t& each : bits) each = static_cast<std::uint64_t>((*this)(each).count());
}

std::int64_t Sampler::draw(std::uint64_t bits) const {
  switch (law_.kind) {
    case DistributionKind::constant:
      return law_.a.count();
    case DistributionKind::uniform:
      return law_.a.count() + static_cast<std::int64_t>(scale(
                                  bits, static_cast<std::uint64_t>((law_.b - law_.a).count()) + 1));
    case DistributionKind::exponential:
      return exponential(bits);
    case DistributionKind::lognormal:
      return lognormal(bits);
    case DistributionKind::empirical:
      return law_.observed[scale(bits, law_.observed.size())].count();
  }
  return 0;
}

std::int64_t Sampler::exponential(std::uint64_t bits) const {
  return to_ms(-value(law_.a) * portable_ln(1 - unit(bits)));
}

/// Linear between the table's points; the two outermost cells, whose ends are infinite, exactly.
std::int64_t Sampler::lognormal(std::uint64_t bits) const {
  const std::size_t cell = bits >> (64 - kTableBits);
  if (cell == 0 || cell == kTableSize - 1) {
    // For the largest bits the sum rounds to 1, where the quantile has no value.
    const double u = std::min((static_cast<double>(bits >> 11) + 0.5) * 0x1p-53, 1 - 0x1p-53);
    return to_ms(value(law_.a) * portable_exp(sigma_ * normal_quantile(u)));
  }
  constexpr std::uint64_t kFraction = (std::uint64_t{1} << kFractionBits) - 1;
  const double f = static_cast<double>(bits >> 11 & kFraction) * 0x1p-41;
  return to_ms(quantiles_[cell] + f * (quantiles_[cell + 1] - quantiles_[cell]));
}

}  // namespace refreshsim
