#include "sim/service/parameters.h"

#include <algorithm>
#include <array>

namespace refreshsim {
namespace {

using Type = ParameterType;
constexpr std::int64_t kMost = kMostOfParameter;

constexpr std::array kResetOnly{name(RefreshMode::ROLLING_UPDATE_RESET)};

constexpr std::span<const std::string_view> kModes = EnumText<RefreshMode>::names;
constexpr std::span<const std::string_view> kPauses = EnumText<BatchPause>::names;
constexpr std::span<const std::string_view> kFailProcesses = EnumText<FailProcess>::names;
constexpr std::span<const std::string_view> kResumeModes = EnumText<ResumeMode>::names;

// clang-format off
constexpr std::array kRolling = std::to_array<Parameter>({
  {"BatchNumber", Type::integer, true, 1, kMost, {}, {}},
  {"BatchPause",  Type::one_of, false, 0, 0, kPauses, {}},
  {"MaxSurge",    Type::integer, false, 0, kMost, {}, {}},
  {"FailProcess", Type::one_of, false, 0, 0, kFailProcesses, {}},
});
constexpr std::array kSettings = std::to_array<Parameter>({
  {"RollingUpdateSettings",          Type::object, true, 0, 0, {}, kRolling},
  {"CheckInstanceTargetHealth",        Type::boolean, false, 0, 0, {}, {}},
  {"CheckInstanceTargetHealthTimeout", Type::integer, false, 60, 7200, {}, {}},
});
constexpr std::array kStartParameters = std::to_array<Parameter>({
  {"AutoScalingGroupId", Type::text, true, 0, 0, {}, {}},
  {"RefreshSettings",    Type::object, true, 0, 0, {}, kSettings},
  {"RefreshMode",        Type::one_of, false, 0, 0, kModes, {}},
});
constexpr std::array kActivity = std::to_array<Parameter>({
  {"AutoScalingGroupId", Type::text, true, 0, 0, {}, {}},
  {"RefreshActivityId",  Type::text, true, 0, 0, {}, {}},
});
constexpr std::array kResume = std::to_array<Parameter>({
  {"AutoScalingGroupId", Type::text, true, 0, 0, {}, {}},
  {"RefreshActivityId",  Type::text, true, 0, 0, {}, {}},
  {"ResumeMode",         Type::one_of, false, 0, 0, kResumeModes, {}},
});
constexpr std::array kRollback = std::to_array<Parameter>({
  {"AutoScalingGroupId",      Type::text, true, 0, 0, {}, {}},
  {"OriginRefreshActivityId", Type::text, true, 0, 0, {}, {}},
  {"RefreshSettings",         Type::object, true, 0, 0, {}, kSettings},
  {"RefreshMode",             Type::one_of, false, 0, 0, kResetOnly, {}},
});
constexpr std::array kFilter = std::to_array<Parameter>({
  {"Name",   Type::text, true, 0, 0, {}, {}},
  {"Values", Type::texts, true, 0, 0, {}, {}},
});
constexpr std::array kDescribe = std::to_array<Parameter>({
  {"RefreshActivityIds", Type::texts, false, 0, 0, {}, {}},
  {"Filters",            Type::objects, false, 0, 0, {}, kFilter},
  {"Limit",              Type::integer, false, 0, kMost, {}, {}},
  {"Offset",             Type::integer, false, 0, kMost, {}, {}},
});
constexpr std::array kModify = std::to_array<Parameter>({
  {"LaunchConfigurationId", Type::text, true, 0, 0, {}, {}},
  {"ImageId",         Type::text, false, 0, 0, {}, {}},
  {"UserData",        Type::text, false, 0, 0, {}, {}},
  {"EnhancedService", Type::text_or_any, false, 0, 0, {}, {}},
  {"HostName",        Type::text_or_any, false, 0, 0, {}, {}},
  {"LoginSettings",   Type::text_or_any, false, 0, 0, {}, {}},
});
constexpr std::array kInstances = std::to_array<Parameter>({
  {"AutoScalingGroupId", Type::text, true, 0, 0, {}, {}},
  {"InstanceIds",        Type::texts, true, 0, 0, {}, {}},
});
// clang-format on

const Parameter* find(std::span<const Parameter> parameters, std::string_view key) {
  for (const Parameter& each : parameters) {
    if (each.name == key) return &each;
  }
  return nullptr;
}

/// The value given for a parameter; null counts as missing.
const Value* given(const Value& object, std::string_view key) {
  const Value* value = object.find(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

/// Looks into the objects below a parameter that hold members, with one of the passes.
template <class Pass>
ShapeError below(const Parameter& parameter, const Value& value, Pass pass) {
  if (parameter.type == Type::object && value.map() != nullptr) {
    return pass(parameter.members, value);
  }
  if (parameter.type == Type::objects && value.list() != nullptr) {
    for (const Value& item : *value.list()) {
      if (item.map() == nullptr) continue;
      if (const ShapeError error = pass(parameter.members, item); error.code != ErrorCode::ok) {
        return error;
      }
    }
  }
  return {};
}

ShapeError missing(std::span<const Parameter> parameters, const Value& object) {
  for (const Parameter& each : parameters) {
    const Value* value = given(object, each.name);
    if (value == nullptr && each.required) return {ErrorCode::MissingParameter, each.name};
    if (value == nullptr) continue;
    if (const ShapeError error = below(each, *value, missing); error.code != ErrorCode::ok) {
      return error;
    }
  }
  return {};
}

ShapeError unknown(std::span<const Parameter> parameters, const Value& object) {
  for (const auto& [key, value] : *object.map()) {
    const Parameter* parameter = find(parameters, key);
    if (parameter == nullptr) return {ErrorCode::UnknownParameter, key};
    if (const ShapeError error = below(*parameter, value, unknown); error.code != ErrorCode::ok) {
      return error;
    }
  }
  return {};
}

bool all_texts(const Value::List& items) {
  return std::all_of(items.begin(), items.end(),
                     [](const Value& item) { return item.text() != nullptr; });
}

bool all_objects(const Value::List& items) {
  return std::all_of(items.begin(), items.end(),
                     [](const Value& item) { return item.map() != nullptr; });
}

bool has_type(const Parameter& parameter, const Value& value) {
  switch (parameter.type) {
    case Type::text:
    case Type::one_of:
      return value.text() != nullptr;
    case Type::boolean:
      return value.boolean() != nullptr;
    case Type::integer:
      return value.integer() != nullptr;
    case Type::object:
      return value.map() != nullptr;
    case Type::texts:
      return value.list() != nullptr && all_texts(*value.list());
    case Type::objects:
      return value.list() != nullptr && all_objects(*value.list());
    case Type::text_or_any:
      return value.text() != nullptr || value.map() != nullptr;
  }
  return false;
}

ShapeError wrong_type(std::span<const Parameter> parameters, const Value& object) {
  for (const Parameter& each : parameters) {
    const Value* value = given(object, each.name);
    if (value == nullptr) continue;
    if (!has_type(each, *value)) return {ErrorCode::InvalidParameter, each.name};
    if (const ShapeError error = below(each, *value, wrong_type); error.code != ErrorCode::ok) {
      return error;
    }
  }
  return {};
}

bool has_value(const Parameter& parameter, const Value& value) {
  if (parameter.type == Type::integer) {
    return *value.integer() >= parameter.min && *value.integer() <= parameter.max;
  }
  if (parameter.type == Type::one_of) {
    return std::find(parameter.names.begin(), parameter.names.end(), *value.text()) !=
           parameter.names.end();
  }
  return true;
}

ShapeError wrong_value(std::span<const Parameter> parameters, const Value& object) {
  for (const Parameter& each : parameters) {
    const Value* value = given(object, each.name);
    if (value == nullptr) continue;
    if (!has_value(each, *value)) return {ErrorCode::InvalidParameterValue, each.name};
    if (const ShapeError error = below(each, *value, wrong_value); error.code != ErrorCode::ok) {
      return error;
    }
  }
  return {};
}

}  // namespace

std::span<const Parameter> parameters_of(Action action) {
  switch (action) {
    case Action::StartInstanceRefresh:
      return kStartParameters;
    case Action::StopInstanceRefresh:
    case Action::CancelInstanceRefresh:
      return kActivity;
    case Action::ResumeInstanceRefresh:
      return kResume;
    case Action::RollbackInstanceRefresh:
      return kRollback;
    case Action::DescribeRefreshActivities:
      return kDescribe;
    case Action::ModifyLaunchConfigurationAttributes:
      return kModify;
    case Action::EnterStandby:
    case Action::ExitStandby:
    case Action::DetachInstances:
    case Action::RemoveInstances:
      return kInstances;
  }
  return {};
}

ShapeError check_shape(std::span<const Parameter> parameters, const Value& request) {
  static const Value kEmpty{Value::Map{}};
  if (!request.is_null() && request.map() == nullptr)
    return {ErrorCode::InvalidParameter, "request"};
  const Value& object = request.map() == nullptr ? kEmpty : request;
  for (const auto pass : {missing, unknown, wrong_type, wrong_value}) {
    if (const ShapeError error = pass(parameters, object); error.code != ErrorCode::ok) {
      return error;
    }
  }
  return {};
}

}  // namespace refreshsim
