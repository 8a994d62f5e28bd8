// Logarithm, exponential and normal quantile that give the same bits everywhere: libm's differ with
// the processor's FMA, so these use only + − × ÷ sqrt, each rounded by itself. The exact
// algorithms are fixed in DRAWS.md.
#pragma once

namespace refreshsim {

/// Natural logarithm of a positive, normal double.
double portable_ln(double x);
/// e to the x, for x clamped to [-700, 700].
double portable_exp(double x);
/// The standard normal quantile of u, 0 < u < 1 (Wichura's AS 241).
double normal_quantile(double u);

}  // namespace refreshsim
