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
  *this = GroupFold{};
  const ScalingGroup& listed = scenario.groups[group.value];
  id_ = listed.id;
  for (const ZoneId zone : listed.zones) {
    zone_names_.push_back(scenario.zones[zone.value]);
    zones_.emplace_back().id = zone;
  }
  for (const Threshold& threshold : scenario.serving_at_least) below_.push_back({threshold, {}});
}

GroupFold::Zone& GroupFold::zone(ZoneId id) {
  std::size_t i = 0;
  while (zones_[i].id != id) ++i;
  return zones_[i];
}

void GroupFold::set_desired(std::int64_t desired, std::int64_t now_ms) {
  desired_.set(desired, now_ms);
  derive(now_ms);
}

void GroupFold::change(ZoneId id, const Presence& before, const Presence& after,
                       std::int64_t now_ms) {
  Zone& where = zone(id);
  count(where, before, -1);
  count(where, after, 1);
  update(where, now_ms);
  derive(now_ms);
}

void GroupFold::count(Zone& zone, const Presence& presence, std::int64_t sign) {
  if (presence.member) members_ += sign;
  if (!presence.in_service) return;
  (presence.healthy ? zone.healthy : zone.bad) += sign;
  if (presence.healthy && presence.member) {
    zone.healthy_members += sign;
    if (!zone.outage) serving_members_ += sign;
  }
  count_image(presence.image, sign);
}

void GroupFold::count_image(SymbolId image, std::int64_t sign) {
  for (auto& [symbol, instances] : images_) {
    if (symbol != image) continue;
    instances += sign;
    return;
  }
  images_.emplace_back(image, sign);
}

void GroupFold::set_outage(ZoneId id, bool outage, std::int64_t now_ms) {
  for (Zone& where : zones_) {
    if (where.id != id || where.outage == outage) continue;
    where.outage = outage;
    serving_members_ += outage ? -where.healthy_members : where.healthy_members;
    update(where, now_ms);
    derive(now_ms);
  }
}

/// Brings a zone's levels, and the group's sums of them, to their new values.
void GroupFold::update(Zone& where, std::int64_t now_ms) {
  const std::int64_t present = where.healthy + where.bad;
  const std::int64_t serving = where.outage ? 0 : where.healthy;
  const std::int64_t badly = where.outage ? 0 : where.bad;
  in_service_.add(present - where.in_service.value(), now_ms);
  serving_.add(serving - where.serving.value(), now_ms);
  badly_.add(badly - where.badly.value(), now_ms);
  where.in_service.set(present, now_ms);
  where.serving.set(serving, now_ms);
  where.badly.set(badly, now_ms);
}

void GroupFold::derive(std::int64_t now_ms) {
  const std::int64_t serving = serving_.value();
  const std::int64_t desired = desired_.value();
  met_.set(std::min(serving, desired), now_ms);
  lost_.set(std::max<std::int64_t>(0, desired - serving), now_ms);
  blast_.set(members_ - serving_members_, now_ms);
  good_.set(serving >= desired && badly_.value() == 0, now_ms);
  std::int64_t versions = 0;
  for (const auto& [image, instances] : images_) versions += instances > 0 ? 1 : 0;
  mixed_.set(versions >= 2 ? 1 : 0, now_ms);
  for (Below& below : below_) {
    below.time.set(is_below(serving, below.threshold, desired) ? 1 : 0, now_ms);
  }
  if (badly_.value() > 0) note_trouble(now_ms);
}

void GroupFold::note_trouble(std::int64_t now_ms) {
  if (!trouble_ms_) trouble_ms_ = now_ms;
}

void GroupFold::pause_cancel_or_rollback(std::int64_t now_ms) {
  if (trouble_ms_ && !detected_ms_) detected_ms_ = now_ms;
}

void GroupFold::close(std::int64_t now_ms) {
  for (LevelFold* level :
       {&desired_, &in_service_, &serving_, &badly_, &surge_, &met_, &lost_, &mixed_, &blast_}) {
    level->close(now_ms);
  }
  for (Below& below : below_) below.time.close(now_ms);
  for (Zone& where : zones_) {
    where.in_service.close(now_ms);
    where.serving.close(now_ms);
    where.badly.close(now_ms);
  }
  good_.close(now_ms);
}

GroupStatistics GroupFold::finish(std::int64_t end_ms) {
  close(end_ms);
  GroupStatistics all;
  all.id = id_;
  all.window_ms = end_ms;
  all.desired = desired_.level(end_ms);
  all.in_service = in_service_.level(end_ms);
  all.serving = serving_.level(end_ms);
  all.serving_badly = badly_.level(end_ms);
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    all.zones.push_back({zone_names_[i], zones_[i].in_service.level(end_ms),
                         zones_[i].serving.level(end_ms), zones_[i].badly.level(end_ms)});
  }
  all.availability = {met_.integral(), desired_.integral()};
  all.lost_capacity_ms = lost_.integral();
  all.bad_exposure_ms = badly_.integral();
  all.surge_cost_ms = surge_.integral();
  all.mixed_version_ms = mixed_.integral();
  for (const Below& below : below_) {
    all.below_ms.emplace_back(below.threshold.text, below.time.integral());
  }
  all.blast_radius = blast_.max();
  finish_trouble(all, end_ms);
  return all;
}

void GroupFold::finish_trouble(GroupStatistics& to, std::int64_t end_ms) const {
  if (!trouble_ms_) return;
  if (detected_ms_) to.time_to_detect_ms = *detected_ms_ - *trouble_ms_;
  if (const auto begin = good_.begin(end_ms)) {
    to.time_to_recover_ms = std::max<std::int64_t>(0, *begin - *trouble_ms_);
  }
}

}  // namespace refreshsim
