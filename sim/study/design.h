// The strategies' settings as numbers: what a metric is regressed on.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/study/study.h"

namespace refreshsim {

/// A column: a setting that is a number (less its mean), a word that is there or not, or two of
/// these together.
struct DesignTerm {
  std::string name;
  std::vector<double> values;  ///< by row
  std::string from, to;        ///< as written: the least and the greatest value; empty: of two
  double range() const {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return *most - *least;
  }
};

struct Design {
  std::vector<std::size_t> rows;  ///< strategies
  std::vector<DesignTerm> terms;
};

/// The strategies that have all of the settings that a grid varies (without a grid: all), and the
/// settings that all of them have and that differ.
Design design_of(const Study& study, bool interactions);

}  // namespace refreshsim
