// A new activity: its id, its batches and rows, and the facts of its making (model.md, section 4).
#include <fmt/format.h>

#include <algorithm>

#include "sim/service/service.h"

namespace refreshsim {
namespace {

bool before_id(const std::string& id, const std::pair<std::string, ActivityId>& entry) {
  return id < entry.first;
}

}  // namespace

ActivityId Service::by_id(const std::string& id) const {
  const auto after = std::upper_bound(by_id_.begin(), by_id_.end(), id, before_id);
  return after != by_id_.begin() && std::prev(after)->first == id ? std::prev(after)->second
                                                                  : ActivityId{};
}

/// The next free `asr-…`: none of the file's own ids, none used before.
std::string Service::next_activity_id() {
  for (;;) {
    std::string id = fmt::format("asr-{:08}", next_activity_number_++);
    bool taken = by_id(id).some();
    for (const Call& call : scenario_.calls) taken = taken || call.id == id;
    if (!taken) return id;
  }
}

ActivityId Service::accept(GroupId group, const RefreshSettings& settings, ActivityType type,
                           ActivityId origin, CallId by, NameId name, const std::string& wanted_id,
                           const Plans& plans, std::uint64_t cause) {
  const ActivityId id{activities_.size()};
  Activity& activity = activities_.emplace_back();
  activity.group = group;
  activity.ordinal = ++activities_of_group_[group.value];
  activity.name = name;
  const bool wanted = !wanted_id.empty() && !by_id(wanted_id).some();
  activity.id = wanted ? wanted_id : next_activity_id();
  activity.type = type;
  activity.origin = origin;
  activity.settings = settings;
  by_id_.insert(std::upper_bound(by_id_.begin(), by_id_.end(), activity.id, before_id),
                {activity.id, id});
  current_[group.value] = id;
  latest_of_group_[group.value] = id;
  if (name.some()) latest_by_name_[name.value] = id;
  const std::uint32_t number = wanted
                                   ? scenario_.symbols.find(wanted_id).value | InstanceName::kText
                                   : next_activity_number_ - 1;
  const std::uint64_t created = facts_.emit({.kind = RecordKind::activity_created,
                                             .group = group.value,
                                             .subject = id.value,
                                             .part = number,
                                             .from = origin.value,
                                             .to = static_cast<std::uint32_t>(ActivityStatus::INIT),
                                             .a = by.value,
                                             .b = name.value,
                                             .c = static_cast<std::uint32_t>(type),
                                             .d = static_cast<std::uint32_t>(settings.mode)},
                                            cause);
  facts_.emit({.kind = RecordKind::activity_settings,
               .group = group.value,
               .subject = id.value,
               .part = settings.batch_number,
               .from = static_cast<std::uint32_t>(settings.batch_pause),
               .to = static_cast<std::uint32_t>(settings.fail_process),
               .a = settings.max_surge,
               .b = settings.check_health ? 1u : 0u,
               .c = settings.check_health_timeout_s,
               .d = static_cast<std::uint32_t>(plans.instances.size())},
              created);
  fleet_.set_enabled(group, EnabledStatus::DISABLED, created);
  plan_batches(id, plans, created);
  const bool waits = origin.some() && activities_[origin.value].in_flight > 0;
  if (!waits) await_reaction(id, created);
  return id;
}

/// `even-batches`: sizes differ by at most one, the larger ones first; rows in the given order.
void Service::plan_batches(ActivityId id, const Plans& plans, std::uint64_t cause) {
  Activity& activity = activities_[id.value];
  const auto count = static_cast<std::uint32_t>(plans.instances.size());
  const std::uint32_t batches = activity.settings.batch_number;
  activity.first_row = static_cast<std::uint32_t>(rows_.size());
  activity.first_batch = static_cast<std::uint32_t>(batches_.size());
  activity.first_surge = static_cast<std::uint32_t>(surge_.size());
  activity.rows = count;
  rows_.reserve(rows_.size() + count);
  activity.first_replacement = static_cast<std::uint32_t>(replacements_.size());
  if (plan_of(activity.settings) == Plan::replace) {
    replacements_.resize(replacements_.size() + count);
  }
  std::uint32_t next = 0;
  for (std::uint32_t number = 1; number <= batches; ++number) {
    const std::uint32_t size = count / batches + (number <= count % batches ? 1 : 0);
    batches_.push_back({BatchStatus::WAITING, activity.first_row + next, size, size, 0, 0});
    const std::uint64_t planned = facts_.emit({.kind = RecordKind::batch_status,
                                               .group = activity.group.value,
                                               .subject = id.value,
                                               .part = number,
                                               .from = Record::kNone,
                                               .a = next,
                                               .b = size},
                                              cause);
    for (const std::uint32_t end = next + size; next < end; ++next) {
      Row row;
      row.instance = plans.instances[next];
      row.original_image = plans.original_images[next];
      rows_.push_back(row);
      facts_.emit({.kind = RecordKind::row_status,
                   .group = activity.group.value,
                   .subject = id.value,
                   .part = next,
                   .from = Record::kNone,
                   .a = row.instance.value,
                   .b = number},
                  planned);
    }
  }
  for (std::uint32_t place = 0; place < activity.settings.max_surge; ++place) {
    surge_.push_back({id, place, {}, 0, 0, SurgePlace::State::unborn});
  }
}

}  // namespace refreshsim
