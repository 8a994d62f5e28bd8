// DescribeRefreshActivities answers, read into the model's words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "refreshsim/value.h"
#include "refreshsim/vocabulary.h"

namespace refreshsim {

/// What is not there, or no word of the model, is none; times are unix ms of the whole second.
struct ObservedRow {
  std::string instance;
  std::optional<RowStatus> status;
  std::string last_activity;
  std::string message;

  bool operator==(const ObservedRow&) const = default;
  bool in_flight() const { return status == RowStatus::INIT || status == RowStatus::RUNNING; }
  bool has_ended() const {
    return status == RowStatus::SUCCESSFUL || status == RowStatus::FAILED ||
           status == RowStatus::NOT_FOUND;
  }
};

struct ObservedBatch {
  std::optional<BatchStatus> status;
  std::optional<std::int64_t> start_ms;
  std::optional<std::int64_t> end_ms;
  std::vector<ObservedRow> rows;

  bool operator==(const ObservedBatch&) const = default;
};

struct ObservedActivity {
  std::string id;
  std::string group;
  std::string origin;
  std::optional<ActivityType> type;
  std::optional<RefreshMode> mode;
  Value settings;
  std::optional<ActivityStatus> status;
  std::optional<std::int64_t> current_batch;
  std::optional<std::int64_t> created_ms;
  std::optional<std::int64_t> start_ms;
  std::optional<std::int64_t> end_ms;
  std::vector<ObservedBatch> batches;

  bool operator==(const ObservedActivity&) const = default;
  const ObservedRow* row(std::size_t batch, const std::string& instance) const;
};

/// The activities of an answer that have an id.
std::vector<ObservedActivity> observed_activities(const Value& answer);

}  // namespace refreshsim
