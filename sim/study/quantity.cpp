#include "sim/study/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace refreshsim {
namespace {

struct Scale {
  double ms;
  const char* name;
};
constexpr std::array<Scale, 5> kScales{{{86'400'000, "days"},
                                        {3'600'000, "hours"},
                                        {60'000, "minutes"},
                                        {1000, "seconds"},
                                        {1, "milliseconds"}}};

/// The largest unit of which there are two or more; days only for more than a hundred of them.
const Scale& scale_for(double ms) {
  for (std::size_t i = 0; i < kScales.size(); ++i) {
    const double least = i == 0 ? 100 : 2;
    if (ms >= least * kScales[i].ms) return kScales[i];
  }
  return ms == 0 ? kScales[3] : kScales.back();
}

}  // namespace

Quantity::Quantity(const StudyMetric& metric, double typical, double finest) : metric_(metric) {
  if (metric.unit == Unit::ms || metric.unit == Unit::instance_ms) {
    const Scale& scale = scale_for(std::abs(typical));
    divisor_ = scale.ms;
    unit_ = (metric.unit == Unit::instance_ms ? "instance-" : "") + std::string(scale.name);
  }
  // Two digits of what is finest, so that an interval can be seen.
  const double shown = finest / divisor_;
  const double size = std::abs(typical) / divisor_;
  const bool whole = metric.unit == Unit::count && typical == std::floor(typical);
  decimals_ = metric.unit == Unit::ratio || metric.unit == Unit::share ? 4 : whole ? 0 : 2;
  if (shown > 0 && std::isfinite(shown)) {
    decimals_ = 1 - static_cast<int>(std::floor(std::log10(shown)));
  }
  // Five digits at most: a line has to hold eight numbers.
  const int widest = size >= 1 ? 4 - static_cast<int>(std::floor(std::log10(size))) : 4;
  decimals_ = std::clamp(decimals_, 0, std::max(widest, 0));
}

std::string Quantity::number(double value) const {
  if (!std::isfinite(value)) return "-";
  std::string text = fmt::format("{:.{}f}", value / divisor_, decimals_);
  // Nothing has no sign.
  if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);
  return text;
}

std::string Quantity::with_sign(double value) const {
  const std::string text = number(value);
  const bool nothing = text.find_first_not_of("-0.") == std::string::npos;
  return text[0] == '-' || nothing ? text : "+" + text;
}

std::string Quantity::range(const Interval& interval) const {
  return number(interval.low) + " to " + number(interval.high);
}

std::string Quantity::with_interval(const MeanEstimate& estimate) const {
  const double largest = std::max(
      {std::abs(estimate.mean), std::abs(estimate.interval.low), std::abs(estimate.interval.high)});
  const Quantity fitting(metric_, std::isfinite(largest) ? largest : std::abs(estimate.mean),
                         estimate.interval.half_width());
  std::string text = fitting.number(estimate.mean) + " (" + fitting.range(estimate.interval) + ")";
  return fitting.unit().empty() ? text : text + " " + fitting.unit();
}

}  // namespace refreshsim
