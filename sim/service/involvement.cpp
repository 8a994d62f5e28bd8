// Whose a row is, and what an instance is part of. Neither is written down: rows are in the order
// of their activities, of the batches in them, and of the instances, which makes them easy to find
// and a large fleet small (bench/README.md).
#include <algorithm>

#include "sim/base/check.h"
#include "sim/service/service.h"

namespace refreshsim {

BatchPlace Service::find_place(std::uint32_t row) const {
  const auto begins_after = [](std::uint32_t of, const Activity& each) {
    return of < each.first_row;
  };
  const auto next = std::upper_bound(activities_.begin(), activities_.end(), row, begins_after);
  const Activity& activity = *std::prev(next);
  const std::uint32_t batch = batch_of(activity, row);
  const Batch& rows = batches_[batch];
  REFRESHSIM_CHECK(rows.has_row(row), "every activity and every batch has rows");
  latest_place_ = {.first_row = rows.first_row,
                   .rows = rows.rows,
                   .activity = ActivityId{static_cast<std::size_t>(&activity - activities_.data())},
                   .group = activity.group,
                   .first_of_activity = activity.first_row,
                   .batch = batch,
                   .number = batch - activity.first_batch + 1};
  return latest_place_;
}

/// Most often it is the batch that began last: only its rows are in flight.
std::uint32_t Service::batch_of(const Activity& activity, std::uint32_t row) const {
  if (activity.current_batch > 0) {
    const std::uint32_t current = activity.first_batch + activity.current_batch - 1;
    if (batches_[current].has_row(row)) return current;
  }
  const auto first = batches_.begin() + activity.first_batch;
  const auto begins_after = [](std::uint32_t of, const Batch& each) { return of < each.first_row; };
  const auto next =
      std::upper_bound(first, first + activity.settings.batch_number, row, begins_after);
  return static_cast<std::uint32_t>(next - batches_.begin()) - 1;
}

Replacement Service::replacement(std::uint32_t row) const {
  const Activity& activity = activities_[place_of(row).activity.value];
  if (plan_of(activity.settings) == Plan::reset) return {};
  return replacements_[activity.first_replacement + row - activity.first_row];
}

/// The row of an instance in an activity, counted over all; Record::kNone if it has none.
std::uint32_t Service::find_row(const Activity& activity, InstanceId instance) const {
  const auto first = rows_.begin() + activity.first_row;
  const auto last = first + activity.rows;
  const auto before = [](const Row& each, InstanceId of) { return each.instance < of; };
  const auto found = std::lower_bound(first, last, instance, before);
  if (found == last || found->instance != instance) return Record::kNone;
  return static_cast<std::uint32_t>(found - rows_.begin());
}

InstanceId Service::make_instance(GroupId group, InstanceId replaces, std::uint32_t surge_place,
                                  std::uint32_t made_for, std::uint64_t cause) {
  made_for_.push_back(made_for);
  return fleet_.create(group, replaces, surge_place, cause);
}

/// Of an instance that is in the fleet, or has just left it: so of those made for a row or a surge
/// place it is the latest. Rows that wait or are in flight are the latest activity's of the group,
/// and those of the one that it rolls back: no other is accepted while there are any.
Involvement Service::involvement_of(InstanceId id) const {
  Involvement involved;
  const std::size_t listed = fleet_.instance_count() - made_for_.size();
  if (id.value >= listed) {
    const std::uint32_t made_for = made_for_[id.value - listed];
    if (fleet_[id].surge) {
      involved.surge = made_for;
      return involved;
    }
    if (replacement(made_for).in_the_making()) involved.making = made_for;
  }
  ActivityId asked = latest_of_group_[fleet_[id].group().value];
  while (asked.some()) {
    const Activity& activity = activities_[asked.value];
    const std::uint32_t row = find_row(activity, id);
    if (row != Record::kNone && rows_[row].status == RowStatus::WAITING) involved.waiting = row;
    if (row != Record::kNone && rows_[row].in_flight()) involved.in_flight = row;
    asked = activity.origin;
  }
  return involved;
}

}  // namespace refreshsim
