#include "sim/record/group_fold.h"

namespace refreshsim {

namespace {

constexpr std::int64_t kWhole = 100'000;  // a threshold's percentages are in thousandths

}  // namespace

bool is_below(std::int64_t instances, const Threshold& threshold, std::int64_t desired) {
  if (!threshold.percent) return instances < threshold.amount;
  return instances * kWhole < threshold.amount * desired;
}

bool is_above(std::int64_t instances, const Threshold& threshold, std::int64_t desired) {
  if (!threshold.percent) return instances > threshold.amount;
  return instances * kWhole > threshold.amount * desired;
}

void GroupFold::reset(const Scenario& scenario, GroupId group) {
  const ScalingGroup& listed = scenario.groups[group.value];
  now_ = {};
  id_ = listed.id;
  images_.clear();
  zone_names_.resize(listed.zones.size());
  zones_.assign(listed.zones.size(), {});
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    zone_names_[i] = scenario.zones[listed.zones[i].value];
    zones_[i].id = listed.zones[i];
  }
  below_.resize(scenario.serving_at_least.size());
  for (std::size_t i = 0; i < below_.size(); ++i) {
    below_[i].threshold = scenario.serving_at_least[i];
    below_[i].time = {};
  }
}

GroupFold::Zone& GroupFold::zone(ZoneId id) {
  std::size_t i = 0;
  while (zones_[i].id != id) ++i;
  return zones_[i];
}

void GroupFold::set_desired(std::int64_t desired, std::int64_t now_ms) {
  begin_change(now_ms);
  now_.desired.set(desired, now_ms);
}

void GroupFold::change(ZoneId id, Presence before, Presence after, std::int64_t now_ms,
                       std::int64_t instances) {
  const bool joins = before.member() != after.member();
  if (!before.in_service() && !after.in_service() && !joins) return;
  begin_change(now_ms);
  Zone& where = zone(id);
  if (joins) now_.members += after.member() ? instances : -instances;
  if (before.in_service()) count(where, before, -instances);
  if (after.in_service()) count(where, after, instances);
  if (now_.present.badly > 0) note_trouble(now_ms);  // also if it holds for 0 ms
}

/// What was changed at an earlier time has held until now.
void GroupFold::begin_change(std::int64_t now_ms) {
  if (now_ms != now_.at_ms) settle();
  now_.at_ms = now_ms;
  now_.changed = true;
}

/// So many instances that are in service are more, or fewer.
void GroupFold::count(Zone& zone, Presence presence, std::int64_t change) {
  const std::int64_t seen = zone.outage ? 0 : change;
  zone.changed = true;
  now_.present.in_service += change;
  if (presence.healthy()) {
    zone.healthy += change;
    now_.present.serving += seen;
    if (presence.member()) {
      zone.healthy_members += change;
      now_.serving_members += seen;
    }
  } else {
    zone.bad += change;
    now_.present.badly += seen;
  }
  count_image(presence.image, change);
}

void GroupFold::count_image(SymbolId image, std::int64_t change) {
  for (auto& [symbol, instances] : images_) {
    if (symbol != image) continue;
    instances += change;
    return;
  }
  images_.emplace_back(image, change);
}

void GroupFold::set_outage(ZoneId id, bool outage, std::int64_t now_ms) {
  for (Zone& where : zones_) {
    if (where.id != id) continue;
    begin_change(now_ms);
    const std::int64_t sign = outage ? -1 : 1;
    where.outage = outage;
    where.changed = true;
    now_.serving_members += sign * where.healthy_members;
    now_.present.serving += sign * where.healthy;
    now_.present.badly += sign * where.bad;
    if (now_.present.badly > 0) note_trouble(now_ms);
  }
}

/// Levels take the values that they have had since the latest change.
void GroupFold::settle() {
  if (!now_.changed) return;
  now_.changed = false;
  for (Zone& where : zones_) {
    if (!where.changed || !by_zone()) continue;
    where.changed = false;
    where.in_service.set(where.healthy + where.bad, now_.at_ms);
    where.serving.set(where.serving_now(), now_.at_ms);
    where.badly.set(where.badly_now(), now_.at_ms);
  }
  const std::int64_t serving = now_.present.serving;
  const std::int64_t badly = now_.present.badly;
  const std::int64_t desired = now_.desired.value();
  const std::int64_t met = std::min(serving, desired);
  const std::int64_t blast = now_.members - now_.serving_members;
  now_.levels.set({now_.present.in_service, serving, badly, met, mixed() ? 1 : 0, blast},
                  now_.at_ms);
  now_.good.set(serving >= desired && badly == 0, now_.at_ms);
  for (Below& below : below_) {
    below.time.set(is_below(serving, below.threshold, desired) ? 1 : 0, now_.at_ms);
  }
}

bool GroupFold::mixed() const {
  std::size_t versions = 0;
  for (const auto& [image, instances] : images_) versions += instances > 0 ? 1 : 0;
  return versions >= 2;
}

void GroupFold::note_trouble(std::int64_t now_ms) {
  if (!now_.trouble_ms) now_.trouble_ms = now_ms;
}

void GroupFold::pause_cancel_or_rollback(std::int64_t now_ms) {
  if (now_.trouble_ms && !now_.detected_ms) now_.detected_ms = now_ms;
}

void GroupFold::close(std::int64_t now_ms) {
  settle();
  now_.desired.close(now_ms);
  now_.surge.close(now_ms);
  now_.levels.close(now_ms);
  for (Below& below : below_) below.time.close(now_ms);
  for (Zone& where : zones_) {
    where.in_service.close(now_ms);
    where.serving.close(now_ms);
    where.badly.close(now_ms);
  }
  now_.good.close(now_ms);
}

void GroupFold::finish(std::int64_t end_ms, GroupStatistics& all) {
  close(end_ms);
  all.id = id_;
  all.window_ms = end_ms;
  all.desired = now_.desired.level(end_ms);
  all.in_service = now_.levels.level(kInService, end_ms);
  all.serving = now_.levels.level(kServing, end_ms);
  all.serving_badly = now_.levels.level(kBadly, end_ms);
  all.zones.resize(zones_.size());
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    all.zones[i].zone = zone_names_[i];
    const Zone& each = zones_[i];
    all.zones[i].in_service = by_zone() ? each.in_service.level(end_ms) : all.in_service;
    all.zones[i].serving = by_zone() ? each.serving.level(end_ms) : all.serving;
    all.zones[i].serving_badly = by_zone() ? each.badly.level(end_ms) : all.serving_badly;
  }
  all.availability = {now_.levels.integral(kMet), now_.desired.integral()};
  all.lost_capacity_ms = now_.desired.integral() - now_.levels.integral(kMet);
  all.bad_exposure_ms = now_.levels.integral(kBadly);
  all.surge_cost_ms = now_.surge.integral();
  all.mixed_version_ms = now_.levels.integral(kMixed);
  all.below_ms.resize(below_.size());
  for (std::size_t i = 0; i < below_.size(); ++i) {
    all.below_ms[i].first = below_[i].threshold.text;
    all.below_ms[i].second = below_[i].time.integral();
  }
  all.blast_radius = now_.levels.max(kBlast);
  finish_trouble(all, end_ms);
}

void GroupFold::finish_trouble(GroupStatistics& to, std::int64_t end_ms) const {
  to.time_to_detect_ms.reset();
  to.time_to_recover_ms.reset();
  if (!now_.trouble_ms) return;
  if (now_.detected_ms) to.time_to_detect_ms = *now_.detected_ms - *now_.trouble_ms;
  if (const auto begin = now_.good.begin(end_ms)) {
    to.time_to_recover_ms = std::max<std::int64_t>(0, *begin - *now_.trouble_ms);
  }
}

}  // namespace refreshsim
