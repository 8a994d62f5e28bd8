// A scenario: what happens to a fleet, as plain data (interface.md, section 1).
//
// Loaded and checked by sim/scenario; every name in it is defined, every number in range. It is
// never changed by a run, and may be shared by any number of them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "refreshsim/distribution.h"
#include "refreshsim/id.h"
#include "refreshsim/value.h"
#include "refreshsim/vocabulary.h"

namespace refreshsim {

/// Where something stands in the user's file; lines and columns from 1, columns in characters.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// Texts that a run compares: each is known by its number.
class Symbols {
 public:
  SymbolId intern(std::string_view text);
  /// The number of a text that is known; none otherwise.
  SymbolId find(std::string_view text) const;
  const std::string& text(SymbolId symbol) const { return texts_[symbol.value]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// The five fields that a reinstall takes [D]; none where the configuration does not name one.
using Software = std::array<SymbolId, kCount<Field>>;

struct LaunchConfiguration {
  std::string id;
  Software fields{};
};

/// Only images that do not exist or that conflict; any other exists and fits.
struct Image {
  SymbolId id;
  bool exists = true;
  bool conflicts = false;
};

struct ListedInstance {
  InstanceName name;
  ZoneId zone;
  SymbolId image;  ///< ImageId it runs at the start; the other four are the launch configuration's
  LifeCycleState state = LifeCycleState::IN_SERVICE;
};

struct Window {
  Instant from;
  Instant to;  ///< not included
};

struct ScalingGroup {
  std::string id;
  ConfigId configuration;
  std::vector<ZoneId> zones;           ///< never empty; instances go round-robin
  std::uint32_t count = 0;             ///< how many instances at the start
  std::vector<ListedInstance> listed;  ///< `count` of them, or empty if only a count was given
  std::uint32_t first_number = 1;      ///< with a count: ids ins-(first_number) …
  std::uint32_t desired = 0;
  std::uint32_t min_size = 0;
  std::uint32_t max_size = 0;
  LoadBalancer load_balancer = LoadBalancer::application;
  GroupStatus status = GroupStatus::NORMAL;
  std::vector<Window> in_activity;
};

/// A number of instances, or a share of desired(t).
struct Threshold {
  bool percent = false;
  std::int64_t amount = 0;  ///< instances; or thousandths of a percent
  std::string text;         ///< as written: `90%`, `6`
};

/// What a fault is about; everything given must hold.
struct Match {
  GroupId group;
  std::vector<InstanceName> instances;  ///< any of them; in REPLACE the row's
  ZoneId zone;
  SymbolId image;   ///< the one being installed; in drain and terminate the one it runs
  NameId activity;  ///< the latest activity of this name
  std::optional<std::uint32_t> batch;
  std::optional<Step> step;
  std::optional<std::uint32_t> attempt;
  std::optional<bool> surge;
};

// clang-format off
#define REFRESHSIM_FAULT_KINDS(X)                                                   \
  X(fail, "the step fails when its duration is over")                               \
  X(hang, "the step never ends by itself")                                          \
  X(delay, "the step takes longer")                                                 \
  X(takes, "the step takes just so long")                                           \
  X(fail_after, "the step takes just so long, and fails")                           \
  X(unhealthy, "never healthy once installed")                                      \
  X(unhealthy_after, "a latent defect: turns unhealthy after its entry into service") \
  X(remove, "destroyed by its owner")                                               \
  X(outage, "a zone does not serve; steps there stand still")                       \
  X(unhealthy_for, "an instance is not healthy for a while")                        \
  X(group_status, "the group is in an abnormal status for a while")
REFRESHSIM_ENUM(FaultKind, REFRESHSIM_FAULT_KINDS)
// clang-format on

struct Fault {
  FaultKind kind = FaultKind::fail;
  Match match;  ///< fail … unhealthy_after
  double probability = 1;
  std::string message;
  Duration length{0};             ///< delay … unhealthy_after
  Instant at;                     ///< remove … group_status
  std::optional<Duration> lasts;  ///< `for`; none: to the end
  InstanceName instance;          ///< remove, unhealthy_for
  ZoneId zone;                    ///< outage
  GroupId group;                  ///< group_status
  GroupStatus status = GroupStatus::NORMAL;
  std::string text;  ///< the entry as a single line
  Place place;

  bool timed() const { return kind >= FaultKind::remove; }
};

/// What makes a call: a state that is entered, or a threshold that is crossed.
struct Trigger {
  enum class Kind : std::uint8_t {
    activity_status,
    batch_status,
    serving_below,
    serving_badly_above
  };
  Kind kind = Kind::activity_status;
  NameId activity;
  std::uint32_t batch = 0;
  ActivityStatus status = ActivityStatus::INIT;
  BatchStatus batch_status = BatchStatus::WAITING;
  GroupId group;
  Threshold threshold;
};

struct Call {
  Action action = Action::StartInstanceRefresh;
  Value request;              ///< as written: judged when it is made
  std::string as;             ///< empty: has no name
  NameId name;                ///< what its activities go by; none if it has no `as` or makes none
  std::string id;             ///< the activity's id; empty: the next free one
  std::string request_id;     ///< the answer's RequestId; empty: made up
  std::optional<Instant> at;  ///< or else:
  std::optional<Trigger> when;
  Distribution after;                      ///< reaction time, with `when`
  std::optional<std::uint32_t> times = 1;  ///< how often `when` may fire; none: always
  std::string expect;                      ///< `ok`, an error code, or empty
  Place place;
};

/// A comparison of a number with a bound: at_least, at_most, above, below, equals.
struct Bound {
  enum class Kind : std::uint8_t { at_least, at_most, above, below, equals };
  Kind kind = Kind::at_least;
  double value = 0;
  std::string text;  ///< the bound as written
};

/// What is to hold when the run is over.
struct Expectation {
  enum class Kind : std::uint8_t { activity, batch, row, instance, statistic, always };
  Kind kind = Kind::activity;
  std::string text;  ///< the entry as a single line
  NameId activity;   ///< activity, batch, row; statistic of an activity
  std::uint32_t batch = 0;
  InstanceName instance;  ///< row, instance
  GroupId group;          ///< group, statistic, always
  std::optional<ActivityStatus> status;
  std::optional<BatchStatus> batch_status;
  std::optional<RowStatus> row_status;
  std::optional<LifeCycleState> life_cycle_state;
  SymbolId image;
  std::optional<bool> healthy;
  std::optional<bool> gone;
  std::optional<Duration> before;  ///< entered before this time
  std::string statistic;           ///< `availability`, `serving.min`, `below_ms.90%`, …
  std::vector<Bound> bounds;       ///< all must hold
  Place place;
};

struct Scenario {
  std::string name;
  std::string description;
  std::uint64_t seed = 1;
  std::int64_t start_unix_ms = 1735689600000;  ///< 2025-01-01T00:00:00Z; only dates the output
  std::optional<Duration> horizon;

  Symbols symbols;
  std::vector<std::string> zones;
  std::vector<LaunchConfiguration> configurations;
  std::vector<Image> images;
  std::vector<ScalingGroup> groups;
  bool authorized = true;

  std::array<Distribution, kCount<Step>> timing = default_timing();
  std::array<std::optional<Duration>, kCount<Step>> step_timeout{};
  std::vector<Threshold> serving_at_least;  ///< slo

  std::vector<Fault> faults;
  std::vector<Call> calls;
  std::vector<Expectation> expectations;
  std::vector<std::string>
      activity_names;  ///< what activities may go by: `refresh`, `refresh.rollback`

  static std::array<Distribution, kCount<Step>> default_timing();
  /// The name that the automatic rollback of an activity called `name` goes by.
  static constexpr NameId rollback_of(NameId name) { return NameId{name.value + 1}; }
};

/// `ins-00000001` for a number, the text for another.
std::string instance_text(const Symbols& symbols, InstanceName name);
/// The name that a text stands for: a number if it is `ins-` and eight or more digits without a
/// superfluous zero, otherwise the text if it is known; none if it is not.
std::optional<InstanceName> instance_name(const Symbols& symbols, std::string_view text);
/// The text that stands for the value of one of the five fields: a text is itself, anything else
/// its JSON on one line with sorted keys. Fields are compared by it, whoever set them.
std::string field_text(const Value& value);

}  // namespace refreshsim
