#include <algorithm>

#include "sim/base/suggest.h"
#include "sim/scenario/render.h"
#include "sim/scenario/utf8.h"
#include "sim/study/loading_study.h"
#include "sim/study/measure.h"

namespace refreshsim {

std::optional<std::size_t> StudyLoading::metric(NodeId where) {
  if (!base_is_right_ || !tree_.is(where, NodeKind::scalar)) return std::nullopt;
  const std::string_view name = tree_.text(where);
  for (std::size_t i = 0; i < study_.metrics.size(); ++i) {
    if (study_.metrics[i].name == name) return i;
  }
  auto found = find_metrics(base_, name);
  if (!found) {
    complain(where, found.error());
    return std::nullopt;
  }
  if (found->size() > 1) {
    complain(where, ticked(name) + " stands for several metrics; here is one wanted");
    return std::nullopt;
  }
  study_.metrics.push_back(std::move(found->front()));
  return study_.metrics.size() - 1;
}

std::optional<std::size_t> StudyLoading::strategy(NodeId where) {
  if (!all_named_ || !tree_.is(where, NodeKind::scalar)) return std::nullopt;
  std::vector<std::string_view> known;
  for (const std::string& each : names_) {
    if (each == tree_.text(where)) return known.size();
    known.push_back(each);
  }
  complain(where, "no strategy is called " + ticked(tree_.text(where)) +
                      did_you_mean(tree_.text(where), known));
  return std::nullopt;
}

std::optional<double> StudyLoading::bound(NodeId node, std::size_t metric) {
  if (!tree_.is(node, NodeKind::scalar)) return std::nullopt;
  if (const auto number = parse_number(tree_.text(node))) return number;
  const Unit unit = study_.metrics[metric].unit;
  const auto length = read_duration(tree_, node);
  if (length && (unit == Unit::ms || unit == Unit::instance_ms)) {
    return static_cast<double>(length->count());
  }
  complain(node, ticked(study_.metrics[metric].name) + " is no time: a number is needed");
  return std::nullopt;
}

void StudyLoading::load_metric_list(NodeId list) {
  for (const NodeId each : tree_.items(list)) {
    if (!tree_.is(each, NodeKind::scalar)) continue;
    auto found = find_metrics(base_, tree_.text(each));
    if (!found) {
      complain(each, found.error());
      continue;
    }
    for (StudyMetric& metric : *found) {
      const auto same = [&](const StudyMetric& other) { return other.name == metric.name; };
      if (std::any_of(study_.metrics.begin(), study_.metrics.end(), same)) {
        complain(each, ticked(metric.name) + " stands there twice");
      } else {
        study_.metrics.push_back(std::move(metric));
      }
    }
  }
}

void StudyLoading::load_metrics() {
  const NodeId list = tree_.find(root_, "metrics");
  if (base_is_right_) {
    if (list.some()) load_metric_list(list);
    if (!list.some()) study_.metrics = usual_metrics(base_);
  }
  const NodeId baseline = tree_.find(root_, "baseline");
  if (baseline.some()) study_.baseline = strategy(baseline).value_or(0);
  load_objectives();
  load_plan();
  load_wishes();
}

void StudyLoading::load_objectives() {
  const NodeId node = tree_.find(root_, "objectives");
  if (!node.some()) return;
  const std::vector<NodeId> pairs(tree_.pairs(node).begin(), tree_.pairs(node).end());
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    const auto about = metric(pairs[i]);
    if (about) study_.objectives.push_back({*about, tree_.text(pairs[i + 1]) == "maximize"});
  }
}

void StudyLoading::load_half_widths(NodeId widths) {
  const std::vector<NodeId> pairs(tree_.pairs(widths).begin(), tree_.pairs(widths).end());
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    const auto about = metric(pairs[i]);
    const auto width = about ? bound(pairs[i + 1], *about) : std::nullopt;
    if (!width) continue;
    if (*width > 0) {
      study_.replicas.half_widths.emplace_back(*about, *width);
    } else {
      complain(pairs[i + 1], "a half-width must be more than 0");
    }
  }
}

void StudyLoading::load_plan() {
  const Fields fields(tree_, root_);
  ReplicaPlan& plan = study_.replicas;
  plan.automatic = fields.text("replicas") == "auto";
  if (const auto count = fields.integer("replicas")) plan.count = static_cast<std::size_t>(*count);
  const NodeId widths = fields.node("half_width");
  const NodeId most = fields.node("at_most");
  const bool wrong = fields.has("replicas") && !fields.integer("replicas");
  if (!plan.automatic && wrong) return;
  if (!plan.automatic) {
    for (const NodeId each : {widths, most}) {
      if (each.some()) complain(each, "this goes only with `replicas: auto`");
    }
    return;
  }
  plan.count = static_cast<std::size_t>(fields.integer("at_most").value_or(100'000));
  if (widths.some()) return load_half_widths(widths);
  complain(fields.node("replicas"), "`replicas: auto` needs `half_width`, such as " +
                                        ticked("half_width: {availability: 0.001}"));
}

void StudyLoading::load_wishes() {
  const NodeId list = tree_.find(root_, "expect");
  if (!list.some()) return;
  const std::vector<NodeId> items(tree_.items(list).begin(), tree_.items(list).end());
  for (const NodeId each : items) load_wish(each);
}

void StudyLoading::load_wish(NodeId node) {
  const Fields fields(tree_, node);
  const auto who = strategy(fields.node("strategy"));
  const auto what = metric(fields.node("metric"));
  Wish wish;
  if (fields.has("better_than")) wish.better_than = strategy(fields.node("better_than"));
  if (who && wish.better_than == who) {
    complain(fields.node("better_than"), "a strategy is not better than itself");
  }
  if (!who || !what) return;
  wish.text = render(tree_, node);
  wish.place = tree_.place(node);
  wish.strategy = *who;
  wish.metric = *what;
  wish.at_least = bound(fields.node("mean_at_least"), *what);
  wish.at_most = bound(fields.node("mean_at_most"), *what);
  study_.wishes.push_back(std::move(wish));
}

bool Study::more_is_better(std::size_t metric) const {
  for (const Objective& each : objectives) {
    if (each.metric == metric) return each.maximize;
  }
  return metrics[metric].more_is_better;
}

}  // namespace refreshsim
