// How many instances a group must have had for a call to be answered as it was.
#include <algorithm>

#include "refreshsim/error_code.h"
#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostInstances = 10'000;

/// How far the checks of a start or a rollback went that need enough instances (model.md, 5 and 6);
/// none: not as far as those.
std::optional<int> reached(const std::string& answer) {
  if (answer == "ok") return 3;
  const auto code = parse_code(answer);
  if (code == ErrorCode::NoInstanceCanRefresh || code == ErrorCode::NoInstanceCanRollback) return 0;
  if (code == ErrorCode::BatchNumberTooLarge) return 1;
  if (code == ErrorCode::MaxSurgeTooLarge) return 2;
  if (code == ErrorCode::InquiryPriceResetInstanceFailed) return 3;
  return std::nullopt;
}

class Numbers {
 public:
  Numbers(Draft& draft, const LogDifference& difference)
      : draft_(draft),
        incident_(*draft.incident),
        difference_(difference),
        exchange_(incident_.log.exchanges[difference.exchange]) {
    for (IncidentGroup& each : draft_.groups) {
      if (each.id == difference.group) group_ = &each;
    }
  }

  bool repair() {
    const auto log = reached(difference_.log_says);
    const auto run = reached(difference_.simulation_says);
    if (!log || !run || group_ == nullptr) return false;
    if (*log > *run) return !rolls_back() && !rows_are_told() && give_one();
    if (*log < *run) return take_one();
    return false;
  }

 private:
  bool rolls_back() const { return exchange_.action == name(Action::RollbackInstanceRefresh); }

  bool rows_are_told() const {
    return std::any_of(incident_.activities.begin(), incident_.activities.end(),
                       [this](const IncidentActivity& each) {
                         return each.made_by == difference_.exchange && !each.seen.empty();
                       });
  }

  bool give_one() {
    auto& instances = group_->instances;
    if (instances.size() >= kMostInstances) return false;
    const auto taken = [&instances](const std::string& id) {
      return std::any_of(instances.begin(), instances.end(),
                         [&id](const IncidentInstance& each) { return each.id == id; });
    };
    std::size_t number = instances.size() + 1;
    while (taken(id(number))) ++number;
    instances.push_back({id(number), LifeCycleState::IN_SERVICE});
    return true;
  }
  std::string id(std::size_t number) const {
    return group_->id + "-instance-" + std::to_string(number);
  }

  /// Of the instances that the log does not show any more, the one that it showed last long ago.
  bool take_one() {
    const std::string* oldest = nullptr;
    std::int64_t shown_ms = difference_.at_ms;
    for (const IncidentInstance& each : group_->instances) {
      if (is_gone(each.id) || !concerned(each.id)) continue;
      const std::int64_t last = last_shown_ms(each.id);
      if (last >= shown_ms) continue;
      shown_ms = last;
      oldest = &each.id;
    }
    if (oldest == nullptr) return false;
    draft_.removals.push_back(removal_at(*oldest, difference_.at_ms, exchange_.place));
    return true;
  }

  /// A rollback only counts the rows of its origin.
  bool concerned(const std::string& instance) const {
    if (!rolls_back()) return true;
    const IncidentActivity* origin =
        incident_.activity(request_text(exchange_, "OriginRefreshActivityId"));
    return origin != nullptr && (origin->seen.empty() || has_row(*origin, instance));
  }

  bool has_row(const IncidentActivity& activity, const std::string& instance) const {
    const ObservedActivity& seen = incident_.seen(activity, 0);
    for (std::size_t b = 0; b < seen.batches.size(); ++b) {
      if (seen.row(b, instance) != nullptr) return true;
    }
    return false;
  }

  bool is_gone(const std::string& instance) const {
    for (const Removal& each : draft_.removals) {
      if (each.instance == instance && each.when.at_ms <= difference_.at_ms) return true;
    }
    return false;
  }

  std::int64_t last_shown_ms(const std::string& instance) const {
    std::int64_t last = -1;
    for (const IncidentActivity& activity : incident_.activities) {
      for (std::size_t i = 0; i < activity.seen.size(); ++i) {
        last = std::max(last, shown_ms(activity, i, instance));
      }
    }
    for (const InstanceSign& sign : signs_of(draft_, group_->id, instance)) {
      if (sign.ended != RowStatus::NOT_FOUND) last = std::max(last, sign.at_ms);
    }
    return last;
  }

  /// The latest time at which a snapshot of an activity shows that an instance was there.
  std::int64_t shown_ms(const IncidentActivity& activity, std::size_t number,
                        const std::string& instance) const {
    const ObservedActivity& seen = incident_.seen(activity, number);
    std::int64_t last = -1;
    for (std::size_t b = 0; b < seen.batches.size(); ++b) {
      const ObservedRow* row = seen.row(b, instance);
      if (row == nullptr || row->status == RowStatus::NOT_FOUND) continue;
      const bool waits = row->in_flight() || row->status == RowStatus::WAITING;
      const auto start = incident_.relative(seen.batches[b].start_ms);
      last = waits ? incident_.seen_at(activity, number)
                   : std::max(activity.created_ms.value_or(0), start.value_or(0));
    }
    return last;
  }

  Draft& draft_;
  const Incident& incident_;
  const LogDifference& difference_;
  const Exchange& exchange_;
  IncidentGroup* group_ = nullptr;
};

}  // namespace

Removal removal_at(std::string instance, std::int64_t at_ms, LogPlace place) {
  return {std::move(instance), {at_ms, 0, at_ms, std::nullopt, place}};
}

bool repair_numbers(Draft& draft, const LogDifference& difference) {
  const std::string& action = draft.incident->log.exchanges[difference.exchange].action;
  const bool counts = action == name(Action::StartInstanceRefresh) ||
                      action == name(Action::RollbackInstanceRefresh);
  return counts && Numbers(draft, difference).repair();
}

}  // namespace refreshsim
