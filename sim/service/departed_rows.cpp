// Rows that start together (sim/fleet/foresight.cpp), and those that depart together and come back
// one after another (sim/fleet/departures.cpp). When nobody hears of their statuses, the changes of
// rows.cpp are made for many at once.
#include <algorithm>

#include "sim/base/check.h"
#include "sim/service/service.h"

namespace refreshsim {

/// What decides about the steps of all rows of a batch that begin with drain; what is a row's own
/// is missing.
StepContext Service::shared_by(const Activity& activity, const Batch& batch) const {
  StepContext shared = context_of(activity);
  shared.batch = batch_number(batch.first_row);
  shared.following = following(activity, Plan::reset, Step::drain);
  return shared;
}

/// Those of some rows that begin with drain.
std::span<Departure> Service::departures(const Activity& activity, std::uint32_t first,
                                         std::uint32_t end) {
  const bool restores = activity.type == ActivityType::ROLLBACK;
  departures_.clear();
  for (std::uint32_t row = first; row < end; ++row) {
    const Row& each = rows_[row];
    if (each.status != RowStatus::WAITING) continue;
    if (fleet_[each.instance].state != LifeCycleState::IN_SERVICE) continue;
    departures_.push_back({each.instance, row, restores ? each.original_image : SymbolId{}});
  }
  return departures_;
}

/// Starts at once those rows of a batch that will succeed; what is left of it starts row by row.
void Service::depart(const Activity& activity, const Batch& batch, std::uint64_t cause) {
  fleet_.depart(shared_by(activity, batch),
                departures(activity, batch.first_row, batch.first_row + batch.rows));
  std::erase_if(departures_, [](const Departure& each) { return !each.left; });
  if (facts_.wants(RecordKind::row_status)) {
    for (const Departure& each : departures_) enter_flight(each.owner, cause);
  } else {
    enter_flight_unheard(departures_);
  }
}

/// Starts a batch's rows in their order; those that begin with drain are foreseen together.
void Service::start_foreseen(const Activity& activity, const Batch& batch, std::uint64_t cause) {
  StepContext shared = shared_by(activity, batch);
  const std::uint32_t end = batch.first_row + batch.rows;
  for (std::uint32_t first = batch.first_row; first < end; first += Fleet::kPortion) {
    const std::uint32_t last = std::min(end - first, Fleet::kPortion) + first;
    fleet_.foresee(shared, departures(activity, first, last));
    shared.foreseen = 0;
    for (std::uint32_t row = first; row < last; ++row) {
      const std::uint32_t next = shared.foreseen;
      if (next < departures_.size() && departures_[next].owner == row) {
        start_drain(departures_[next], shared, cause);
        ++shared.foreseen;
      } else if (rows_[row].status == RowStatus::WAITING) {
        start_row(row, cause);
      }
    }
  }
}

void Service::start_drain(const Departure& departure, StepContext& shared, std::uint64_t cause) {
  const std::uint64_t running = enter_flight(departure.owner, cause);
  REFRESHSIM_CHECK(rows_[departure.owner].attempt == shared.attempt, "a row starts once a batch");
  shared.owner = departure.owner;
  shared.row_instance = fleet_.name_of(departure.instance);
  shared.image = departure.image;
  fleet_.start_step(departure.instance, Step::drain, shared, running);
}

/// As enter_flight() for each, when nobody hears of statuses of rows.
void Service::enter_flight_unheard(std::span<const Departure> rows) {
  if (rows.empty()) return;
  const auto count = static_cast<std::uint32_t>(rows.size());
  activity_of(rows.front().owner).in_flight += count;
  next_scaling_activity_ += count;
  facts_.pass_over(2 * rows.size());
  for (const Departure& each : rows) {
    Row& row = rows_[each.owner];
    ++row.attempt;
    row.status = RowStatus::RUNNING;
  }
}

/// All but the last row of a batch, after which the batch ends, and with it perhaps more.
std::uint64_t Service::returns_unnoticed(std::uint32_t index) const {
  const BatchPlace at = place_of(index);
  const bool noticed =
      facts_.wants(RecordKind::row_status) || activities_[at.activity.value].ended();
  return noticed ? 0 : batches_[at.batch].open - 1;
}

void Service::on_returned(std::span<const Absence> rows) {
  const std::uint32_t first = rows.front().owner;
  if (returns_unnoticed(first) < rows.size()) return row_succeeded(first, facts_.next() - 1);
  Batch& batch = batch_of(first);
  const auto count = static_cast<std::uint32_t>(rows.size());
  batch.successful += count;
  batch.open -= count;
  activity_of(first).in_flight -= count;
  for (const Absence& each : rows) rows_[each.owner].status = RowStatus::SUCCESSFUL;
  facts_.pass_over(rows.size());
}

}  // namespace refreshsim
