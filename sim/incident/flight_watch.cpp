#include <algorithm>

#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

const Value* text_under(const Value& request, std::string_view key) {
  const Value* found = request.find(key);
  return found != nullptr && found->text() != nullptr ? found : nullptr;
}

bool names(const IncidentCall& call, std::string_view key, const std::string& what) {
  const Value* found = text_under(call.request, key);
  return found != nullptr && *found->text() == what;
}

}  // namespace

void FlightWatch::hear(std::span<const Record> records) {
  for (const Record& record : records) {
    if (record.kind == RecordKind::row_status &&
        record.to == static_cast<std::uint32_t>(RowStatus::RUNNING)) {
      rows_[{record.subject, record.part}] = {record.time_ms, record.d};
    }
    if (record.kind != RecordKind::surge_state) continue;
    Surge& surge = surges_[record.subject];
    surge.state = static_cast<SurgeState>(record.to);
    surge.start_ms = record.time_ms;
    if (surge.state == SurgeState::scaling_out) ++surge.outs;
    if (surge.state == SurgeState::scaling_in) ++surge.ins;
  }
}

std::vector<ActivityCall> calls_on(const Draft& draft, const IncidentActivity& activity) {
  std::vector<ActivityCall> found;
  const std::string id = "$" + activity.as;
  for (const IncidentCall& call : draft.calls) {
    const bool refused =
        call.exchange && !draft.incident->log.exchanges[*call.exchange].code.empty();
    const bool about =
        names(call, "RefreshActivityId", id) || names(call, "OriginRefreshActivityId", id);
    if (refused || !about) continue;
    found.push_back({call.at_ms, call.action, !names(call, "ResumeMode", "CONTINUE")});
  }
  return found;
}

}  // namespace refreshsim
