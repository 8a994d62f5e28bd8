// The state of a run, rebuilt from its records: what DescribeRefreshActivities tells while it goes
// on, and what the result shows when it is over.
#pragma once

#include <array>
#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/base/large_vector.h"

namespace refreshsim {

class Ledger : public RecordSink {
 public:
  /// With `lists` false it knows of no instance, and an activity's batches have no rows.
  void reset(const Scenario& scenario, bool lists = true);
  RecordKinds wants() const override;
  void hear(std::span<const Record> records) override;

  std::size_t activity_count() const { return activities_.size(); }
  /// An activity without its batches.
  const ActivityView& activity_head(ActivityId id) const { return activities_[id.value].view; }
  /// An activity with its batches and rows; `end_ms` is the window's end for its statistics.
  ActivityView activity(ActivityId id, std::int64_t end_ms = 0) const;

  std::size_t instance_count() const { return instances_.size(); }
  /// Of each group, its instances in its order.
  const std::vector<InstanceId>& members(GroupId group) const {
    return groups_[group.value].members;
  }
  /// Without downtime and images.
  InstanceView instance(InstanceId id) const;
  /// Of every instance the images that it was installed with, in order.
  std::vector<std::vector<SymbolId>> images() const;
  /// Without statistics.
  GroupView group(GroupId id) const;

 private:
  struct Entry {
    GroupId group;
    ZoneId zone;
    InstanceName name;
    std::uint32_t software = Record::kNone;
    std::uint32_t attempts = 0;
    LifeCycleState state = LifeCycleState::CREATING;
    bool healthy = false;
    bool surge = false;
    std::int64_t gone_ms = -1;
    std::int64_t since_ms = 0;
    InstanceId replacement;  ///< the latest instance that was to replace it
  };
  struct RowEntry {
    InstanceId instance;
    InstanceId replacement;
    std::uint32_t last_activity = 0;
    std::uint32_t attempt = 0;
    std::uint32_t failure = 0;  ///< Step + 256 × FailureCause
    FaultId fault;
    RowStatus status = RowStatus::WAITING;
    std::int64_t since_ms = 0;
  };
  struct BatchEntry {
    BatchStatus status = BatchStatus::WAITING;
    std::uint32_t first_row = 0;
    std::uint32_t rows = 0;
    std::int64_t start_ms = -1;
    std::int64_t end_ms = -1;
  };
  struct ActivityEntry {
    ActivityView view;
    GroupId group;
    std::vector<BatchEntry> batches;
    LargeVector<RowEntry> rows;
    std::array<std::int64_t, kCount<RowStatus>> counts{};  ///< of rows, by their statuses
    std::int64_t retries = 0;
  };
  struct GroupEntry {
    GroupView view;
    std::vector<InstanceId> members;
  };

  void apply(const Record& record);
  void apply_to_instance(const Record& record);
  void apply_to_group(const Record& record);
  void create_instance(const Record& record);
  void create_activity(const Record& record);
  void set_settings(const Record& record);
  void set_activity(const Record& record);
  void set_batch(const Record& record);
  void set_row(const Record& record);
  void count_row(ActivityEntry& entry, const Record& record) const;
  std::string activity_id(std::uint32_t code) const;
  RowView row_view(const RowEntry& row) const;
  ActivityStatistics statistics(const ActivityEntry& activity, std::int64_t end_ms) const;

  const Scenario* scenario_ = nullptr;
  bool lists_ = true;
  LargeVector<Entry> instances_;
  std::vector<ActivityEntry> activities_;
  std::vector<GroupEntry> groups_;
  std::vector<SymbolId> images_;  ///< by software
  std::vector<std::pair<InstanceId, SymbolId>> installations_;
};

}  // namespace refreshsim
