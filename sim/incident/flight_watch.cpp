#include <algorithm>

#include "sim/incident/settle.h"

namespace refreshsim {

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

}  // namespace refreshsim
