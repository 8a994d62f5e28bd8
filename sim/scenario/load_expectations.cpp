#include <algorithm>

#include "refreshsim/metric.h"
#include "sim/base/suggest.h"
#include "sim/scenario/loading.h"
#include "sim/scenario/render.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

using Kind = Expectation::Kind;

/// The order of the table's forms: what a map with these keys is about.
Kind kind_of(const Fields& fields) {
  if (fields.has("activity")) {
    if (fields.has("instance")) return Kind::row;
    if (fields.has("batch")) return Kind::batch;
    return fields.has("statistic") ? Kind::statistic : Kind::activity;
  }
  if (fields.has("group")) return fields.has("always") ? Kind::always : Kind::statistic;
  return Kind::instance;
}

struct BoundKey {
  std::string_view key;
  Bound::Kind kind;
};
constexpr std::array<BoundKey, 5> kBounds{{{"at_least", Bound::Kind::at_least},
                                           {"at_most", Bound::Kind::at_most},
                                           {"above", Bound::Kind::above},
                                           {"below", Bound::Kind::below},
                                           {"equals", Bound::Kind::equals}}};

/// Statistics in ms have it in their names.
bool is_time(std::string_view statistic) { return statistic.find("_ms") != statistic.npos; }

std::vector<Bound> load_bounds(Loading& loading, const Fields& fields, std::string_view statistic) {
  std::vector<Bound> bounds;
  for (const BoundKey& each : kBounds) {
    const std::string_view text = fields.text(each.key);
    if (const auto number = parse_number(text)) {
      bounds.push_back({each.kind, *number, std::string(text)});
    } else if (const auto length = fields.duration(each.key)) {
      bounds.push_back({each.kind, static_cast<double>(length->count()), std::string(text)});
      if (is_time(statistic)) continue;
      loading.complain(fields.node(each.key),
                       ticked(statistic) + " is no time: a number is needed");
    }
  }
  return bounds;
}

/// `below_ms.90%` needs a threshold of `slo`, written the same.
void check_threshold(Loading& loading, NodeId statistic, std::string_view path) {
  if (!path.starts_with(kBelowPrefix)) return;
  const std::string_view wanted = path.substr(kBelowPrefix.size());
  std::vector<std::string_view> known;
  for (const Threshold& each : loading.scenario.serving_at_least) known.push_back(each.text);
  if (std::find(known.begin(), known.end(), wanted) != known.end()) return;
  loading.complain(statistic, "`slo: serving_at_least` has no threshold " + ticked(wanted) +
                                  did_you_mean(wanted, known));
}

void load_states(Loading& loading, const Fields& fields, Expectation& into) {
  into.status = fields.word<ActivityStatus>("Status");
  into.batch_status = fields.word<BatchStatus>("RefreshBatchStatus");
  into.row_status = fields.word<RowStatus>("InstanceStatus");
  into.life_cycle_state = fields.word<LifeCycleState>("LifeCycleState");
  into.image = loading.image(fields.node(name(Field::ImageId)));
  into.healthy = fields.boolean("healthy");
  into.gone = fields.boolean("gone");
  into.before = fields.duration("before");
}

Expectation load_expectation(Loading& loading, NodeId node) {
  const Fields fields(loading.tree, node);
  Expectation read;
  read.kind = kind_of(fields);
  read.text = render(loading.tree, node);
  read.place = loading.tree.place(node);
  read.activity = loading.activity(fields.node("activity"));
  read.group = loading.group(fields.node("group"));
  read.instance = loading.instance(fields.node("instance"));
  read.batch = fields.count("batch").value_or(0);
  load_states(loading, fields, read);
  const bool always = read.kind == Kind::always;
  read.statistic = fields.text(always ? "always" : "statistic");
  check_threshold(loading, fields.node("statistic"), read.statistic);
  read.bounds = load_bounds(loading, fields, read.statistic);
  return read;
}

}  // namespace

void load_expectations(Loading& loading, NodeId expectations) {
  loading.scenario.expectations.reserve(loading.tree.items(expectations).size());
  for (const NodeId each : loading.tree.items(expectations)) {
    loading.scenario.expectations.push_back(load_expectation(loading, each));
  }
}

}  // namespace refreshsim
