#include "sim/study/design.h"

#include <optional>

#include "sim/base/duration_text.h"
#include "sim/scenario/scalars.h"

namespace refreshsim {
namespace {

const Setting* setting_of(const Strategy& strategy, const std::string& path) {
  for (const Setting& each : strategy.settings) {
    if (each.path == path) return &each;
  }
  return nullptr;
}

std::optional<double> number_of(const std::string& text) {
  if (const auto number = parse_number(text)) return number;
  if (const auto length = parse_duration(text))
    return static_cast<double>(length->count()) / 60'000;
  return std::nullopt;
}

/// `BatchNumber`: the path's last word.
std::string word_of(const std::string& path) { return path.substr(path.rfind('.') + 1); }

/// The columns of one setting.
std::vector<DesignTerm> terms_of(const std::string& path, const std::vector<std::string>& texts) {
  std::vector<std::string> levels;
  DesignTerm numeric{word_of(path), {}, {}, {}};
  bool numbers = true;
  for (const std::string& each : texts) {
    if (std::find(levels.begin(), levels.end(), each) == levels.end()) levels.push_back(each);
    const auto number = number_of(each);
    numbers = numbers && number;
    numeric.values.push_back(number.value_or(0));
  }
  if (levels.size() < 2) return {};
  if (numbers) {
    const auto [least, most] = std::minmax_element(numeric.values.begin(), numeric.values.end());
    numeric.from = texts[static_cast<std::size_t>(least - numeric.values.begin())];
    numeric.to = texts[static_cast<std::size_t>(most - numeric.values.begin())];
    if (parse_duration(texts.front()) && !parse_number(texts.front())) numeric.name += " (minutes)";
    double mean = 0;
    for (const double each : numeric.values) mean += each / static_cast<double>(texts.size());
    for (double& each : numeric.values) each -= mean;
    return {numeric};
  }
  std::vector<DesignTerm> all;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    DesignTerm& term = all.emplace_back(
        DesignTerm{word_of(path) + "=" + levels[i], {}, levels.front(), levels[i]});
    for (const std::string& each : texts) term.values.push_back(each == levels[i] ? 1 : 0);
  }
  return all;
}

DesignTerm product(const DesignTerm& a, const DesignTerm& b) {
  DesignTerm both{a.name + " x " + b.name, {}, {}, {}};
  for (std::size_t i = 0; i < a.values.size(); ++i)
    both.values.push_back(a.values[i] * b.values[i]);
  return both;
}

/// The settings that every one of these strategies has.
std::vector<std::string> common_paths(const Study& study, const std::vector<std::size_t>& rows) {
  std::vector<std::string> paths;
  for (const Setting& each : study.strategies[rows.front()].settings) {
    const bool everywhere = std::all_of(rows.begin(), rows.end(), [&](std::size_t row) {
      return setting_of(study.strategies[row], each.path) != nullptr;
    });
    if (everywhere) paths.push_back(each.path);
  }
  return paths;
}

}  // namespace

Design design_of(const Study& study, bool interactions) {
  Design design;
  for (std::size_t i = 0; i < study.strategies.size(); ++i) {
    const auto has = [&](const std::string& path) {
      return setting_of(study.strategies[i], path) != nullptr;
    };
    if (std::all_of(study.grid_paths.begin(), study.grid_paths.end(), has))
      design.rows.push_back(i);
  }
  if (design.rows.size() < 2) return design;
  std::vector<std::vector<DesignTerm>> factors;
  for (const std::string& path : common_paths(study, design.rows)) {
    std::vector<std::string> texts;
    for (const std::size_t row : design.rows) {
      texts.push_back(setting_of(study.strategies[row], path)->value);
    }
    factors.push_back(terms_of(path, texts));
  }
  for (const auto& each : factors) {
    design.terms.insert(design.terms.end(), each.begin(), each.end());
  }
  for (std::size_t i = 0; interactions && i < factors.size(); ++i) {
    for (std::size_t k = i + 1; k < factors.size(); ++k) {
      for (const DesignTerm& a : factors[i]) {
        for (const DesignTerm& b : factors[k]) design.terms.push_back(product(a, b));
      }
    }
  }
  return design;
}

}  // namespace refreshsim
