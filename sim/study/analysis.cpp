#include "sim/study/analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/study/controls.h"
#include "sim/study/linear.h"
#include "sim/study/quantity.h"

namespace refreshsim {
namespace {

/// Strategies share the draws of a metric's bootstrap too: the same numbers, the same interval.
std::uint32_t stream_of(std::size_t metric, bool difference) {
  return static_cast<std::uint32_t>(2 * metric + (difference ? 1 : 0));
}

struct Pairs {
  std::vector<double> a, b, difference;
  std::vector<std::size_t> places;
};

Pairs pairs_of(std::span<const double> a, std::span<const double> b) {
  Pairs all;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    all.a.push_back(a[i]);
    all.b.push_back(b[i]);
    all.difference.push_back(a[i] - b[i]);
    all.places.push_back(i);
  }
  return all;
}

MeanEstimate difference_of_pairs(const Study& study, std::size_t metric, const Pairs& pairs,
                                 std::size_t comparisons) {
  if (study.metrics[metric].unit == Unit::share) return share_difference_of(pairs.difference);
  return mean_of(pairs.difference, {study.seed, stream_of(metric, true), comparisons});
}

double unpaired_half_width(const Pairs& pairs) {
  const auto n = static_cast<double>(pairs.a.size());
  const MeanEstimate a = share_of(pairs.a);  // for their deviations only
  const MeanEstimate b = share_of(pairs.b);
  const double variance = a.deviation * a.deviation + b.deviation * b.deviation;
  return variance == 0 ? 0 : t_point(2 * n - 2) * std::sqrt(variance / n);
}

class Analyst {
 public:
  Analyst(const Study& study, const StudyRun& run)
      : study_(study), numbers_(run.numbers), controls_(study, run.numbers, run.jobs) {}

  Analysis operator()() {
    Analysis all;
    for (std::size_t i = 0; i < study_.metrics.size(); ++i) {
      std::vector<Cell>& cells = all.cells.emplace_back();
      for (std::size_t k = 0; k < study_.strategies.size(); ++k) cells.push_back(cell(i, k));
      adjust(cells);
      count_best(i, cells);
    }
    if (!study_.objectives.empty()) all.front = front(all);
    for (const Wish& wish : study_.wishes) all.wishes.push_back(judge(all, wish));
    return all;
  }

 private:
  Cell cell(std::size_t metric, std::size_t strategy) const;
  void pick_replicas(std::size_t metric, std::size_t strategy, Cell& into) const;
  Comparison compare(std::size_t metric, std::size_t strategy) const;
  std::optional<Controlled> controlled(std::size_t metric, std::size_t strategy,
                                       std::span<const double> values,
                                       const std::vector<std::size_t>& places,
                                       const MeanEstimate& plain) const;
  void adjust(std::vector<Cell>& cells) const;
  void count_best(std::size_t metric, std::vector<Cell>& cells) const;
  std::vector<Front> front(const Analysis& all) const;
  bool beats(const Analysis& all, std::size_t a, std::size_t b) const;
  WishView judge(const Analysis& all, const Wish& wish) const;

  const Study& study_;
  const Numbers& numbers_;
  Controls controls_;
};

std::optional<Controlled> Analyst::controlled(std::size_t metric, std::size_t strategy,
                                              std::span<const double> values,
                                              const std::vector<std::size_t>& places,
                                              const MeanEstimate& plain) const {
  if (study_.metrics[metric].unit == Unit::share) return std::nullopt;
  if (plain.method != IntervalMethod::student_t) return std::nullopt;
  return with_controls(values, places, controls_.of(strategy), plain);
}

Comparison Analyst::compare(std::size_t metric, std::size_t strategy) const {
  const Pairs pairs = pairs_of(numbers_.of(strategy, metric), numbers_.of(study_.baseline, metric));
  Comparison with;
  with.difference = difference_of_pairs(study_, metric, pairs, study_.strategies.size() - 1);
  with.unpaired_half_width = unpaired_half_width(pairs);
  with.controlled = controlled(metric, strategy, pairs.difference, pairs.places, with.difference);
  return with;
}

void Analyst::pick_replicas(std::size_t metric, std::size_t strategy, Cell& into) const {
  const std::span<const double> all = numbers_.of(strategy, metric);
  const bool more = study_.more_is_better(metric);
  std::size_t worst = SIZE_MAX;
  std::size_t median = SIZE_MAX;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::isnan(all[i])) continue;
    if (worst == SIZE_MAX || (more ? all[i] < all[worst] : all[i] > all[worst])) worst = i;
    const double off = std::abs(all[i] - into.p50.value);
    if (median == SIZE_MAX || off < std::abs(all[median] - into.p50.value)) median = i;
  }
  if (worst == SIZE_MAX) return;
  into.worst = static_cast<std::uint32_t>(numbers_.first() + worst);
  into.median = static_cast<std::uint32_t>(numbers_.first() + median);
}

Cell Analyst::cell(std::size_t metric, std::size_t strategy) const {
  const std::span<const double> all = numbers_.of(strategy, metric);
  std::vector<double> values;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::isnan(all[i])) continue;
    values.push_back(all[i]);
    places.push_back(i);
  }
  Cell made;
  made.missing = all.size() - values.size();
  made.mean = mean_of_metric(study_, metric, values);
  made.controlled = controlled(metric, strategy, values, places, made.mean);
  std::sort(values.begin(), values.end());
  made.p50 = quantile_of(values, 0.5);
  made.p90 = quantile_of(values, 0.9);
  made.p99 = quantile_of(values, 0.99);
  made.least = values.empty() ? std::nan("") : values.front();
  made.most = values.empty() ? std::nan("") : values.back();
  pick_replicas(metric, strategy, made);
  if (strategy != study_.baseline) made.comparison = compare(metric, strategy);
  return made;
}

void Analyst::adjust(std::vector<Cell>& cells) const {
  std::vector<double> p_values;
  for (const Cell& each : cells) {
    if (each.comparison) p_values.push_back(each.comparison->difference.p_value);
  }
  const std::vector<double> adjusted = holm(p_values);
  std::size_t next = 0;
  for (Cell& each : cells) {
    if (each.comparison) each.comparison->holm_p = adjusted[next++];
  }
}

void Analyst::count_best(std::size_t metric, std::vector<Cell>& cells) const {
  std::size_t most = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) most = std::max(most, numbers_.count(i));
  std::vector<std::size_t> in;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (numbers_.count(i) == most) in.push_back(i);
  }
  std::vector<double> wins(cells.size());
  double counted = 0;
  std::vector<std::size_t> best;
  for (std::size_t place = 0; place < most; ++place) {
    best.clear();
    double leading = 0;
    bool whole = true;
    for (const std::size_t i : in) {
      const double value = numbers_.of(i, metric)[place];
      whole = whole && !std::isnan(value);
      const double merit = study_.more_is_better(metric) ? value : -value;
      if (best.empty() || merit > leading) best.clear();
      if (best.empty()) leading = merit;
      if (merit == leading) best.push_back(i);
    }
    if (!whole) continue;
    ++counted;
    for (const std::size_t i : best) wins[i] += 1 / static_cast<double>(best.size());
  }
  if (counted == 0) return;
  for (const std::size_t i : in) cells[i].best_in = wins[i] / counted;
}

/// Whether the means of `a` are at least as good in every objective, and better in one.
bool Analyst::beats(const Analysis& all, std::size_t a, std::size_t b) const {
  bool better = false;
  for (const Objective& each : study_.objectives) {
    const double sign = each.maximize ? 1 : -1;
    const double off =
        sign * (all.cells[each.metric][a].mean.mean - all.cells[each.metric][b].mean.mean);
    if (std::isnan(off) || off < 0) return false;
    better = better || off > 0;
  }
  return better;
}

std::vector<Front> Analyst::front(const Analysis& all) const {
  std::vector<Front> marks(study_.strategies.size(), Front::on);
  for (std::size_t b = 0; b < marks.size(); ++b) {
    for (std::size_t a = 0; a < marks.size() && marks[b] != Front::off; ++a) {
      if (a == b || !beats(all, a, b)) continue;
      marks[b] = clearly_better(study_, numbers_, a, b) ? Front::off : Front::not_told_apart;
    }
  }
  return marks;
}

WishView Analyst::judge(const Analysis& all, const Wish& wish) const {
  const Quantity quantity(study_.metrics[wish.metric]);
  WishView view;
  if (wish.better_than) {
    const MeanEstimate off =
        difference_of(study_, numbers_, wish.metric, wish.strategy, *wish.better_than);
    view.ok = study_.more_is_better(wish.metric) ? off.interval.low > 0 : off.interval.high < 0;
    view.got = "the difference is " + quantity.with_interval(off);
    return view;
  }
  const MeanEstimate& mean = all.cells[wish.metric][wish.strategy].mean;
  view.ok = mean.count > 0 && (!wish.at_least || mean.mean >= *wish.at_least) &&
            (!wish.at_most || mean.mean <= *wish.at_most);
  view.got = "the mean is " + quantity.with_interval(mean);
  const auto within = [&](const std::optional<double>& bound) {
    return bound && mean.interval.low < *bound && *bound < mean.interval.high;
  };
  if (within(wish.at_least) || within(wish.at_most)) {
    view.got += ", so chance may have decided this";
  }
  return view;
}

}  // namespace

MeanEstimate mean_of_metric(const Study& study, std::size_t metric,
                            std::span<const double> values) {
  if (study.metrics[metric].unit == Unit::share) return share_of(values);
  return mean_of(values, {study.seed, stream_of(metric, false)});
}

MeanEstimate difference_of(const Study& study, const Numbers& numbers, std::size_t metric,
                           std::size_t a, std::size_t b, std::size_t comparisons) {
  const Pairs pairs = pairs_of(numbers.of(a, metric), numbers.of(b, metric));
  return difference_of_pairs(study, metric, pairs, comparisons);
}

bool clearly_better(const Study& study, const Numbers& numbers, std::size_t a, std::size_t b,
                    double wider) {
  bool better = false;
  for (const Objective& each : study.objectives) {
    const MeanEstimate off = difference_of(study, numbers, each.metric, a, b);
    const double sign = each.maximize ? 1 : -1;
    const double end = each.maximize ? off.interval.low : -off.interval.high;
    const double low = end - (wider - 1) * (sign * off.mean - end);
    if (!(low >= 0)) return false;
    better = better || low > 0;
  }
  return better;
}

Analysis analyse(const Study& study, const StudyRun& run) { return Analyst(study, run)(); }

}  // namespace refreshsim
