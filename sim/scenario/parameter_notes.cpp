#include "sim/scenario/parameter_notes.h"

#include <array>
#include <concepts>

#include "sim/service/request.h"

namespace refreshsim {
namespace {

struct ParameterDoc {
  std::string_view parameter;
  std::string_view text;
};

// clang-format off
constexpr std::array kParameterDocs = std::to_array<ParameterDoc>({
  {"AutoScalingGroupId",      "The scaling group."},
  {"RefreshActivityId",       "The activity; `$NAME` stands for the one that the file calls so."},
  {"OriginRefreshActivityId", "The activity to undo; `$NAME` stands for the one that the file calls so."},
  {"RefreshMode",             "How instances are refreshed; a rollback takes ROLLING_UPDATE_RESET only."},
  {"RefreshSettings",         "How careful the refresh is."},
  {"RollingUpdateSettings",   "How the instances are taken in batches."},
  {"BatchNumber",             "In how many batches, at most one an instance."},
  {"BatchPause",              "Whether it pauses between batches, until ResumeInstanceRefresh."},
  {"MaxSurge",                "How many extra instances are made before the first batch and destroyed after the last, at most those of the smallest batch; not for rollbacks."},
  {"FailProcess",             "What follows a batch with a failed instance."},
  {"CheckInstanceTargetHealth", "Whether each instance waits until the load balancer sees it healthy; only with an application load balancer."},
  {"CheckInstanceTargetHealthTimeout", "Seconds after which an instance that is not healthy fails its check."},
  {"ResumeMode",              "What becomes of the current batch's failed instances."},
  {"RefreshActivityIds",      "The activities to tell, at most 100; not together with Filters."},
  {"Filters",                 "Which activities to tell, at most 10 filters; not together with RefreshActivityIds."},
  {"Name",                    "auto-scaling-group-id, refresh-activity-status-code, refresh-activity-type or refresh-activity-id."},
  {"Values",                  "At most 5, any of which will do."},
  {"Limit",                   "How many activities to tell, at most 100."},
  {"Offset",                  "How many activities to leave out first."},
  {"LaunchConfigurationId",   "The launch configuration."},
  {"InstanceIds",             "The instances."},
});
// clang-format on

template <NamedEnum E>
void set_fallback(ParameterNote& note, E value) {
  note.fallback = name(value);
  note.words = EnumText<E>::names;
  note.meanings = EnumText<E>::meanings;
}
void set_fallback(ParameterNote& note, bool value) { note.fallback = value ? "true" : "false"; }
void set_fallback(ParameterNote& note, std::integral auto value) {
  note.fallback = std::to_string(value);
}

/// What a request without the parameter holds: read from one that was cleared.
void add_fallback(ParameterNote& note, std::string_view parameter) {
  const Request bare;
  const RefreshSettings& settings = bare.settings;
  if (parameter == "RefreshMode") set_fallback(note, settings.mode);
  if (parameter == "BatchPause") set_fallback(note, settings.batch_pause);
  if (parameter == "FailProcess") set_fallback(note, settings.fail_process);
  if (parameter == "MaxSurge") set_fallback(note, settings.max_surge);
  if (parameter == "CheckInstanceTargetHealth") set_fallback(note, settings.check_health);
  if (parameter == "CheckInstanceTargetHealthTimeout")
    set_fallback(note, settings.check_health_timeout_s);
  if (parameter == "ResumeMode") set_fallback(note, bare.resume_mode);
  if (parameter == "Limit") set_fallback(note, bare.limit);
  if (parameter == "Offset") set_fallback(note, bare.offset);
}

}  // namespace

ParameterNote note_on(std::string_view parameter) {
  ParameterNote note;
  if (const auto field = parse<Field>(parameter)) note.doc = meaning(*field);
  for (const ParameterDoc& each : kParameterDocs) {
    if (each.parameter == parameter) note.doc = each.text;
  }
  add_fallback(note, parameter);
  return note;
}

}  // namespace refreshsim
