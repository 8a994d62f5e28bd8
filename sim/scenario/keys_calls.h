// The table of keys: who calls the service, when, and with what.
#pragma once

#include "refreshsim/error_code.h"
#include "sim/scenario/keys_timing.h"

namespace refreshsim::keys {

inline constexpr Key kTriggerActivity =
    required("activity", kLine, "The latest activity of this name.");
inline constexpr Key kTriggerGroup = required("group", kLine, "The scaling group.");
inline constexpr std::array kStatusTriggerKeys{
    kTriggerActivity, required("status", kActivityStatus, "The status that it enters.")};
inline constexpr std::array kBatchTriggerKeys{
    kTriggerActivity, required("batch", kPlaceNumber, "The batch, counted from 1."),
    required("status", kBatchStatus, "The status that the batch enters.")};
inline constexpr std::array kBelowTriggerKeys{
    kTriggerGroup,
    required("serving_below", kThreshold, "Fires as the serving instances fall below this.")};
inline constexpr std::array kBadlyTriggerKeys{
    kTriggerGroup, required("serving_badly_above", kThreshold,
                            "Fires as the instances that serve badly rise above this.")};

inline constexpr std::array<std::string_view, 1> kByBelow{"serving_below"};
inline constexpr std::array<std::string_view, 1> kByBadly{"serving_badly_above"};
inline constexpr std::array<std::string_view, 1> kByBatch{"batch"};
inline constexpr std::array<std::string_view, 1> kByActivity{"activity"};
inline constexpr std::array kTriggerForms{
    Variant{kByBelow, kBelowTriggerKeys, {}, "A group has too few serving instances."},
    Variant{kByBadly, kBadlyTriggerKeys, {}, "A group has too many that serve badly."},
    Variant{kByBatch, kBatchTriggerKeys, {}, "A batch enters a status."},
    Variant{kByActivity, kStatusTriggerKeys, {}, "An activity enters a status."},
};
inline constexpr Shape kTrigger{.type = Type::record,
                                .title = "when",
                                .what =
                                    "a map such as {activity: refresh, status: FAILED_PAUSE} or "
                                    "{group: asg-9dn1a5y6, serving_below: 70%}",
                                .variants = kTriggerForms};

inline constexpr Shape kFirings{
    .type = Type::integer, .what = "a whole number", .min = 1, .max = 1'000'000};
inline constexpr std::array<std::string_view, 1> kAlwaysWord{"always"};
inline constexpr Shape kAlways{.type = Type::word, .what = "always", .words = kAlwaysWord};
inline constexpr std::array kTimesOptions{&kFirings, &kAlways};
inline constexpr Shape kTimes{.type = Type::either,
                              .what = "a whole number from 1 to 1000000, or always",
                              .options = kTimesOptions};

inline constexpr Shape kErrorCode{.type = Type::word,
                                  .title = "ErrorCode",
                                  .what = "ok, or an error code of the service in full",
                                  .words = kErrorCodes,
                                  .meanings = kErrorMessages};
inline constexpr Shape kRequest{
    .type = Type::map, .what = "a map: the request as the service takes it", .item = &kAny};

inline constexpr std::array kCallKeys{
    required("action", kAction, "Which call it is."),
    optional(
        "request", kRequest,
        "The request as it is sent; `$NAME` stands for the id of an activity. It is judged when "
        "the call is made."),
    optional("as", kName, "The name by which the rest of the file knows the activity."),
    optional("id", kLine,
             "The id that the activity is to have; without it asr-00000001 and so on."),
    optional("request_id", kLine, "The RequestId of the answer."),
    optional("expect", kErrorCode,
             "How the call is answered; a call that is answered otherwise, or never made, is a "
             "failed expectation."),
};
inline constexpr std::array kTimedOnlyKeys{
    required("at", kDuration, "When it is made, counted from the start.")};
inline constexpr std::array kTriggeredOnlyKeys{
    required("when", kTrigger, "The state, or the threshold, that leads to the call."),
    defaulted("after", kDistribution, "0s", "The reaction time: a duration or a distribution."),
    defaulted("times", kTimes, "1", "How often it may fire; always: without end."),
};
inline constexpr auto kTimedCallKeys = join(kTimedOnlyKeys, kCallKeys);
inline constexpr auto kTriggeredCallKeys = join(kTriggeredOnlyKeys, kCallKeys);
inline constexpr std::array<std::string_view, 1> kByAt{"at"};
inline constexpr std::array<std::string_view, 1> kByWhen{"when"};
inline constexpr std::array kCallForms{
    Variant{kByWhen, kTriggeredCallKeys, {}, "A call in answer to something."},
    Variant{kByAt, kTimedCallKeys, {}, "A call at a time."},
};
inline constexpr Shape kCall{
    .type = Type::record,
    .title = "call",
    .what = "a map such as {at: 1m, action: StartInstanceRefresh, request: {...}}",
    .variants = kCallForms,
    .asks = true};
inline constexpr Shape kCalls{
    .type = Type::list, .what = "a list of calls", .max = kMostEntries, .item = &kCall};

}  // namespace refreshsim::keys
