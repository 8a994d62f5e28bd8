#include "sim/incident/inquiry.h"

#include <algorithm>

#include "sim/base/duration_text.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostNamed = 5;

/// The kind of record by which changes what this kind first said.
RecordKind changes_as(RecordKind kind) {
  if (kind == RecordKind::activity_created) return RecordKind::activity_status;
  if (kind == RecordKind::group_listed) return RecordKind::group_status;
  return kind;
}

bool ended(ActivityStatus status) {
  return status == ActivityStatus::SUCCESSFUL || status == ActivityStatus::CANCELLED ||
         status == ActivityStatus::FAILED;
}

}  // namespace

std::string request_text(const Value& request, std::string_view key) {
  const Value* value = request.find(key);
  return value == nullptr || value->text() == nullptr ? "" : *value->text();
}

ActivityId Inquiry::named() const {
  const bool rollback = action_ == Action::RollbackInstanceRefresh;
  const std::string id =
      request_text(made_.request, rollback ? "OriginRefreshActivityId" : "RefreshActivityId");
  for (std::size_t i = 0; i < latest_.activities.size(); ++i) {
    if (story_.result().activities[i].id == id) return ActivityId{i};
  }
  return {};
}

std::vector<std::uint32_t> Inquiry::members() const {
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < latest_.instances.size(); ++i) {
    const LatestOfInstance& each = latest_.instances[i];
    if (each.gone == kNoRecord && story_[each.created].group == call_.group) all.push_back(i);
  }
  return all;
}

std::string Inquiry::listed(const std::vector<std::string>& texts) const {
  std::string all;
  for (std::size_t i = 0; i < std::min(texts.size(), kMostNamed); ++i) {
    all += (i == 0 ? "" : ", ") + texts[i];
  }
  if (texts.size() > kMostNamed) all += fmt::format(" and {} more", texts.size() - kMostNamed);
  return all;
}

std::string Inquiry::until(const Record& record) const {
  for (Sequence i = call_.sequence + 1; i < story_.records().size(); ++i) {
    const Record& each = story_[i];
    if (each.kind != changes_as(record.kind) || each.subject != record.subject) continue;
    return fmt::format("; in this run that changed {} later, at {}",
                       duration_text(Duration{each.time_ms - call_.time_ms}),
                       story_.moment(each.time_ms));
  }
  return "; in this run that stayed so to the end";
}

/// The parameter that is named in brackets at the end of the answer's message.
std::string Inquiry::parameter() const {
  const Value* response = made_.response.find("Response");
  const Value* error = response == nullptr ? nullptr : response->find("Error");
  const std::string message = error == nullptr ? std::string() : request_text(*error, "Message");
  const std::size_t open = message.rfind('(');
  if (open == std::string::npos || !message.ends_with(')')) return "the request";
  return message.substr(open + 1, message.size() - open - 2);
}

void Inquiry::no_such_thing() {
  const auto code = static_cast<ErrorCode>(call_.to);
  std::vector<std::string> there;
  if (code == ErrorCode::RefreshActivityNotFound) {
    for (std::size_t i = 0; i < latest_.activities.size(); ++i) {
      const bool same = story_[latest_.activities[i].created].group == call_.group;
      if (same) there.push_back(story_.result().activities[i].id);
    }
    return otherwise(
        "an activity of this group would have to be named; at that moment there {}",
        there.empty() ? "was none" : (there.size() == 1 ? "was " : "were ") + listed(there));
  }
  if (code == ErrorCode::LaunchConfigurationIdNotFound) {
    for (const auto& each : story_.scenario().configurations) there.push_back(each.id);
    return otherwise("a launch configuration would have to be named that exists: {}",
                     listed(there));
  }
  for (const auto& each : story_.scenario().groups) there.push_back(each.id);
  otherwise("a scaling group would have to be named that exists: {}", listed(there));
}

void Inquiry::group_not_ready() {
  const LatestOfGroup& group = latest_.groups[call_.group];
  const bool abnormal =
      static_cast<ErrorCode>(call_.to) == ErrorCode::AutoScalingGroupAbnormalStatus;
  const Record& record = story_[abnormal ? group.status : group.in_activity];
  because(record.sequence);
  if (abnormal) {
    return otherwise("{} would have to be NORMAL; it had been {} {}{}", story_.group(call_.group),
                     word<GroupStatus>(record.to), story_.since(record), until(record));
  }
  otherwise("{} would have to be NOT_IN_ACTIVITY; it had been IN_ACTIVITY {}{}",
            story_.group(call_.group), story_.since(record), until(record));
}

void Inquiry::in_refresh() {
  for (std::uint32_t i = 0; i < latest_.activities.size(); ++i) {
    const Record& record = story_[latest_.activities[i].status];
    const auto now = static_cast<ActivityStatus>(record.to);
    if (record.group != call_.group || ended(now) || ActivityId{i} == named()) continue;
    because(record.sequence);
    const auto& end = story_.result().activities[i].end_ms;
    otherwise("{} would have to have ended; it had been {} {}, and {}", story_.activity(i),
              name(now), story_.since(record),
              end ? "ended at " + story_.moment(*end) : "never ended in this run");
  }
}

bool Inquiry::rolls_back(Sequence row) const {
  const auto now = static_cast<RowStatus>(story_[row].to);
  const bool took_part = now == RowStatus::SUCCESSFUL || now == RowStatus::FAILED ||
                         now == RowStatus::RUNNING || now == RowStatus::INIT;
  return took_part && latest_.instances[story_[row].a].gone == kNoRecord;
}

}  // namespace refreshsim
