// The scaling groups of a log, their instances, and the launch configurations.
#include <algorithm>
#include <set>

#include "refreshsim/scenario.h"
#include "sim/incident/incident.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

IncidentGroup* group_of(Incident& incident, const std::string& id) {
  for (IncidentGroup& each : incident.groups) {
    if (each.id == id) return &each;
  }
  return nullptr;
}

void add_group(Incident& incident, const std::string& id) {
  if (!id.empty() && group_of(incident, id) == nullptr) incident.groups.push_back({id, {}, {}});
}

bool says_no_group(const Exchange& exchange) {
  return exchange.code == "ResourceNotFound.AutoScalingGroupIdNotFound" ||
         exchange.code == "ResourceNotFound.AutoScalingGroupNotFound";
}

std::vector<std::string> instance_ids(const Exchange& exchange) {
  std::vector<std::string> ids;
  const Value* found = exchange.request.find("InstanceIds");
  if (found == nullptr || found->list() == nullptr) return ids;
  for (const Value& each : *found->list()) {
    if (each.text() != nullptr && !each.text()->empty()) ids.push_back(*each.text());
  }
  return ids;
}

/// Instances that a REPLACE made: their rows' messages name them, or they turn up after one.
class MadeOnTheWay {
 public:
  explicit MadeOnTheWay(const Incident& incident) {
    for (const Observation& observation : incident.observations) {
      for (const ObservedActivity& activity : observation.activities) note(activity);
    }
  }
  bool contains(const std::string& id) const { return made_.contains(id); }

 private:
  void note(const ObservedActivity& activity) {
    for (const ObservedBatch& batch : activity.batches) {
      for (const ObservedRow& row : batch.rows) {
        for (const std::string_view mark : {"replaced by ", "new instance "}) {
          const std::size_t at = row.message.find(mark);
          if (at != std::string::npos) made_.insert(row.message.substr(at + mark.size()));
        }
      }
    }
  }
  std::set<std::string> made_;
};

std::size_t place_of(const IncidentGroup& group, const std::string& id) {
  const auto found = std::find_if(group.instances.begin(), group.instances.end(),
                                  [&id](const IncidentInstance& each) { return each.id == id; });
  return static_cast<std::size_t>(found - group.instances.begin());
}

/// Adds ids in their order: a new one comes right after the one before it, or before the next.
void merge_ids(IncidentGroup& group, const std::vector<std::string>& ids, LifeCycleState state) {
  std::size_t after = group.instances.size();
  for (std::size_t i = 0; i < ids.size() && after == group.instances.size(); ++i) {
    after = place_of(group, ids[i]);
  }
  for (const std::string& id : ids) {
    const std::size_t known = place_of(group, id);
    if (known < group.instances.size()) {
      after = known + 1;
    } else {
      const auto place = group.instances.begin() + static_cast<std::ptrdiff_t>(after);
      group.instances.insert(place, {id, state});
      ++after;
    }
  }
}

std::vector<std::string> row_ids(const ObservedActivity& activity, const MadeOnTheWay& made) {
  std::vector<std::string> ids;
  for (const ObservedBatch& batch : activity.batches) {
    for (const ObservedRow& row : batch.rows) {
      if (!row.instance.empty() && !made.contains(row.instance)) ids.push_back(row.instance);
    }
  }
  return ids;
}

/// What a call says about the state in which it found instances that no activity tells of.
LifeCycleState state_before(const Exchange& exchange, bool left_out_before) {
  if (exchange.action == name(Action::ExitStandby)) {
    return exchange.ok() ? LifeCycleState::STANDBY : LifeCycleState::IN_SERVICE;
  }
  if (exchange.action == name(Action::EnterStandby)) {
    return exchange.ok() ? LifeCycleState::IN_SERVICE : LifeCycleState::STANDBY;
  }
  return left_out_before ? LifeCycleState::STANDBY : LifeCycleState::IN_SERVICE;
}

/// An id that two groups tell of belongs to the first.
bool is_elsewhere(const Incident& incident, const IncidentGroup& group, const std::string& id) {
  for (const IncidentGroup& other : incident.groups) {
    for (const IncidentInstance& each : other.instances) {
      if (&other != &group && each.id == id) return true;
    }
  }
  return false;
}

/// Only rows tell the order of a group; calls name instances in any.
void order_by_rows(const Incident& incident, IncidentGroup& group, const MadeOnTheWay& made) {
  IncidentGroup in_rows;
  for (const IncidentActivity& each : incident.activities) {
    if (each.group != group.id || each.seen.empty()) continue;
    merge_ids(in_rows, row_ids(incident.seen(each, 0), made), LifeCycleState::IN_SERVICE);
  }
  std::map<std::string, std::size_t> places;
  for (const IncidentInstance& each : in_rows.instances) places.emplace(each.id, places.size());
  const auto place = [&places](const IncidentInstance& each) {
    const auto found = places.find(each.id);
    return found != places.end() ? found->second : places.size();
  };
  std::stable_sort(group.instances.begin(), group.instances.end(),
                   [&place](const IncidentInstance& a, const IncidentInstance& b) {
                     return place(a) < place(b);
                   });
}

void list_instances(Incident& incident, IncidentGroup& group, const MadeOnTheWay& made) {
  std::size_t next = 0;  // activities before it have listed their rows
  bool called = false;
  const auto list_rows = [&](std::int64_t until_ms) {
    for (; next < incident.activities.size(); ++next) {
      const IncidentActivity& activity = incident.activities[next];
      if (activity.created_ms.value_or(0) > until_ms) return;
      if (activity.group != group.id || activity.seen.empty()) continue;
      std::vector<std::string> ids = row_ids(incident.seen(activity, 0), made);
      std::erase_if(ids, [&](const std::string& id) { return is_elsewhere(incident, group, id); });
      merge_ids(group, ids, LifeCycleState::IN_SERVICE);
    }
  };
  for (const Exchange& each : incident.log.exchanges) {
    list_rows(*each.time_ms - incident.start_ms);
    const bool about = request_text(each, "AutoScalingGroupId") == group.id;
    if (!about || each.code == "ResourceNotFound.InstancesNotFound") continue;
    std::vector<std::string> ids = instance_ids(each);
    std::erase_if(ids, [&](const std::string& id) {
      return made.contains(id) || is_elsewhere(incident, group, id);
    });
    called = called || !ids.empty();
    merge_ids(group, ids, state_before(each, !group.instances.empty()));
  }
  list_rows(INT64_MAX);
  if (called) order_by_rows(incident, group, made);
}

std::int64_t batch_number(const Exchange& exchange) {
  const Value* settings = exchange.request.find("RefreshSettings");
  const Value* rolling = settings != nullptr ? settings->find("RollingUpdateSettings") : nullptr;
  const Value* number = rolling != nullptr ? rolling->find("BatchNumber") : nullptr;
  return number != nullptr && number->integer() != nullptr ? *number->integer() : 1;
}

/// How many instances a group needs for its calls to have been answered as they were.
std::int64_t instances_needed(const Incident& incident, const std::string& group) {
  constexpr std::int64_t kMost = 10'000;
  std::int64_t least = 1;
  std::int64_t most = kMost;
  for (const Exchange& each : incident.log.exchanges) {
    if (request_text(each, "AutoScalingGroupId") != group) continue;
    if (each.code == "ResourceUnavailable.NoInstanceCanRefresh") return 0;
    if (each.code.ends_with("BatchNumberTooLarge")) most = std::min(most, batch_number(each) - 1);
    const bool of_image = each.code.ends_with("InquiryPriceResetInstanceFailed");
    const bool starts = each.action == name(Action::StartInstanceRefresh);
    if (each.code.ends_with("MaxSurgeTooLarge") || (of_image && starts)) {
      least = std::max(least, batch_number(each));
    }
  }
  return std::max<std::int64_t>(std::min(least, most), 1);
}

bool has_rows(const Incident& incident, const std::string& group) {
  return std::any_of(incident.activities.begin(), incident.activities.end(),
                     [&group](const IncidentActivity& each) { return each.group == group; });
}

/// A group of which no activity tells the instances has as few as will do.
void assume_instances(Incident& incident, IncidentGroup& group) {
  if (has_rows(incident, group.id) && !group.instances.empty()) return;
  const std::int64_t needed = instances_needed(incident, group.id);
  const std::int64_t known = std::count_if(
      group.instances.begin(), group.instances.end(),
      [](const IncidentInstance& each) { return each.state == LifeCycleState::IN_SERVICE; });
  for (std::int64_t i = known + 1; i <= needed; ++i) {
    group.instances.push_back(
        {group.id + "-instance-" + std::to_string(i), LifeCycleState::IN_SERVICE});
  }
  if (needed <= known) return;
  incident.assumptions.push_back(
      {"group " + group.id + " has " + plural(needed, "instance"),
       "an answer of DescribeRefreshActivities or of DescribeAutoScalingInstances"});
}

void find_configurations(Incident& incident) {
  for (const Exchange& each : incident.log.exchanges) {
    const std::string id = request_text(each, "LaunchConfigurationId");
    const bool unknown = each.code == "ResourceNotFound.LaunchConfigurationIdNotFound";
    if (!id.empty() && !unknown) incident.configurations[id];
  }
}

/// One configuration for each group, those of the log in turn.
void give_configurations(Incident& incident) {
  std::vector<std::string> known;
  for (const auto& [id, fields] : incident.configurations) known.push_back(id);
  for (std::size_t i = 0; i < incident.groups.size(); ++i) {
    IncidentGroup& group = incident.groups[i];
    const bool shared = incident.groups.size() == 1 || i < known.size();
    group.configuration = shared && i < known.size() ? known[i] : "asc-of-" + group.id;
    incident.configurations[group.configuration];
    if (known.size() > 1 || incident.groups.size() > 1 || known.empty()) {
      incident.assumptions.push_back(
          {"group " + group.id + " uses launch configuration " + group.configuration,
           "an answer of DescribeAutoScalingGroups"});
    }
  }
}

}  // namespace

void find_groups(Incident& incident) {
  for (const IncidentActivity& each : incident.activities) add_group(incident, each.group);
  for (const Exchange& each : incident.log.exchanges) {
    if (!says_no_group(each)) add_group(incident, request_text(each, "AutoScalingGroupId"));
  }
  const MadeOnTheWay made(incident);
  for (IncidentGroup& group : incident.groups) {
    list_instances(incident, group, made);
    assume_instances(incident, group);
  }
  find_configurations(incident);
  give_configurations(incident);
}

}  // namespace refreshsim
