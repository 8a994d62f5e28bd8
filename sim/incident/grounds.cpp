#include <set>

#include "sim/base/duration_text.h"
#include "sim/incident/explanation.h"
#include "sim/incident/reasons.h"
#include "sim/scenario/scalars.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kDayLengthMs = 86'400'000;

/// INIT and RUNNING are one event: of the two the first, with its reason, is enough. That a step
/// was done shows by when the next one began; that a row began, by its batch and its first step;
/// that an activity was made and turned RUNNING, by the call, unless it had to wait.
bool says_nothing_new(const Story& story, const Record& record) {
  const Record& cause = story[record.cause];
  const bool accepted =
      (record.kind == RecordKind::activity_created && cause.kind == RecordKind::call_made) ||
      (record.kind == RecordKind::activity_status && cause.kind == RecordKind::activity_created);
  const bool begun = record.kind == RecordKind::row_status &&
                     static_cast<RowStatus>(record.to) == RowStatus::INIT &&
                     static_cast<RowStatus>(record.from) == RowStatus::WAITING;
  if (accepted || begun) return true;
  const bool row = record.kind == RecordKind::row_status &&
                   static_cast<RowStatus>(record.to) == RowStatus::RUNNING;
  const bool batch = record.kind == RecordKind::batch_status &&
                     static_cast<BatchStatus>(record.to) == BatchStatus::RUNNING &&
                     static_cast<BatchStatus>(record.from) == BatchStatus::INIT;
  const bool step = record.kind == RecordKind::step_ended && record.d == 1;
  return row || batch || step;
}

}  // namespace

std::optional<std::int64_t> moment_ms(const Scenario& scenario, std::string_view text) {
  if (const auto length = parse_duration(text)) return ms(*length);
  if (const auto date = parse_timestamp(text)) return *date - scenario.start_unix_ms;
  const bool clock = text.size() == 8 && text[2] == ':' && text[5] == ':';
  if (!clock) return std::nullopt;
  const auto of_day = parse_timestamp("1970-01-01T" + std::string(text) + "Z");
  if (!of_day) return std::nullopt;
  const std::int64_t since = (*of_day - scenario.start_unix_ms) % kDayLengthMs;
  return since < 0 ? since + kDayLengthMs : since;
}

std::vector<Sequence> chain_of(const Story& story, Sequence sequence) {
  std::vector<Sequence> chain{sequence};
  while (story[chain.back()].cause < chain.back()) chain.push_back(story[chain.back()].cause);
  return chain;
}

std::vector<Sequence> worth_telling(const Story& story, const std::vector<Sequence>& chain) {
  std::vector<Sequence> told;
  for (const Sequence each : chain) {
    if (told.empty() || !says_nothing_new(story, story[each])) told.push_back(each);
  }
  return told;
}

std::vector<Sequence> grounds_of(const Story& story, const std::vector<Sequence>& chain) {
  std::set<Sequence> seen;
  std::vector<Sequence> open(chain.begin(), chain.end());
  while (!open.empty()) {
    const Sequence next = open.back();
    open.pop_back();
    if (!seen.insert(next).second) continue;
    const Record& record = story[next];
    if (record.cause < next) open.push_back(record.cause);
    for (const Sequence each : reasons(story, record)) open.push_back(each);
  }
  return {seen.begin(), seen.end()};
}

}  // namespace refreshsim
