// The table of keys: what is to hold at the end.
#pragma once

#include "refreshsim/metric.h"
#include "sim/scenario/keys_basic.h"

namespace refreshsim::keys {

inline constexpr auto kGroupPaths = paths(kGroupMetrics);
inline constexpr auto kActivityPaths = paths(kActivityMetrics);
inline constexpr auto kGroupMeanings = meanings(kGroupMetrics);
inline constexpr auto kActivityMeanings = meanings(kActivityMetrics);
inline constexpr auto kWatchedPaths = paths(kWatchedLevels);
inline constexpr Shape kGroupStatistic{.type = Type::word,
                                       .title = "group_statistic",
                                       .what = "a statistic of a group",
                                       .words = kGroupPaths,
                                       .prefix = kBelowPrefix,
                                       .meanings = kGroupMeanings};
inline constexpr Shape kActivityStatistic{.type = Type::word,
                                          .title = "activity_statistic",
                                          .what = "a statistic of an activity",
                                          .words = kActivityPaths,
                                          .meanings = kActivityMeanings};
inline constexpr Shape kWatched{.type = Type::word,
                                .title = "watched",
                                .what = "a number of instances that can be watched",
                                .words = kWatchedPaths};

inline constexpr Key kOfActivity = required("activity", kLine, "The latest activity of this name.");
inline constexpr Key kOfGroup = required("group", kLine, "The scaling group.");
inline constexpr Key kOfInstance = required("instance", kLine, "The instance's id.");
inline constexpr Key kBefore = optional(
    "before", kDuration, "What is named held at some time before this, counted from the start.");

/// A number of instances has no unit of time; a statistic may have.
constexpr auto bound_keys(const Shape& shape) {
  return std::array{
      optional("at_least", shape, "The least that it may be, in its own unit."),
      optional("at_most", shape, "The most that it may be, in its own unit."),
      optional("above", shape, "What it must be above, in its own unit."),
      optional("below", shape, "What it must be below, in its own unit."),
      optional("equals", shape, "What it must be, in its own unit."),
  };
}
inline constexpr auto kBoundKeys = bound_keys(kMeasure);
inline constexpr auto kInstanceBoundKeys = bound_keys(kNumber);
constexpr auto names_of_bounds() {
  std::array<std::string_view, kBoundKeys.size()> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kBoundKeys[i].name;
  return names;
}
inline constexpr auto kBoundNames = names_of_bounds();

inline constexpr std::array kActivityKeys{
    kOfActivity, required("Status", kActivityStatus, "Its status."), kBefore};
inline constexpr std::array kBatchKeys{
    kOfActivity, required("batch", kPlaceNumber, "The batch, counted from 1."),
    required("RefreshBatchStatus", kBatchStatus, "Its status."), kBefore};
inline constexpr std::array kRowKeys{
    kOfActivity, kOfInstance,
    required("InstanceStatus", kRowStatus, "The status of the instance in the activity."), kBefore};
inline constexpr std::array kInstanceKeys{
    kOfInstance,
    optional("LifeCycleState", kLifeCycleState, "Its state."),
    optional("ImageId", kLine, "The image that it runs."),
    optional("healthy", kBoolean, "Whether it is healthy."),
    optional("gone", kBoolean, "Whether it no longer exists."),
    kBefore};
inline constexpr std::array<std::string_view, 4> kInstanceStates{"LifeCycleState", "ImageId",
                                                                 "healthy", "gone"};
inline constexpr std::array kActivityNumberOwn{
    kOfActivity, required("statistic", kActivityStatistic, "Which number of it.")};
inline constexpr std::array kGroupNumberOwn{
    kOfGroup, required("statistic", kGroupStatistic, "Which number of it, for the whole window.")};
inline constexpr std::array kWatchOwn{
    kOfGroup, required("always", kWatched, "Which number must keep the bounds at every moment.")};
inline constexpr auto kActivityNumberKeys = join(kActivityNumberOwn, kBoundKeys);
inline constexpr auto kGroupNumberKeys = join(kGroupNumberOwn, kBoundKeys);
inline constexpr auto kWatchKeys = join(kWatchOwn, kInstanceBoundKeys);

using By2 = std::array<std::string_view, 2>;
using By1 = std::array<std::string_view, 1>;
inline constexpr By2 kByRow{"activity", "instance"};
inline constexpr By2 kByBatchOf{"activity", "batch"};
inline constexpr By2 kByActivityNumber{"activity", "statistic"};
inline constexpr By1 kByActivityAlone{"activity"};
inline constexpr By2 kByWatch{"group", "always"};
inline constexpr By1 kByGroup{"group"};
inline constexpr By1 kByInstance{"instance"};
inline constexpr std::array kExpectationForms{
    Variant{kByRow, kRowKeys, {}, "The status of an instance in an activity."},
    Variant{kByBatchOf, kBatchKeys, {}, "The status of a batch."},
    Variant{kByActivityNumber, kActivityNumberKeys, kBoundNames, "A number of an activity."},
    Variant{kByActivityAlone, kActivityKeys, {}, "The status of an activity."},
    Variant{kByWatch, kWatchKeys, kBoundNames, "A number of a group, at every moment."},
    Variant{kByGroup, kGroupNumberKeys, kBoundNames, "A number of a group."},
    Variant{kByInstance, kInstanceKeys, kInstanceStates, "The state of an instance."},
};
inline constexpr Shape kExpectation{
    .type = Type::record,
    .title = "expectation",
    .what =
        "a map such as {activity: refresh, Status: SUCCESSFUL} or "
        "{group: asg-9dn1a5y6, statistic: availability, at_least: 0.9}",
    .variants = kExpectationForms};
inline constexpr Shape kExpectations{.type = Type::list,
                                     .what = "a list of expectations",
                                     .max = kMostEntries,
                                     .item = &kExpectation};

}  // namespace refreshsim::keys
