// What an activity, and the images that it needs, would have had to be like.
#include "sim/incident/inquiry.h"

namespace refreshsim {

void Inquiry::conflict() {
  const std::uint32_t activity = named().value;
  const Record& record = story_[latest_.activities[activity].status];
  because(record.sequence);
  if (action_ == Action::CancelInstanceRefresh && paused(activity)) {
    return not_at_rest(activity);
  }
  const Sequence surge = latest_.activities[activity].surge;
  const bool scaling_in =
      surge != kNoRecord && static_cast<SurgeState>(story_[surge].to) == SurgeState::scaling_in;
  if (action_ == Action::StopInstanceRefresh && scaling_in) {
    because(surge);
    return otherwise("{} would have to be before its scale-in; that had been under way {}",
                     story_.activity(activity), story_.since(story_[surge]));
  }
  std::string_view needs = "paused (FAILED_PAUSE, AUTO_PAUSE or MANUAL_PAUSE)";
  if (action_ == Action::StopInstanceRefresh) needs = "RUNNING";
  if (action_ == Action::RollbackInstanceRefresh) needs = "paused or SUCCESSFUL";
  otherwise("{} would have to be {}; it had been {} {}{}", story_.activity(activity), needs,
            word<ActivityStatus>(record.to), story_.since(record), until(record));
}

bool Inquiry::paused(std::uint32_t activity) const {
  const auto now = static_cast<ActivityStatus>(status(activity));
  return now == ActivityStatus::FAILED_PAUSE || now == ActivityStatus::AUTO_PAUSE ||
         now == ActivityStatus::MANUAL_PAUSE;
}

/// Cancel, of a paused activity: after a failed scale-in, or while something is in flight.
void Inquiry::not_at_rest(std::uint32_t activity) {
  const Sequence surge = latest_.activities[activity].surge;
  const auto scaling =
      surge == kNoRecord ? SurgeState::none : static_cast<SurgeState>(story_[surge].to);
  if (scaling == SurgeState::scale_in_failed) {
    because(surge);
    return otherwise("after its failed scale-in only Resume and Rollback remain for {}",
                     story_.activity(activity));
  }
  std::vector<std::string> busy;
  for (const Sequence row : latest_.activities[activity].rows) {
    if (static_cast<RowStatus>(story_[row].to) != RowStatus::RUNNING) continue;
    because(row);
    busy.push_back(story_.instance(story_[row].a));
  }
  if (scaling == SurgeState::scaling_out || scaling == SurgeState::scaling_in) {
    because(surge);
    busy.emplace_back("its surge instances");
  }
  otherwise("nothing of {} would have to be in flight; there {}{}", story_.activity(activity),
            busy.size() == 1 ? "was " : "were ", listed(busy));
}

void Inquiry::origin_unfit() {
  const std::uint32_t origin = named().value;
  const Record& created = story_[latest_.activities[origin].created];
  because(created.sequence);
  if (static_cast<ErrorCode>(call_.to) == ErrorCode::RollbackTypeActivityCanNotRollbackAgain) {
    return otherwise(
        "{} would have to be a refresh; it is a rollback itself: a new refresh is the "
        "way to go forward again",
        story_.activity(origin));
  }
  if (static_cast<RefreshMode>(created.d) == RefreshMode::ROLLING_UPDATE_REPLACE) {
    return otherwise(
        "{} would have to be a ROLLING_UPDATE_RESET; a REPLACE has no rollback "
        "(no-replace-rollback)",
        story_.activity(origin));
  }
  for (std::uint32_t i = origin + 1; i < latest_.activities.size(); ++i) {
    const Sequence other = latest_.activities[i].created;
    if (story_[other].group != call_.group) continue;
    because(other);
    otherwise("{} would have to be the group's latest activity; {} came after it, at {}",
              story_.activity(origin), story_.activity(i), story_.moment(story_[other].time_ms));
  }
}

/// Why an image can't be installed; empty if it can.
std::string Inquiry::problem(const std::string& image) const {
  for (const Image& each : story_.scenario().images) {
    if (story_.symbol(each.id.value) != image) continue;
    if (!each.exists) return image + ", which does not exist";
    if (each.conflicts) return image + ", which conflicts";
  }
  return {};
}

/// The image of the group's launch configuration, as the call finds it.
std::string Inquiry::configured_image() {
  const std::uint32_t configuration = story_.configuration_of(call_.group);
  const auto& fields = story_.scenario().configurations[configuration].fields;
  std::string image = story_.symbol(fields[static_cast<std::size_t>(Field::ImageId)].value);
  for (const Sequence each : story_.fields_changed()) {
    const Record& field = story_[each];
    if (each >= call_.sequence || field.subject != configuration) continue;
    if (static_cast<Field>(field.part) != Field::ImageId) continue;
    image = story_.symbol(field.to);
    found_.because.assign(1, each);
  }
  return image;
}

void Inquiry::bad_image() {
  if (action_ != Action::RollbackInstanceRefresh) {
    const std::string image = configured_image();
    return otherwise(
        "the launch configuration's image would have to be one that can be installed; "
        "it was {}",
        problem(image));
  }
  const std::uint32_t origin = named().value;
  const Sequence created = latest_.activities[origin].created;
  because(created);
  const Latest then = story_.before(created);
  std::vector<std::string> bad;
  for (const Sequence row : latest_.activities[origin].rows) {
    if (!rolls_back(row)) continue;
    const LatestOfInstance& it = then.instances[story_[row].a];
    const std::uint32_t software =
        it.installed == kNoRecord ? story_[it.created].a : story_[it.installed].to;
    const std::string wrong = problem(story_.image(software));
    if (!wrong.empty()) bad.push_back(story_.instance(story_[row].a) + " had " + wrong);
  }
  otherwise("the images from before {} would have to be ones that can be installed; {}",
            story_.activity(origin), listed(bad));
}

}  // namespace refreshsim
