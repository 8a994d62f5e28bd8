// What takes linear algebra (Eigen, in this room only here): control variates, and least squares.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/study/analysis.h"
#include "sim/study/controls.h"
#include "sim/study/design.h"

namespace refreshsim {

/// The mean of some values with the controls of their replicas; none unless it is narrower.
std::optional<Controlled> with_controls(std::span<const double> values,
                                        const std::vector<std::size_t>& places,
                                        const ControlMatrix& controls, const MeanEstimate& plain);

/// What turns a column of numbers, one for each row of a design, into the intercept and the terms'
/// coefficients that fit it best: row by row.
using Inverse = std::vector<std::vector<double>>;

/// By QR with pivots; none if the terms can't be told apart.
std::optional<Inverse> least_squares_inverse(const Design& design);

}  // namespace refreshsim
