// The table of keys: what goes wrong.
#pragma once

#include "sim/scenario/keys_basic.h"

namespace refreshsim::keys {

inline constexpr Shape kInstanceList{
    .type = Type::list, .what = "a list of instances' ids", .min = 1, .item = &kLine};
inline constexpr std::array kInstanceOptions{&kLine, &kInstanceList};
inline constexpr Shape kOneOrMoreInstances{.type = Type::either,
                                           .what = "an instance's id or a list of them",
                                           .options = kInstanceOptions};

inline constexpr std::array kMatchKeys{
    optional("group", kLine, "Only in this scaling group."),
    optional("instance", kOneOrMoreInstances, "Only this instance, or these."),
    optional("zone", kLine, "Only in this zone."),
    optional("image", kLine,
             "Only with this image: the one being installed, in drain and terminate the one that "
             "runs."),
    optional("activity", kLine, "Only in the latest activity of this name."),
    optional("batch", kPlaceNumber, "Only in this batch, counted from 1."),
    optional("step", kStep, "Only this step."),
    optional("attempt", kPlaceNumber, "Only in this attempt of the row, counted from 1."),
    optional("surge", kBoolean, "Only surge instances, or only others."),
};
inline constexpr std::array kMatchForms{
    Variant{{}, kMatchKeys, {}, "What it concerns: everything given must hold."}};
inline constexpr Shape kMatch{.type = Type::record,
                              .title = "match",
                              .what = "a map such as {step: reinstall, image: img-v2}",
                              .variants = kMatchForms};

inline constexpr std::array kOutcomeWords{name(FaultKind::fail), name(FaultKind::hang),
                                          name(FaultKind::unhealthy)};
inline constexpr std::array kOutcomeMeanings{meaning(FaultKind::fail), meaning(FaultKind::hang),
                                             meaning(FaultKind::unhealthy)};
inline constexpr Shape kOutcomeWord{
    .type = Type::word, .what = "an outcome", .words = kOutcomeWords, .meanings = kOutcomeMeanings};
inline constexpr std::array kDelayKeys{
    required(name(FaultKind::delay), kDuration, "By how much the step takes longer.")};
inline constexpr std::array kTakesKeys{required(
    name(FaultKind::takes), kDuration, "How long the step takes, whatever `timing` says.")};
inline constexpr std::array kFailAfterKeys{
    required(name(FaultKind::fail_after), kDuration, "How long after its start the step fails.")};
inline constexpr std::array kLatentKeys{
    required(name(FaultKind::unhealthy_after), kDuration,
             "How long after its entry into service it turns unhealthy.")};
inline constexpr std::array<std::string_view, 1> kDelayName{name(FaultKind::delay)};
inline constexpr std::array<std::string_view, 1> kTakesName{name(FaultKind::takes)};
inline constexpr std::array<std::string_view, 1> kFailAfterName{name(FaultKind::fail_after)};
inline constexpr std::array<std::string_view, 1> kLatentName{name(FaultKind::unhealthy_after)};
inline constexpr std::array kOutcomeForms{
    Variant{kDelayName, kDelayKeys, {}, meaning(FaultKind::delay)},
    Variant{kTakesName, kTakesKeys, {}, meaning(FaultKind::takes)},
    Variant{kFailAfterName, kFailAfterKeys, {}, meaning(FaultKind::fail_after)},
    Variant{kLatentName, kLatentKeys, {}, meaning(FaultKind::unhealthy_after)}};
inline constexpr Shape kOutcomeMap{.type = Type::record,
                                   .what = "a map such as {delay: 10m} or {unhealthy_after: 12m}",
                                   .variants = kOutcomeForms};
inline constexpr std::array kOutcomeOptions{&kOutcomeWord, &kOutcomeMap};
inline constexpr Shape kOutcome{.type = Type::either,
                                .title = "outcome",
                                .what =
                                    "fail, hang, unhealthy, {delay: 10m}, {takes: 3m}, "
                                    "{fail_after: 90s} or {unhealthy_after: 12m}",
                                .options = kOutcomeOptions};

inline constexpr std::array kOutageKeys{
    required("zone", kLine, "The zone."),
    optional("for", kDuration, "How long; without it to the end."),
};
inline constexpr std::array kOutageForms{Variant{{}, kOutageKeys, {}, meaning(FaultKind::outage)}};
inline constexpr Shape kOutage{.type = Type::record,
                               .what = "a map such as {zone: zone-1, for: 20m}",
                               .variants = kOutageForms};
inline constexpr Shape kOneGroupStatus{.type = Type::map,
                                       .what =
                                           "a map such as {asg-9dn1a5y6: LB_ABNORMAL}, for one "
                                           "group",
                                       .min = 1,
                                       .max = 1,
                                       .item = &kGroupStatus};

inline constexpr Key kAt = required("at", kDuration, "When it begins, counted from the start.");
inline constexpr Key kFor = optional("for", kDuration, "How long; without it to the end.");

inline constexpr std::array kMatchedKeys{
    required("match", kMatch, "Which steps or installations it concerns."),
    required("outcome", kOutcome,
             "What comes of them; fail, hang, delay, takes and fail_after concern a step, "
             "unhealthy and unhealthy_after an installation."),
    defaulted("probability", kProbability, "1", "How likely it is, each time by itself."),
    optional("message", kProse, "What the row's InstanceStatusMessage tells of it."),
};
inline constexpr std::array kRemoveKeys{
    kAt, required(name(FaultKind::remove), kLine, "The instance that its owner destroys.")};
inline constexpr std::array kOutageFaultKeys{
    kAt, required(name(FaultKind::outage), kOutage, "The zone that does not serve, and how long.")};
inline constexpr std::array kUnhealthyKeys{
    kAt, required(name(FaultKind::unhealthy), kLine, "The instance that is not healthy."), kFor};
inline constexpr std::array kStatusKeys{
    kAt, required(name(FaultKind::group_status), kOneGroupStatus, "The group, and its status."),
    kFor};

inline constexpr std::array<std::string_view, 1> kMatchName{"match"};
template <FaultKind kind>
inline constexpr std::array<std::string_view, 1> kFaultName{name(kind)};

inline constexpr std::array kFaultForms{
    Variant{kMatchName, kMatchedKeys, {}, "Something that goes wrong where it matches."},
    Variant{kFaultName<FaultKind::remove>, kRemoveKeys, {}, meaning(FaultKind::remove)},
    Variant{kFaultName<FaultKind::outage>, kOutageFaultKeys, {}, meaning(FaultKind::outage)},
    Variant{
        kFaultName<FaultKind::unhealthy>, kUnhealthyKeys, {}, meaning(FaultKind::unhealthy_for)},
    Variant{kFaultName<FaultKind::group_status>, kStatusKeys, {}, meaning(FaultKind::group_status)},
};
inline constexpr Shape kFault{.type = Type::record,
                              .title = "fault",
                              .what =
                                  "a map such as {match: {step: boot}, outcome: fail} or "
                                  "{at: 10m, remove: ins-00000005}",
                              .variants = kFaultForms};
inline constexpr Shape kFaults{
    .type = Type::list, .what = "a list of faults", .max = kMostEntries, .item = &kFault};

}  // namespace refreshsim::keys
