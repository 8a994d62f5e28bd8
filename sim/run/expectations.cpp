#include "sim/run/expectations.h"

#include <fmt/format.h>

#include <algorithm>

#include "refreshsim/metric.h"
#include "sim/base/check.h"
#include "sim/base/duration_text.h"

namespace refreshsim {
namespace {

using Kind = Expectation::Kind;

std::string since(const std::string& what, std::int64_t at_ms) {
  return what + " at " + duration_text(Duration{at_ms});
}

std::string number_text(const MetricValue& value) {
  return value ? fmt::format("{:.9g}", *value) : "null";
}

/// Whether a bound is written as a duration: those end in their unit.
bool in_time(const Bound& bound) {
  return !bound.text.empty() && bound.text.back() >= 'a' && bound.text.back() <= 'z';
}

/// A statistic as its bounds are written.
std::string value_text(const Expectation& wanted, const MetricValue& value) {
  const bool as_time = std::any_of(wanted.bounds.begin(), wanted.bounds.end(), in_time);
  if (!as_time || !value) return number_text(value);
  return duration_text(Duration{static_cast<std::int64_t>(*value)});
}

bool within(const Bound& bound, double value) {
  switch (bound.kind) {
    case Bound::Kind::at_least:
      return value >= bound.value;
    case Bound::Kind::at_most:
      return value <= bound.value;
    case Bound::Kind::above:
      return value > bound.value;
    case Bound::Kind::below:
      return value < bound.value;
    case Bound::Kind::equals:
      return value == bound.value;
  }
  return false;
}

bool lower(Bound::Kind kind) { return kind == Bound::Kind::at_least || kind == Bound::Kind::above; }

/// Of a level: whether its least breaks the bound, or its most.
bool by_the_least(const Bound& bound, const Level& level) {
  const bool concerned = lower(bound.kind) || bound.kind == Bound::Kind::equals;
  return concerned && !within(bound, static_cast<double>(*level.min));
}
bool by_the_most(const Bound& bound, const Level& level) {
  return !lower(bound.kind) && !within(bound, static_cast<double>(*level.max));
}

class Judge {
 public:
  Judge(const Scenario& scenario, const RunResult& result, const EntryWatch& watch)
      : scenario_(scenario), result_(result), watch_(watch) {}

  ExpectationView operator()(std::size_t number) const {
    const Expectation& wanted = scenario_.expectations[number];
    ExpectationView view{wanted.text, wanted.place, false, "", std::nullopt};
    find_out(wanted, view);
    if (wanted.before) judge_time(wanted, watch_.entered_ms(number), view);
    return view;
  }

 private:
  /// `before: T`: entered at some time < T.
  void judge_time(const Expectation& wanted, std::optional<std::int64_t> entered,
                  ExpectationView& view) const {
    view.ok = entered && *entered < ms(*wanted.before);
    if (entered) {
      view.got = since("entered", *entered);
      view.at_ms = entered;
    } else {
      view.got = "never entered; in the end " + view.got;
    }
  }

  void find_out(const Expectation& wanted, ExpectationView& view) const {
    switch (wanted.kind) {
      case Kind::activity:
      case Kind::batch:
      case Kind::row:
        return about_activity(wanted, view);
      case Kind::instance:
        return about_instance(wanted, view);
      case Kind::statistic:
        return about_statistic(wanted, view);
      case Kind::always:
        return about_level(wanted, view);
    }
  }

  /// Since when it has been as it is; of a statistic over the window nothing tells.
  static void date(ExpectationView& view, std::int64_t at_ms) {
    view.at_ms = at_ms;
    view.got = since(view.got, at_ms);
  }

  /// The latest activity of a name.
  const ActivityView* activity(NameId name) const {
    const std::string& as = scenario_.activity_names[name.value];
    for (auto it = result_.activities.rbegin(); it != result_.activities.rend(); ++it) {
      if (it->as == as) return &*it;
    }
    return nullptr;
  }

  void about_activity(const Expectation& wanted, ExpectationView& view) const {
    const ActivityView* found = activity(wanted.activity);
    if (found == nullptr) {
      view.got = "no such activity was ever made";
      return;
    }
    if (wanted.kind == Kind::activity) {
      view.ok = found->status == wanted.status;
      view.at_ms = found->history.back().first;
      view.got = since(std::string(name(found->status)), *view.at_ms);
      return;
    }
    if (wanted.kind == Kind::batch) return about_batch(*found, wanted, view);
    about_row(*found, wanted, view);
  }

  static void about_batch(const ActivityView& found, const Expectation& wanted,
                          ExpectationView& view) {
    if (wanted.batch > found.batches.size()) {
      view.got = fmt::format("it has {} batches", found.batches.size());
      return;
    }
    const BatchView& batch = found.batches[wanted.batch - 1];
    view.ok = batch.status == wanted.batch_status;
    view.at_ms = batch.end_ms ? batch.end_ms : batch.start_ms;
    view.got = name(batch.status);
    if (view.at_ms) view.got = since(view.got, *view.at_ms);
  }

  static const RowView* row_of(const ActivityView& found, InstanceName instance) {
    for (const BatchView& batch : found.batches) {
      for (const RowView& row : batch.rows) {
        if (row.instance == instance) return &row;
      }
    }
    return nullptr;
  }

  static void about_row(const ActivityView& found, const Expectation& wanted,
                        ExpectationView& view) {
    const RowView* row = row_of(found, wanted.instance);
    if (row == nullptr) {
      view.got = "it has no row for that instance";
      return;
    }
    view.ok = row->status == wanted.row_status;
    view.got = name(row->status);
    if (!row->message.empty()) view.got += " (" + row->message + ")";
    if (!view.ok) date(view, row->since_ms);
  }

  void about_instance(const Expectation& wanted, ExpectationView& view) const {
    for (const InstanceView& each : result_.instances) {
      if (each.name != wanted.instance) continue;
      view.ok = instance_is(wanted, each.state, each.image, each.healthy, each.gone_ms.has_value());
      view.got = fmt::format("{}, {}, {}", name(each.state),
                             each.image.some() ? scenario_.symbols.text(each.image) : "no image",
                             each.healthy ? "healthy" : "not healthy");
      if (each.gone_ms) view.got += ", " + since("gone", *each.gone_ms);
      if (!view.ok && !each.gone_ms) date(view, each.since_ms);
      return;
    }
    view.got = "no such instance ever existed";
  }

  void about_statistic(const Expectation& wanted, ExpectationView& view) const {
    if (!wanted.activity.some()) {
      const GroupStatistics& group = result_.groups[wanted.group.value].statistics;
      return compare(wanted, metric(group, wanted.statistic), view);
    }
    const ActivityView* found = activity(wanted.activity);
    if (found == nullptr) {
      view.got = "no such activity was ever made";
      return;
    }
    compare(wanted, metric(found->statistics, wanted.statistic), view);
  }

  static void compare(const Expectation& wanted, const MetricValue& value, ExpectationView& view) {
    view.got = value_text(wanted, value);
    view.ok = within_bounds(wanted, value);
  }

  /// At every moment of the window: a lower bound concerns the least, an upper one the most.
  void about_level(const Expectation& wanted, ExpectationView& view) const {
    const GroupStatistics& group = result_.groups[wanted.group.value].statistics;
    const Level* watched = watched_level(group, wanted.statistic);
    REFRESHSIM_CHECK(watched != nullptr, "a level's name is checked when it is loaded");
    const Level& level = *watched;
    view.got = number_text(metric_detail::number(level.min)) + " to " +
               number_text(metric_detail::number(level.max));
    if (!level.min) return;
    const Bound* broken = broken_bound(wanted, level);
    view.ok = broken == nullptr;
    if (view.ok) return;
    const bool least = by_the_least(*broken, level);
    view.got = std::to_string(least ? *level.min : *level.max);
    date(view, least ? *level.min_at_ms : *level.max_at_ms);
  }

  const Scenario& scenario_;
  const RunResult& result_;
  const EntryWatch& watch_;
};

/// A call with `expect` that is never made fails it; each time it is made it has to answer so.
ExpectationView judge_call(const Scenario& scenario, const RunResult& result, std::size_t number) {
  const Call& call = scenario.calls[number];
  ExpectationView view;
  view.text = fmt::format("call {} {}{} answers {}", number + 1, name(call.action),
                          call.as.empty() ? "" : " (" + call.as + ")", call.expect);
  view.place = call.place;
  view.got = "it was never made";
  for (const CallView& made : result.calls) {
    if (made.call.value != number) continue;
    const std::string code = made.code.empty() ? "ok" : made.code;
    view.ok = code == call.expect;
    view.at_ms = made.at_ms;
    view.got = since(code, made.at_ms);
    if (!view.ok) break;
  }
  return view;
}

}  // namespace

bool within_bounds(const Expectation& wanted, const MetricValue& value) {
  return value && std::all_of(wanted.bounds.begin(), wanted.bounds.end(),
                              [&](const Bound& bound) { return within(bound, *value); });
}

const Bound* broken_bound(const Expectation& wanted, const Level& level) {
  if (!level.min) return nullptr;
  const auto found = std::find_if(
      wanted.bounds.begin(), wanted.bounds.end(),
      [&](const Bound& each) { return by_the_least(each, level) || by_the_most(each, level); });
  return found == wanted.bounds.end() ? nullptr : &*found;
}

bool needs_lists(const Scenario& scenario) {
  const auto about_one = [](const Expectation& each) {
    return each.kind == Expectation::Kind::row || each.kind == Expectation::Kind::instance;
  };
  const auto describes = [](const Call& each) {
    return each.action == Action::DescribeRefreshActivities;
  };
  return std::any_of(scenario.expectations.begin(), scenario.expectations.end(), about_one) ||
         std::any_of(scenario.calls.begin(), scenario.calls.end(), describes);
}

std::vector<ExpectationView> judge(const Scenario& scenario, const RunResult& result,
                                   const EntryWatch& watch) {
  std::vector<ExpectationView> all;
  const Judge one(scenario, result, watch);
  for (std::size_t i = 0; i < scenario.expectations.size(); ++i) all.push_back(one(i));
  for (std::size_t i = 0; i < scenario.calls.size(); ++i) {
    if (!scenario.calls[i].expect.empty()) all.push_back(judge_call(scenario, result, i));
  }
  return all;
}

}  // namespace refreshsim
