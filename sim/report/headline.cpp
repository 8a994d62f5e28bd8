#include "sim/report/headline.h"

#include <algorithm>
#include <array>

#include "sim/report/bands.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

std::int64_t batches_done(const ActivityView& activity) {
  return std::count_if(activity.batches.begin(), activity.batches.end(), [](const BatchView& b) {
    return b.status == BatchStatus::SUCCESSFUL || b.status == BatchStatus::FAILED ||
           b.status == BatchStatus::PARTIALLY_SUCCESSFUL;
  });
}

std::string progress(const ActivityView& activity) {
  const auto all = static_cast<std::int64_t>(activity.batches.size());
  const std::int64_t done = batches_done(activity);
  return " after " + count_words(done) + " of " + count_words(all) +
         (all == 1 ? " batch" : " batches");
}

std::string outcome(const ActivityView& activity) {
  const std::string status(name(activity.status));
  if (activity.status == ActivityStatus::SUCCESSFUL) {
    const auto all = static_cast<std::int64_t>(activity.batches.size());
    return status + " in " + (all == 1 ? "1 batch" : count_words(all) + " batches");
  }
  return (has_ended(activity.status) ? "" : "still ") + status + progress(activity);
}

const ActivityView* rollback_of(const RunResult& result, const ActivityView& origin) {
  const ActivityView* found = nullptr;
  for (const ActivityView& each : result.activities) {
    if (each.group == origin.group && !each.origin.empty() && each.origin == origin.id) {
      found = &each;
    }
  }
  return found;
}

/// Of a run with one group every call is about it, also one that misspells its id.
bool is_about(const CallView& call, const RunResult& result, const std::string& group) {
  if (result.groups.size() == 1) return true;
  const Value* id = call.request.find("AutoScalingGroupId");
  return id != nullptr && id->text() != nullptr && *id->text() == group;
}

std::string refused_sentence(const RunResult& result, const std::string& group) {
  for (const CallView& call : result.calls) {
    if (call.code.empty() || !is_about(call, result, group)) continue;
    const std::string_view message = refusal_message(call);
    return "no refresh; a call was refused: " + call.code +
           (message.empty() ? "" : ": " + std::string(message));
  }
  return "no refresh";
}

/// ` (11 % of the whole run's)`; nothing where capacity was missing all the time.
std::string whole_run(const Shortfall& shortfall, const Ratio& availability) {
  const std::string here = percent_words({shortfall.missing_integral, shortfall.desired_integral});
  const std::string all =
      percent_words({availability.denominator - availability.numerator, availability.denominator});
  return here == all ? "" : " (" + all + " of the whole run's)";
}

}  // namespace

std::string outcome_sentence(const RunResult& result, const std::string& group) {
  const ActivityView* last = nullptr;
  std::int64_t refreshes = 0;
  for (const ActivityView& each : result.activities) {
    if (each.group != group || each.type != ActivityType::NORMAL) continue;
    last = &each;
    ++refreshes;
  }
  if (last == nullptr) return refused_sentence(result, group);
  std::string sentence;
  if (refreshes > 1) sentence = count_words(refreshes) + " refreshes, the last one ";
  sentence += outcome(*last);
  if (const ActivityView* rollback = rollback_of(result, *last)) {
    const bool done = rollback->status == ActivityStatus::SUCCESSFUL;
    sentence += done ? ", rolled back" : ", rollback " + outcome(*rollback);
  }
  return sentence;
}

std::string refreshes_sentence(const RunResult& result) {
  std::array<std::int64_t, kCount<ActivityStatus>> counts{};
  std::int64_t all = 0;
  for (const ActivityView& each : result.activities) {
    if (each.type != ActivityType::NORMAL) continue;
    ++counts[index(each.status)];
    ++all;
  }
  std::string sentence = count_words(all) + (all == 1 ? " refresh" : " refreshes");
  std::string_view separator = ": ";
  for (const ActivityStatus status : values<ActivityStatus>()) {
    if (counts[index(status)] == 0) continue;
    (sentence += separator) += count_words(counts[index(status)]) + " ";
    sentence += name(status);
    separator = ", ";
  }
  return sentence;
}

std::string cost_sentence(const Shortfall& shortfall, const Ratio& availability) {
  std::string sentence = "no capacity lost";
  if (shortfall.below_ms > 0) {
    sentence = percent_words({shortfall.missing_integral, shortfall.desired_integral}) +
               " of capacity lost for " + length_words(shortfall.below_ms) +
               whole_run(shortfall, availability) +
               "; lowest: " + count_words(shortfall.lowest.serving) + " of " +
               count_words(shortfall.lowest.desired) + " serving";
  }
  if (shortfall.badly_ms > 0) {
    sentence += "; up to " + count_words(shortfall.most_badly) + " serving badly for " +
                length_words(shortfall.badly_ms);
  }
  return sentence;
}

}  // namespace refreshsim
