// The service's error codes, by their full documented names (references/instance-refresh-api.md),
// and the sentence that an answer gives with each.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace refreshsim {

// clang-format off
#define REFRESHSIM_ERROR_CODES(X)                                                                        \
  X(ok, "ok", "The call is accepted.")                                                                   \
  X(RequestLimitExceeded, "RequestLimitExceeded", "More than 20 requests of one action within a second.") \
  X(MissingParameter, "MissingParameter", "A required parameter is missing.")                            \
  X(UnknownParameter, "UnknownParameter", "A parameter is not known.")                                   \
  X(InvalidParameter, "InvalidParameter", "A parameter has the wrong type.")                             \
  X(InvalidParameterValue, "InvalidParameterValue", "A parameter's value is out of its range or set.")   \
  X(UnsupportedOperation, "UnsupportedOperation", "A rollback does not support MaxSurge.")               \
  X(AutoScalingRoleUnauthorized, "UnauthorizedOperation.AutoScalingRoleUnauthorized", "The CAM role AS-QCSRole is not assigned to Auto Scaling.") \
  X(AutoScalingGroupIdNotFound, "ResourceNotFound.AutoScalingGroupIdNotFound", "The scaling group does not exist.") \
  X(AutoScalingGroupNotFound, "ResourceNotFound.AutoScalingGroupNotFound", "The scaling group does not exist.") \
  X(RefreshActivityNotFound, "ResourceNotFound.RefreshActivityNotFound", "The scaling group has no such refresh activity.") \
  X(LaunchConfigurationIdNotFound, "ResourceNotFound.LaunchConfigurationIdNotFound", "The launch configuration does not exist.") \
  X(InstancesNotFound, "ResourceNotFound.InstancesNotFound", "The scaling group has no such instance.") \
  X(AutoScalingGroupAbnormalStatus, "ResourceUnavailable.AutoScalingGroupAbnormalStatus", "The scaling group is in an abnormal status.") \
  X(AutoScalingGroupInRefreshActivity, "ResourceUnavailable.AutoScalingGroupInRefreshActivity", "The scaling group has another refresh activity that has not ended.") \
  X(AutoScalingGroupInActivity, "ResourceUnavailable.AutoScalingGroupInActivity", "The scaling group has scaling activities under way.") \
  X(NoInstanceCanRefresh, "ResourceUnavailable.NoInstanceCanRefresh", "The scaling group has no instance in service.") \
  X(NoInstanceCanRollback, "ResourceUnavailable.NoInstanceCanRollback", "The activity has no instance that can be rolled back.") \
  X(RollbackTypeActivityCanNotRollbackAgain, "ResourceUnavailable.RollbackTypeActivityCanNotRollbackAgain", "A rollback can't be rolled back.") \
  X(RefreshActivityStatusConflictWithOperation, "ResourceUnavailable.RefreshActivityStatusConflictWithOperation", "The activity's status does not allow the operation.") \
  X(RefreshActivityCanNotRollback, "ResourceUnavailable.RefreshActivityCanNotRollback", "The activity was successful but is not the latest, or it replaced instances.") \
  X(BatchNumberTooLarge, "InvalidParameterValue.BatchNumberTooLarge", "More batches than instances.")    \
  X(MaxSurgeTooLarge, "InvalidParameterValue.MaxSurgeTooLarge", "MaxSurge is larger than the smallest batch.") \
  X(InquiryPriceResetInstanceFailed, "ResourceUnavailable.InquiryPriceResetInstanceFailed", "The image does not exist or conflicts with the instance's other parameters.") \
  X(InstanceInOperation, "ResourceUnavailable.InstanceInOperation", "An instance is being refreshed.")   \
  X(NoActivityToGenerate, "FailedOperation.NoActivityToGenerate", "An instance is not in the state that the operation needs.") \
  X(Conflict, "InvalidParameter.Conflict", "RefreshActivityIds and Filters can't be given together.")    \
  X(LimitExceeded, "InvalidParameterValue.LimitExceeded", "More than 100 results or ids at once.")       \
  X(Filter, "InvalidParameterValue.Filter", "More than 10 filters.")                                     \
  X(InvalidFilter, "InvalidParameterValue.InvalidFilter", "A filter's name is not known.")               \
  X(FilterValuesTooLong, "LimitExceeded.FilterValuesTooLong", "A filter has more than 5 values.")
// clang-format on

#define REFRESHSIM_CODE_VALUE(identifier, code, message) identifier,
#define REFRESHSIM_CODE_TEXT(identifier, code, message) std::string_view{code},
#define REFRESHSIM_CODE_MESSAGE(identifier, code, message) std::string_view{message},

enum class ErrorCode : std::uint8_t { REFRESHSIM_ERROR_CODES(REFRESHSIM_CODE_VALUE) };
inline constexpr std::array kErrorCodes{REFRESHSIM_ERROR_CODES(REFRESHSIM_CODE_TEXT)};
inline constexpr std::array kErrorMessages{REFRESHSIM_ERROR_CODES(REFRESHSIM_CODE_MESSAGE)};

/// The full name, as the service gives it: `ResourceUnavailable.NoInstanceCanRollback`; `ok`.
constexpr std::string_view code_text(ErrorCode code) {
  return kErrorCodes[static_cast<std::size_t>(code)];
}
constexpr std::string_view code_message(ErrorCode code) {
  return kErrorMessages[static_cast<std::size_t>(code)];
}

/// The code with this full name; none if the service has no such code.
constexpr std::optional<ErrorCode> parse_code(std::string_view text) {
  for (std::size_t i = 0; i < kErrorCodes.size(); ++i) {
    if (kErrorCodes[i] == text) return static_cast<ErrorCode>(i);
  }
  return std::nullopt;
}

}  // namespace refreshsim
