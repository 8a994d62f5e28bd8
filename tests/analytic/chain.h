// Absorbing Markov chains in continuous time: what is gathered until the absorption.
#pragma once

#include <cstddef>
#include <vector>

#include "tests/analytic/sample.h"

namespace refreshsim::analytic {

/// A jump from one transient state to another; `to` is kAbsorbed for the end.
inline constexpr std::size_t kAbsorbed = static_cast<std::size_t>(-1);
struct Jump {
  std::size_t from = 0;
  std::size_t to = kAbsorbed;
  double rate = 0;  ///< per ms
};

struct Chain {
  std::size_t states = 0;  ///< transient ones; each must reach the absorption
  std::size_t start = 0;
  std::vector<Jump> jumps;
};

/// The mean and the variance of ∫ reward(state) dt until the absorption: with the jump chain's
/// matrix P, the mean times h in the states and the fundamental matrix N = (I − P)⁻¹, let
/// M = N diag(h) and R = diag(reward); then E = M R 1 and E² = 2 M R M R 1, at the start.
Moments gathered(const Chain& chain, const std::vector<double>& reward);

}  // namespace refreshsim::analytic
