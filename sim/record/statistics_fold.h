// The statistics of a run, folded from its records and from nothing else (model.md, section 7).
#pragma once

#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/scenario.h"
#include "sim/base/large_vector.h"
#include "sim/base/prefetch.h"
#include "sim/base/uint24.h"
#include "sim/engine/fact_stream.h"
#include "sim/record/group_fold.h"

namespace refreshsim {

class StatisticsFold : public RecordSink, public AbsenceSink {
 public:
  void reset(const Scenario& scenario);
  /// As an earlier one that has heard the same so far.
  void reset(const StatisticsFold& opening);
  RecordKinds wants() const override;
  void hear(std::span<const Record> records) override;
  void hear_left(std::span<const Absence> absences, std::int64_t now_ms) override;
  void hear_back(std::span<const Absence> absences) override;

  /// Fetches what is kept of an instance that the next records will be about.
  void fetch(InstanceId id) const {
    if (id.value < instances_.size()) prefetch(instances_[id.value]);  // else not yet heard of
  }
  /// The groups' levels as of the last record heard.
  const GroupFold& group(GroupId id) const { return groups_[id.value]; }
  /// Every group's statistics over the window from 0 to `end_ms`; ends the fold. `into(i)` is where
  /// the ith group's go: their memory is used again. Without `downtimes` those stay null.
  template <class Into>
  void finish(std::int64_t end_ms, bool downtimes, Into into) {
    if (downtimes) finish_downtimes(end_ms);
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      GroupStatistics& all = into(i);
      groups_[i].finish(end_ms, all);
      all.downtime_ms = downtimes ? quantiles(downtimes_[i]) : DowntimeQuantiles{};
    }
    forget_large();
  }
  std::vector<GroupStatistics> finish(std::int64_t end_ms) {
    std::vector<GroupStatistics> all(groups_.size());
    finish(end_ms, true, [&all](std::size_t i) -> GroupStatistics& { return all[i]; });
    return all;
  }
  /// After finish(): an instance's downtime in the window.
  std::int64_t downtime_ms(InstanceId id) const { return instances_[id.value].spared_ms; }

 private:
  /// An instance. A large fleet has many: what can be told from its place stands elsewhere.
  struct Entry {
    /// When it began to count and what it has served, taken from the window's end they leave its
    /// downtime; while it serves, minus the zone's up-time at its beginning. At the end the
    /// downtime.
    std::int64_t spared_ms = 0;
    SymbolId image;
    Uint24 zone_number;
    LifeCycleState state : 4 = LifeCycleState::CREATING;
    bool healthy : 1 = false;
    bool surge : 1 = false;
    bool gone : 1 = false;
    bool counts : 1 = false;  ///< past CREATING

    ZoneId zone() const { return ZoneId{zone_number}; }

    bool in_service() const { return !gone && state == LifeCycleState::IN_SERVICE; }
    bool up() const { return in_service() && healthy; }
    Presence presence() const {
      if (gone) return {};
      std::uint32_t how = healthy ? Presence::kHealthy : Presence::kNothing;
      if (state == LifeCycleState::IN_SERVICE) how |= Presence::kInService;
      const bool kept = state == LifeCycleState::IN_SERVICE || state == LifeCycleState::STANDBY;
      if (kept && !surge) how |= Presence::kMember;
      return {image, how};
    }
  };
  static_assert(sizeof(Entry) == 16);
  struct ZoneClock {
    bool outage = false;
    std::int64_t since_ms = 0;
    std::int64_t lost_ms = 0;  ///< in outages so far
    std::int64_t up_ms(std::int64_t now_ms) const {
      return now_ms - lost_ms - (outage ? now_ms - since_ms : 0);
    }
  };

  /// So many instances count differently from one time on.
  struct Change {
    std::int64_t at_ms = 0;  ///< first: it differs most often
    GroupId group;
    ZoneId zone;
    Presence before, after;
    friend bool operator==(const Change&, const Change&) = default;
  };
  /// Changes that follow one another and are alike are told to the group as one.
  void note(const Change& change) {
    if (change != latest_) tell_latest();
    latest_ = change;
    ++alike_;
  }
  void tell_latest() {
    if (alike_ == 0) return;
    groups_[latest_.group.value].change(latest_.zone, latest_.before, latest_.after, latest_.at_ms,
                                        alike_);
    alike_ = 0;
  }

  GroupId group_of(InstanceId id) const;
  void apply(const Record& record);
  void create(const Record& record);
  void set_image(Entry& entry, std::uint32_t software) const;
  void set_state(const Record& record);
  void set_health(const Record& record);
  void set_software(const Record& record);
  void leave(const Record& record);
  void count_anew(GroupId group, Presence was, Entry& entry, std::int64_t now_ms);
  void set_outage(const Record& record);
  void note_status(const Record& record);
  void finish_downtime(Entry& entry, std::int64_t end_ms) const;
  void finish_downtimes(std::int64_t end_ms);
  void forget_large();
  DowntimeQuantiles quantiles(std::vector<std::int64_t>& downtimes) const;

  std::vector<GroupFold> groups_;
  LargeVector<Entry> instances_;
  std::vector<std::uint32_t> first_of_next_;  ///< by group: the first instance listed after its own
  std::vector<GroupId> made_;                 ///< of those that are not listed, which come last
  std::vector<ZoneClock> zones_;
  std::vector<SymbolId> images_;  ///< by software
  Change latest_;
  std::int64_t alike_ = 0;  ///< so many like it are to be told; none between two calls of hear()
  std::vector<std::vector<std::int64_t>> downtimes_;  ///< by group, of its instances; at the end
};

}  // namespace refreshsim
