// What a log shows of the rows of a batch in flight, and of its end: what plans are made of.
#pragma once

#include "sim/incident/settle.h"

namespace refreshsim {

/// What the log shows of one attempt of a row.
struct RowEvidence {
  std::int64_t from_ms = 0;           ///< it ended at this time or later
  std::optional<std::int64_t> to_ms;  ///< at this time or before
  std::optional<RowStatus> status;
  bool sure = false;  ///< it is this attempt's status, not a later one's
  std::string message;
  std::string last_activity;    ///< seen in this attempt
  std::string activity_before;  ///< seen in the attempt before it
  std::string activity_at_end;
  std::optional<LogPlace> seen_before;
  std::optional<LogPlace> seen_after;
};

struct BatchEvidence {
  CallBound bound;
  std::optional<std::int64_t> end_ms;  ///< the second in which it ended
  std::vector<RowEvidence> rows;       ///< as the pending batch has them
};

/// A row as a snapshot shows it: by its place, as new instances go by other ids; null if it does
/// not.
const ObservedRow* told_row(const PendingBatch& pending, const ObservedActivity& seen,
                            const PendingBatch::Row& row);

RowEvidence row_evidence(const Draft& draft, const PendingBatch& pending,
                         const PendingBatch::Row& row, const CallBound& bound);

BatchEvidence batch_evidence(const Draft& draft, const PendingBatch& pending);

}  // namespace refreshsim
