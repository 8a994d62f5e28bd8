// What a group's statistics are folded from: counts that follow every change of an instance, a zone
// or the desired capacity (model.md, section 7).
#pragma once

#include <vector>

#include "refreshsim/scenario.h"
#include "sim/record/level_fold.h"

namespace refreshsim {

/// How an instance counts at a moment.
struct Presence {
  /// For nothing, or as the sum of these.
  enum How : std::uint32_t {
    kNothing = 0,
    kInService = 1,
    kHealthy = 2,
    kMember = 4,  ///< not surge, IN_SERVICE or STANDBY
  };
  SymbolId image;
  std::uint32_t how = kNothing;

  bool in_service() const { return (how & kInService) != 0; }
  bool healthy() const { return (how & kHealthy) != 0; }
  bool member() const { return (how & kMember) != 0; }
  bool up() const { return (how & (kInService | kHealthy)) == (kInService | kHealthy); }
  friend bool operator==(const Presence&, const Presence&) = default;
};

class GroupFold {
 public:
  void reset(const Scenario& scenario, GroupId group);

  void set_desired(std::int64_t desired, std::int64_t now_ms);
  /// So many instances in `zone` count as `after` instead of `before`. Changes at one time are
  /// folded as one, as soon as there is another at a different time.
  void change(ZoneId zone, Presence before, Presence after, std::int64_t now_ms,
              std::int64_t instances = 1);
  void set_outage(ZoneId zone, bool outage, std::int64_t now_ms);
  void add_surge(std::int64_t change, std::int64_t now_ms) { now_.surge.add(change, now_ms); }
  void failed_step(std::int64_t now_ms) { note_trouble(now_ms); }
  void pause_cancel_or_rollback(std::int64_t now_ms);

  std::int64_t serving() const { return now_.present.serving; }
  std::int64_t serving_badly() const { return now_.present.badly; }
  std::int64_t desired() const { return now_.desired.value(); }
  std::int64_t in_service() const { return now_.present.in_service; }

  /// Everything but the downtimes, over the window from 0 to `end_ms`, into statistics whose memory
  /// is used again.
  void finish(std::int64_t end_ms, GroupStatistics& all);

 private:
  /// How many instances there are at the time of the latest change.
  struct Present {
    std::int64_t in_service = 0;
    std::int64_t serving = 0;
    std::int64_t badly = 0;
  };
  /// What follows from the counts.
  enum LevelOf : std::size_t {
    kInService,
    kServing,
    kBadly,
    kMet,    ///< min(serving, desired); what is not met of desired is lost
    kMixed,  ///< two or more images: 1
    kBlast,  ///< members that do not serve
    kLevels
  };
  struct Zone {
    ZoneId id;
    bool outage = false;
    bool changed = false;              ///< since its levels were settled
    std::int64_t healthy = 0;          ///< in service and healthy, in an outage or not
    std::int64_t bad = 0;              ///< in service and not healthy
    std::int64_t healthy_members = 0;  ///< those of `healthy` that are not surge
    LevelFold in_service, serving, badly;
    std::int64_t serving_now() const { return outage ? 0 : healthy; }
    std::int64_t badly_now() const { return outage ? 0 : bad; }
  };
  struct Below {
    Threshold threshold;
    LevelFold time;
  };
  /// What is counted, apart from zones, images and thresholds: all zero at the start.
  struct Counts {
    std::int64_t at_ms = 0;  ///< of the latest change
    bool changed = false;    ///< since the levels were settled
    std::int64_t members = 0;
    std::int64_t serving_members = 0;
    Present present;
    LevelFold desired, surge;
    LevelsFold<kLevels> levels;
    StretchFold good;
    std::optional<std::int64_t> trouble_ms, detected_ms;
  };
  Zone& zone(ZoneId id);
  /// With one zone all that is counted of the zone is the group's.
  bool by_zone() const { return zones_.size() > 1; }
  void begin_change(std::int64_t now_ms);
  void count(Zone& zone, Presence presence, std::int64_t change);
  void count_image(SymbolId image, std::int64_t change);
  void settle();
  bool mixed() const;
  void note_trouble(std::int64_t now_ms);
  void close(std::int64_t now_ms);
  void finish_trouble(GroupStatistics& to, std::int64_t end_ms) const;

  std::string id_;
  std::vector<std::string> zone_names_;
  std::vector<Zone> zones_;
  std::vector<std::pair<SymbolId, std::int64_t>> images_;  ///< in service, by ImageId
  std::vector<Below> below_;
  Counts now_;
};

/// Whether a number of instances is below or above a threshold, percentages being of `desired`.
bool is_below(std::int64_t instances, const Threshold& threshold, std::int64_t desired);
bool is_above(std::int64_t instances, const Threshold& threshold, std::int64_t desired);

}  // namespace refreshsim
