// The table of keys: values that several keys share.
#pragma once

#include <array>

#include "refreshsim/scenario.h"
#include "sim/scenario/keys.h"

namespace refreshsim::keys {

constexpr Key required(std::string_view key, const Shape& shape, std::string_view doc) {
  return {key, &shape, Need::required, {}, doc};
}
constexpr Key optional(std::string_view key, const Shape& shape, std::string_view doc) {
  return {key, &shape, Need::optional, {}, doc};
}
constexpr Key defaulted(std::string_view key, const Shape& shape, std::string_view fallback,
                        std::string_view doc) {
  return {key, &shape, Need::optional, fallback, doc};
}

template <std::size_t A, std::size_t B>
constexpr std::array<Key, A + B> join(const std::array<Key, A>& a, const std::array<Key, B>& b) {
  std::array<Key, A + B> all{};
  for (std::size_t i = 0; i < A; ++i) all[i] = a[i];
  for (std::size_t i = 0; i < B; ++i) all[A + i] = b[i];
  return all;
}

template <NamedEnum E>
constexpr Shape word(std::string_view what) {
  return {.type = Type::word,
          .title = EnumText<E>::type,
          .what = what,
          .words = EnumText<E>::names,
          .meanings = EnumText<E>::meanings};
}

inline constexpr std::array<std::string_view, 5> kDurationExamples{"250ms", "15s", "4m", "1h30m",
                                                                   "2d"};
inline constexpr std::array<std::string_view, 1> kTimestampExamples{"2025-10-30T21:00:00Z"};

inline constexpr Shape kAny{.what = "anything"};
inline constexpr Shape kProse{.type = Type::prose, .what = "text"};
inline constexpr Shape kLine{.type = Type::line, .title = "line", .what = "text on one line"};
inline constexpr Shape kName{.type = Type::name,
                             .title = "name",
                             .what =
                                 "a name of letters, digits, _ and -, which begins with a "
                                 "letter or _"};
inline constexpr Shape kBoolean{.type = Type::boolean, .what = "true or false"};
inline constexpr Shape kNumber{.type = Type::number, .what = "a decimal number"};
inline constexpr Shape kProbability{
    .type = Type::probability, .title = "probability", .what = "a probability from 0 to 1"};
inline constexpr Shape kDuration{.type = Type::duration,
                                 .title = "duration",
                                 .what = "a duration such as 250ms, 15s, 4m, 1h30m or 2d",
                                 .examples = kDurationExamples};
inline constexpr std::array kMeasureOptions{&kNumber, &kDuration};
inline constexpr Shape kMeasure{.type = Type::either,
                                .title = "measure",
                                .what = "a number, or a duration for what is told in ms",
                                .options = kMeasureOptions};
inline constexpr Shape kTimestamp{.type = Type::timestamp,
                                  .title = "timestamp",
                                  .what = "a UTC time such as 2025-10-30T21:00:00Z",
                                  .examples = kTimestampExamples};
inline constexpr Shape kThreshold{.type = Type::threshold,
                                  .title = "threshold",
                                  .what =
                                      "a number of instances such as 6, or a percentage of the "
                                      "desired capacity such as 90%",
                                  .max = kMostInstances};
inline constexpr Shape kSize{.type = Type::integer,
                             .title = "size",
                             .what = "a whole number of instances",
                             .max = kMostInstances};
inline constexpr Shape kPlaceNumber{.type = Type::integer,
                                    .title = "place",
                                    .what = "a whole number, counted from 1",
                                    .min = 1,
                                    .max = kMostInstances};

inline constexpr Shape kStep = word<Step>("a step");
inline constexpr Shape kGroupStatus = word<GroupStatus>("an AutoScalingGroupStatus");
inline constexpr Shape kLoadBalancer = word<LoadBalancer>("a kind of load balancer");
inline constexpr Shape kLifeCycleState = word<LifeCycleState>("a LifeCycleState");
inline constexpr Shape kActivityStatus = word<ActivityStatus>("a refresh activity's status");
inline constexpr Shape kBatchStatus = word<BatchStatus>("a batch's status");
inline constexpr Shape kRowStatus = word<RowStatus>("the status of an instance in a batch");
inline constexpr Shape kAction = word<Action>("an action of the service");

}  // namespace refreshsim::keys
