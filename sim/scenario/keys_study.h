// The table of keys: a study, which compares strategies (interface.md, section 2).
#pragma once

#include "sim/scenario/keys_basic.h"

namespace refreshsim::keys {

inline constexpr std::int64_t kMostReplicas = 1'000'000'000;
inline constexpr std::int64_t kMostStrategies = 1000;

inline constexpr Shape kReplicaCount{
    .type = Type::integer, .what = "a whole number of replicas", .min = 2, .max = kMostReplicas};
inline constexpr std::array<std::string_view, 1> kAutoWord{"auto"};
inline constexpr Shape kAuto{.type = Type::word, .what = "auto", .words = kAutoWord};
inline constexpr std::array kReplicasOptions{&kReplicaCount, &kAuto};
inline constexpr Shape kReplicas{.type = Type::either,
                                 .what = "a whole number of replicas, or auto",
                                 .options = kReplicasOptions};

inline constexpr Shape kHalfWidths{
    .type = Type::map, .what = "a map such as {availability: 0.001}", .min = 1, .item = &kMeasure};

inline constexpr Shape kSettings{
    .type = Type::map, .what = "a map such as {refresh.BatchNumber: 3}", .item = &kAny};
inline constexpr Shape kStrategies{.type = Type::map,
                                   .what = "a map from names to settings",
                                   .min = 1,
                                   .max = kMostStrategies,
                                   .item = &kSettings};
inline constexpr Shape kGridValues{.type = Type::list,
                                   .what = "a list of values",
                                   .min = 1,
                                   .max = kMostStrategies,
                                   .item = &kAny};
inline constexpr Shape kGrid{.type = Type::map,
                             .what = "a map such as {refresh.BatchNumber: [1, 2, 3]}",
                             .min = 1,
                             .item = &kGridValues};

inline constexpr Shape kMetricNames{
    .type = Type::list, .what = "a list of metrics", .min = 1, .max = 1000, .item = &kLine};
inline constexpr std::array<std::string_view, 2> kDirections{"maximize", "minimize"};
inline constexpr Shape kDirection{
    .type = Type::word, .what = "maximize or minimize", .words = kDirections};
inline constexpr Shape kObjectives{.type = Type::map,
                                   .what = "a map such as {availability: maximize}",
                                   .min = 1,
                                   .max = 8,
                                   .item = &kDirection};

inline constexpr Key kWishStrategy = required("strategy", kLine, "The strategy.");
inline constexpr Key kWishMetric = required("metric", kLine, "The metric.");
inline constexpr std::array kBetterThanKeys{
    kWishStrategy, kWishMetric,
    required("better_than", kLine,
             "A strategy that is to be worse: the interval of the difference says so.")};
inline constexpr std::array kMeanKeys{
    kWishStrategy, kWishMetric,
    optional("mean_at_least", kMeasure, "What the mean is not to be below."),
    optional("mean_at_most", kMeasure, "What the mean is not to be above.")};
inline constexpr std::array<std::string_view, 1> kByBetterThan{"better_than"};
inline constexpr std::array<std::string_view, 1> kByStrategy{"strategy"};
inline constexpr std::array<std::string_view, 2> kMeanBounds{"mean_at_least", "mean_at_most"};
inline constexpr std::array kWishForms{
    Variant{kByBetterThan, kBetterThanKeys, {}, "One strategy is better than another."},
    Variant{kByStrategy, kMeanKeys, kMeanBounds, "A strategy's mean is within bounds."}};
inline constexpr Shape kWish{
    .type = Type::record,
    .title = "study_expectation",
    .what = "a map such as {strategy: auto, metric: availability, mean_at_least: 0.9}",
    .variants = kWishForms};
inline constexpr Shape kWishes{
    .type = Type::list, .what = "a list of expectations", .max = kMostEntries, .item = &kWish};

}  // namespace refreshsim::keys
