// A request of good shape, read into what the service works with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "refreshsim/value.h"
#include "sim/service/activity.h"

namespace refreshsim {

struct Filter {
  std::string name;
  std::vector<std::string> values;
};

struct Request {
  std::string group;          ///< AutoScalingGroupId
  std::string activity;       ///< RefreshActivityId, or OriginRefreshActivityId
  std::string configuration;  ///< LaunchConfigurationId
  RefreshSettings settings;
  ResumeMode resume_mode = ResumeMode::RETRY;
  std::vector<std::string> instances;                 ///< InstanceIds
  std::vector<std::pair<Field, std::string>> fields;  ///< of a launch configuration, as texts
  std::optional<std::vector<std::string>> ids;        ///< RefreshActivityIds
  std::optional<std::vector<Filter>> filters;
  std::int64_t limit = 20;
  std::int64_t offset = 0;

  /// Names nothing again, in the memory that it has.
  void clear();
};

/// Reads a request whose shape was checked (parameters.h) into one that was cleared.
void read_request(const Value& request, Request& read);

}  // namespace refreshsim
