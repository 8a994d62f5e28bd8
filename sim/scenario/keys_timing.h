// The table of keys: how long steps take.
#pragma once

#include "sim/scenario/keys_basic.h"

namespace refreshsim::keys {

inline constexpr std::array kUniformKeys{
    required("min", kDuration, "The shortest length."),
    required("max", kDuration, "The longest length."),
};
inline constexpr std::array kExponentialKeys{required("mean", kDuration, "The mean length.")};
inline constexpr std::array kLognormalKeys{
    required("median", kDuration, "The length that half of all stay below; more than 0."),
    required("p95", kDuration, "The length that 95 of 100 stay below; not less than the median."),
};
inline constexpr std::array kUniformForms{
    Variant{{}, kUniformKeys, {}, meaning(DistributionKind::uniform)}};
inline constexpr std::array kExponentialForms{
    Variant{{}, kExponentialKeys, {}, meaning(DistributionKind::exponential)}};
inline constexpr std::array kLognormalForms{
    Variant{{}, kLognormalKeys, {}, meaning(DistributionKind::lognormal)}};
inline constexpr Shape kUniform{
    .type = Type::record, .what = "a map such as {min: 20s, max: 40s}", .variants = kUniformForms};
inline constexpr Shape kExponential{
    .type = Type::record, .what = "a map such as {mean: 90s}", .variants = kExponentialForms};
inline constexpr Shape kLognormal{.type = Type::record,
                                  .what = "a map such as {median: 4m, p95: 9m}",
                                  .variants = kLognormalForms};
inline constexpr Shape kEmpirical{.type = Type::list,
                                  .what = "a list of observed durations such as [10s, 12s, 40s]",
                                  .min = 1,
                                  .item = &kDuration};

/// A law, and what clamps it.
constexpr std::array<Key, 3> law_keys(DistributionKind law, const Shape& shape) {
  return {required(name(law), shape, meaning(law)),
          optional("min", kDuration, "A shorter length becomes this one."),
          optional("max", kDuration, "A longer length becomes this one.")};
}
inline constexpr auto kConstantLaw = law_keys(DistributionKind::constant, kDuration);
inline constexpr auto kUniformLaw = law_keys(DistributionKind::uniform, kUniform);
inline constexpr auto kExponentialLaw = law_keys(DistributionKind::exponential, kExponential);
inline constexpr auto kLognormalLaw = law_keys(DistributionKind::lognormal, kLognormal);
inline constexpr auto kEmpiricalLaw = law_keys(DistributionKind::empirical, kEmpirical);

/// The name of a law, as what its form is known by.
template <DistributionKind law>
inline constexpr std::array<std::string_view, 1> kLawName{name(law)};

inline constexpr std::array kLaws{
    Variant{kLawName<DistributionKind::constant>, kConstantLaw, {}, "Always the same."},
    Variant{kLawName<DistributionKind::uniform>, kUniformLaw, {}, "All lengths alike."},
    Variant{kLawName<DistributionKind::exponential>, kExponentialLaw, {}, "Memoryless."},
    Variant{kLawName<DistributionKind::lognormal>, kLognormalLaw, {}, "Skewed."},
    Variant{kLawName<DistributionKind::empirical>, kEmpiricalLaw, {}, "One of those observed."},
};
inline constexpr Shape kLaw{.type = Type::record,
                            .what = "a distribution such as {lognormal: {median: 4m, p95: 9m}}",
                            .variants = kLaws};
inline constexpr std::array kDistributionOptions{&kDuration, &kLaw};
inline constexpr Shape kDistribution{.type = Type::either,
                                     .title = "distribution",
                                     .what =
                                         "a duration such as 15s, or a distribution such as "
                                         "{lognormal: {median: 4m, p95: 9m}}",
                                     .options = kDistributionOptions};

constexpr Key timing_key(Step step, std::string_view fallback) {
  return defaulted(name(step), kDistribution, fallback, meaning(step));
}
inline constexpr std::array kTimingKeys{
    timing_key(Step::drain, "10s"), timing_key(Step::reinstall, "3m"),
    timing_key(Step::boot, "30s"),  timing_key(Step::health_check, "10s"),
    timing_key(Step::launch, "1m"), timing_key(Step::terminate, "20s"),
};
inline constexpr std::array kTimingForms{
    Variant{{}, kTimingKeys, {}, "How long each step takes, by its name."}};
inline constexpr Shape kTiming{.type = Type::record,
                               .title = "timing",
                               .what = "a map from steps to how long they take",
                               .variants = kTimingForms};

constexpr Key timeout_key(Step step) { return optional(name(step), kDuration, meaning(step)); }
inline constexpr std::array kTimeoutKeys{timeout_key(Step::drain), timeout_key(Step::reinstall),
                                         timeout_key(Step::boot), timeout_key(Step::launch),
                                         timeout_key(Step::terminate)};
inline constexpr std::array kTimeoutForms{Variant{
    {}, kTimeoutKeys, {}, "After how long a step fails; health_check has its own timeout."}};
inline constexpr Shape kTimeouts{.type = Type::record,
                                 .title = "step_timeout",
                                 .what = "a map from steps to durations; health_check has its own",
                                 .variants = kTimeoutForms};

inline constexpr Shape kThresholds{.type = Type::list,
                                   .what = "a list of thresholds such as [90%, 6]",
                                   .max = 1000,
                                   .item = &kThreshold};
inline constexpr std::array kSloKeys{
    optional("serving_at_least", kThresholds,
             "Numbers of serving instances, or percentages of the desired capacity, the time below "
             "which is told (below_ms).")};
inline constexpr std::array kSloForms{Variant{{}, kSloKeys, {}, "Service level objectives."}};
inline constexpr Shape kSlo{.type = Type::record,
                            .title = "slo",
                            .what = "a map such as {serving_at_least: [90%, 6]}",
                            .variants = kSloForms};

}  // namespace refreshsim::keys
