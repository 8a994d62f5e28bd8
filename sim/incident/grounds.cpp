#include <set>

#include "sim/base/duration_text.h"
#include "sim/incident/explanation.h"
#include "sim/incident/reasons.h"
#include "sim/scenario/scalars.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kDayLengthMs = 86'400'000;

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
