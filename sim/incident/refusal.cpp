// What would have had to be otherwise, check by check (model.md, sections 5 and 6).
#include <algorithm>

#include "sim/incident/inquiry.h"

namespace refreshsim {
namespace {

std::int64_t setting(const Value& request, std::string_view key) {
  const Value* settings = request.find("RefreshSettings");
  const Value* rolling = settings == nullptr ? nullptr : settings->find("RollingUpdateSettings");
  const Value* value = rolling == nullptr ? nullptr : rolling->find(key);
  return value == nullptr || value->integer() == nullptr ? 0 : *value->integer();
}

}  // namespace

void Inquiry::nothing_to_do() {
  if (static_cast<ErrorCode>(call_.to) == ErrorCode::NoInstanceCanRollback) {
    return otherwise(
        "an instance would have to have taken part in {} (its row SUCCESSFUL, FAILED or in "
        "flight) and still be there",
        story_.activity(named().value));
  }
  std::vector<std::string> there;
  for (const std::uint32_t each : members()) {
    because(latest_.instances[each].state);
    there.push_back(fmt::format("{} {}", story_.instance(each), word<LifeCycleState>(state(each))));
  }
  otherwise("an instance would have to be IN_SERVICE; there {}",
            there.empty() ? "was none at all" : "were " + listed(there));
}

void Inquiry::too_many() {
  std::int64_t rows = 0;
  if (action_ == Action::RollbackInstanceRefresh) {
    const auto& all = latest_.activities[named().value].rows;
    rows = std::count_if(all.begin(), all.end(), [this](Sequence row) { return rolls_back(row); });
  } else {
    for (const std::uint32_t each : members()) {
      const bool in_service =
          static_cast<LifeCycleState>(state(each)) == LifeCycleState::IN_SERVICE;
      const bool surge = story_[latest_.instances[each].created].c != Record::kNone;
      if (in_service && !surge) ++rows;
    }
  }
  const std::int64_t batches = setting(made_.request, "BatchNumber");
  if (static_cast<ErrorCode>(call_.to) == ErrorCode::BatchNumberTooLarge) {
    return otherwise(
        "BatchNumber would have to be at most {}, the instances that can take part; "
        "it was {}",
        rows, batches);
  }
  otherwise(
      "MaxSurge would have to be at most {}, the smallest batch of {} instances in {} "
      "(smallest-batch); it was {}",
      rows / std::max<std::int64_t>(batches, 1), rows, batches, setting(made_.request, "MaxSurge"));
}

Refusal Inquiry::answer() {
  switch (static_cast<ErrorCode>(call_.to)) {
    case ErrorCode::ok:
      break;
    case ErrorCode::RequestLimitExceeded:
      otherwise(
          "it would have to come in another second: at most 20 calls of one action, refused "
          "ones included, are heard within a whole second");
      break;
    case ErrorCode::MissingParameter:
      otherwise("{} would have to be given", parameter());
      break;
    case ErrorCode::UnknownParameter:
      otherwise("{} would have to be left out", parameter());
      break;
    case ErrorCode::InvalidParameter:
      otherwise("{} would have to be of the right type", parameter());
      break;
    case ErrorCode::InvalidParameterValue:
      otherwise("{} would have to be a value that is allowed there", parameter());
      break;
    case ErrorCode::UnsupportedOperation:
      otherwise("MaxSurge would have to be left out, or 0: a rollback launches no extra instances");
      break;
    case ErrorCode::AutoScalingRoleUnauthorized:
      otherwise("the CAM role would have to be there: the scenario says `authorized: false`");
      break;
    case ErrorCode::AutoScalingGroupIdNotFound:
    case ErrorCode::AutoScalingGroupNotFound:
    case ErrorCode::RefreshActivityNotFound:
    case ErrorCode::LaunchConfigurationIdNotFound:
      no_such_thing();
      break;
    case ErrorCode::AutoScalingGroupAbnormalStatus:
    case ErrorCode::AutoScalingGroupInActivity:
      group_not_ready();
      break;
    case ErrorCode::AutoScalingGroupInRefreshActivity:
      in_refresh();
      break;
    case ErrorCode::NoInstanceCanRefresh:
    case ErrorCode::NoInstanceCanRollback:
      nothing_to_do();
      break;
    case ErrorCode::RollbackTypeActivityCanNotRollbackAgain:
    case ErrorCode::RefreshActivityCanNotRollback:
      origin_unfit();
      break;
    case ErrorCode::RefreshActivityStatusConflictWithOperation:
      conflict();
      break;
    case ErrorCode::BatchNumberTooLarge:
    case ErrorCode::MaxSurgeTooLarge:
      too_many();
      break;
    case ErrorCode::InquiryPriceResetInstanceFailed:
      bad_image();
      break;
    case ErrorCode::InstancesNotFound:
    case ErrorCode::InstanceInOperation:
    case ErrorCode::NoActivityToGenerate:
      instances_unfit();
      break;
    case ErrorCode::Conflict:
      otherwise("only ids, or only filters, would have to be given");
      break;
    case ErrorCode::LimitExceeded:
      otherwise("at most 100 results, and at most 100 ids, would have to be asked for");
      break;
    case ErrorCode::Filter:
      otherwise("at most 10 filters would have to be given");
      break;
    case ErrorCode::InvalidFilter:
      otherwise("every filter would have to have a name that the service knows");
      break;
    case ErrorCode::FilterValuesTooLong:
      otherwise("every filter would have to have at most 5 values");
      break;
  }
  return std::move(found_);
}

Refusal refusal(const Story& story, const Record& call_made) {
  return Inquiry(story, call_made).answer();
}

}  // namespace refreshsim
