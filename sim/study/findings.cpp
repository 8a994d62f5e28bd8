#include "sim/study/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/report/words.h"
#include "sim/study/quantity.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostNamed = 4;
constexpr double kLevel = 0.05;

std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,@%+";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  const std::size_t shown = std::min(names.size(), kMostNamed);
  const std::size_t rest = names.size() - shown;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == shown && rest == 0;
    text += (i == 0 ? "" : last ? " and " : ", ") + names[i];
  }
  return rest == 0 ? text : text + " and " + plural(static_cast<std::int64_t>(rest), "other");
}

/// One metric's ranking in words.
class Ranking {
 public:
  Ranking(const Findings& of, std::size_t metric)
      : of_(of), metric_(metric), more_(of.study.more_is_better(metric)) {}

  std::string sentence() const {
    const std::string& name = of_.study.metrics[metric_].name;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < of_.study.strategies.size(); ++i) {
      if (cell(i).mean.count > 0) order.push_back(i);
    }
    if (order.empty()) return name + " is null in every replica.";
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return merit(a) > merit(b); });
    const std::size_t best = order.front();
    const Quantity alone(of_.study.metrics[metric_]);
    std::string text = title(best) + " has the " + (more_ ? "highest " : "least ") + name + ", " +
                       alone.with_interval(cell(best).mean);
    return text + others(best, {order.begin() + 1, order.end()}) + ".";
  }

 private:
  const Cell& cell(std::size_t strategy) const { return of_.analysis.cells[metric_][strategy]; }
  double merit(std::size_t i) const { return more_ ? cell(i).mean.mean : -cell(i).mean.mean; }
  const std::string& title(std::size_t strategy) const {
    return of_.study.strategies[strategy].name;
  }

  std::string others(std::size_t best, const std::vector<std::size_t>& rest) const {
    std::vector<MeanEstimate> off;
    std::vector<double> p_values;
    // Which one is best is not known before: each of these may have been any pair's.
    const std::size_t pairs = (rest.size() + 1) * rest.size() / 2;
    for (const std::size_t each : rest) {
      off.push_back(difference_of(of_.study, of_.run.numbers, metric_, each, best, pairs));
      p_values.push_back(off.back().p_value);
    }
    const std::vector<double> adjusted = holm(p_values, pairs);
    std::vector<std::string> alike;
    std::vector<std::string> worse;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (off[i].method == IntervalMethod::constant && off[i].mean == 0) {
        alike.push_back(title(rest[i]) + " (the very same)");
      } else if (!(adjusted[i] < kLevel)) {
        alike.push_back(title(rest[i]));
      } else {
        worse.push_back(title(rest[i]) + " by " + size_of(off[i]));
      }
    }
    std::string text;
    if (!alike.empty()) text += "; " + listed(alike) + " can't be told from it";
    if (!worse.empty()) {
      text += "; " + listed(worse) + (worse.size() > 1 ? " are worse" : " is worse");
    }
    return text;
  }

  /// `11 to 13 instance-hours`, without a sign.
  std::string size_of(const MeanEstimate& off) const {
    const double a = std::abs(off.interval.low);
    const double b = std::abs(off.interval.high);
    const bool finite = std::isfinite(a) && std::isfinite(b);
    const Quantity fitting(of_.study.metrics[metric_], finite ? std::max(a, b) : std::abs(off.mean),
                           off.interval.half_width());
    const std::string unit = fitting.unit().empty() ? "" : " " + fitting.unit();
    const std::string from = fitting.number(std::min(a, b));
    const std::string to = fitting.number(std::max(a, b));
    return (from == to ? from : from + " to " + to) + unit;
  }

  const Findings& of_;
  std::size_t metric_;
  bool more_;
};

/// Whether there are two settings to tell from each other.
bool several_knobs(const Regression& of) {
  const auto setting = [](const Effect& each) { return each.term.substr(0, each.term.find('=')); };
  const std::string first = setting(of.effects.front());
  return std::any_of(of.effects.begin(), of.effects.end(),
                     [&](const Effect& each) { return setting(each) != first; });
}

/// `BatchNumber matters most for duration: from 1 to 9 it adds 36.9 (35.2 to 38.5) minutes.`
std::string knob_sentence(const Findings& of, std::size_t metric) {
  const std::string& name = of.study.metrics[metric].name;
  for (const Effect& each : of.regressions[metric]->effects) {
    if (each.from.empty()) continue;
    MeanEstimate over = each.over_range();
    if (!(over.interval.low > 0 || over.interval.high < 0)) break;
    const bool less = over.mean < 0;
    if (less) {
      over.mean = -over.mean;
      over.interval = {-over.interval.high, -over.interval.low};
    }
    return each.term + " matters most for " + name + ": from " + each.from + " to " + each.to +
           " it " + (less ? "takes off " : "adds ") +
           Quantity(of.study.metrics[metric]).with_interval(over) + ".";
  }
  return "No setting alone shows an effect on " + name + ".";
}

}  // namespace

Findings findings_of(const Study& study, const StudyRun& run) {
  Findings of{study, run, analyse(study, run), {}};
  for (std::size_t i = 0; i < study.metrics.size(); ++i) {
    of.regressions.push_back(regression(study, run.numbers, i));
  }
  return of;
}

std::size_t main_metric(const Study& study) {
  return study.objectives.empty() ? 0 : study.objectives.front().metric;
}

std::vector<std::size_t> main_metrics(const Study& study) {
  if (study.objectives.empty()) return {0};
  std::vector<std::size_t> all;
  for (const Objective& each : study.objectives) all.push_back(each.metric);
  return all;
}

std::vector<std::string> conclusions(const Findings& of) {
  std::vector<std::string> all;
  const std::vector<std::size_t> metrics = main_metrics(of.study);
  for (const std::size_t each : metrics) all.push_back(Ranking(of, each).sentence());
  for (const std::size_t each : metrics) {
    const auto& fitted = of.regressions[each];
    if (fitted && several_knobs(*fitted)) all.push_back(knob_sentence(of, each));
  }
  return all;
}

std::string extent(const Findings& of) {
  std::size_t least = SIZE_MAX;
  std::size_t most = 0;
  for (std::size_t i = 0; i < of.study.strategies.size(); ++i) {
    least = std::min(least, of.run.numbers.count(i));
    most = std::max(most, of.run.numbers.count(i));
  }
  std::string text = least == most ? "" : count_words(static_cast<std::int64_t>(least)) + " to ";
  text += plural(static_cast<std::int64_t>(most), "replica");
  const auto strategies = static_cast<std::int64_t>(of.study.strategies.size());
  return text + " of " +
         (strategies == 1 ? "1 strategy" : count_words(strategies) + " strategies") + ", seed " +
         std::to_string(of.study.seed);
}

std::vector<std::string> notes(const Findings& of) {
  std::vector<std::string> all;
  if (of.run.partial)
    all.push_back("PARTIAL: the study was interrupted; these are the replicas done.");
  if (of.study.replicas.automatic && !of.run.partial) {
    all.push_back(of.run.half_widths_reached
                      ? "The half-widths wished for are reached."
                      : "The half-widths wished for are not reached, or not for every strategy.");
  }
  for (std::size_t i = 0; i < of.study.strategies.size(); ++i) {
    if (!of.run.stopped_for[i]) continue;
    all.push_back(fmt::format("{} was stopped after {}: {} is clearly better in every objective.",
                              of.study.strategies[i].name,
                              plural(static_cast<std::int64_t>(of.run.numbers.count(i)), "replica"),
                              of.study.strategies[*of.run.stopped_for[i]].name));
  }
  for (std::size_t m = 0; m < of.study.metrics.size(); ++m) {
    std::vector<std::string> skewed, few, missing;
    for (std::size_t i = 0; i < of.study.strategies.size(); ++i) {
      const Cell& cell = of.analysis.cells[m][i];
      const std::string& name = of.study.strategies[i].name;
      const bool finite = std::isfinite(cell.mean.interval.half_width());
      if (!finite) few.push_back(name);
      if (finite && cell.mean.method == IntervalMethod::bootstrap_t) skewed.push_back(name);
      if (cell.missing > 0) {
        missing.push_back(fmt::format("{:.1f} % of {}",
                                      100.0 * static_cast<double>(cell.missing) /
                                          static_cast<double>(of.run.numbers.count(i)),
                                      name));
      }
    }
    const std::string& metric = of.study.metrics[m].name;
    if (!skewed.empty()) {
      all.push_back(metric + " of " + listed(skewed) +
                    " is too skewed for Student's t: its interval is a studentized bootstrap's.");
    }
    if (!few.empty()) {
      all.push_back(metric + " of " + listed(few) +
                    ": too few replicas differ for an interval with two ends.");
    }
    if (!missing.empty()) {
      all.push_back(metric + " is null in " + listed(missing) + "; those replicas are left out.");
    }
  }
  return all;
}

std::string replay_command(const Study& study, std::size_t strategy, std::uint32_t replica) {
  std::string text = "refreshsim run " + shell_word(study.path) + " --seed " +
                     std::to_string(study.seed) + " --replica " + std::to_string(replica);
  for (const Setting& each : study.strategies[strategy].settings) {
    text += " --set " + shell_word(each.path + "=" + each.value);
  }
  return text;
}

Quantity quantity_of(const Findings& of, std::size_t metric) {
  double largest = 0;
  double finest = 0;
  for (const Cell& each : of.analysis.cells[metric]) {
    if (std::isfinite(each.mean.mean)) largest = std::max(largest, std::abs(each.mean.mean));
    if (std::isfinite(each.most)) largest = std::max(largest, std::abs(each.p90.value));
    const double half = each.mean.interval.half_width();
    if (half > 0 && std::isfinite(half)) finest = finest == 0 ? half : std::min(finest, half);
  }
  return Quantity(of.study.metrics[metric], largest, finest);
}

}  // namespace refreshsim
