#include "tests/property/story.h"

#include <ostream>

namespace refreshsim::property::random_story {
namespace {

/// From `from` to `to`, both included; shrinks towards `from`.
int number(int from, int to) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to + 1));
}

std::string one_of(const std::vector<std::string>& texts) {
  return texts[static_cast<std::size_t>(number(0, static_cast<int>(texts.size()) - 1))];
}

bool chance(int percent) { return number(0, 99) >= 100 - percent; }

std::string seconds(int from, int to) { return std::to_string(number(from, to)) + "s"; }

/// A multiple of 5 s, so that several things often happen at the same moment.
std::string moment(int latest_s) { return std::to_string(5 * number(0, latest_s / 5)) + "s"; }

std::string law() {
  switch (number(0, 4)) {
    case 0:
      return seconds(0, 240);
    case 1:
      return "{uniform: {min: " + seconds(0, 30) + ", max: " + seconds(30, 240) + "}}";
    case 2:
      return "{exponential: {mean: " + seconds(1, 120) + "}, max: " + seconds(120, 900) + "}";
    case 3:
      return "{lognormal: {median: " + seconds(1, 90) + ", p95: " + seconds(90, 300) +
             "}, min: 5s}";
    default:
      return "{empirical: [" + seconds(0, 60) + ", " + seconds(0, 60) + ", " + seconds(60, 300) +
             "]}";
  }
}

const std::vector<std::string> kSteps{"drain",        "reinstall", "boot",
                                      "health_check", "launch",    "terminate"};

std::string head() {
  std::string text = "refreshsim: 1\nimages: {img-gone: {exists: false}}\nseed: " +
                     std::to_string(number(0, 9999)) + "\nhorizon: 3h\n";
  text += "slo: {serving_at_least: [50%, 90%, " + std::to_string(number(1, 8)) + "]}\ntiming:\n";
  for (const std::string& step : kSteps) text += "  " + step + ": " + law() + "\n";
  if (chance(30)) text += "step_timeout: {reinstall: " + seconds(60, 600) + "}\n";
  return text;
}

std::string outcome() {
  switch (number(0, 6)) {
    case 0:
      return "fail";
    case 1:
      return "{delay: " + seconds(0, 600) + "}";
    case 2:
      return "hang";
    case 3:
      return "{takes: " + seconds(0, 300) + "}";
    case 4:
      return "{fail_after: " + seconds(0, 300) + "}";
    case 5:
      return "unhealthy";
    default:
      return "{unhealthy_after: " + moment(1800) + "}";
  }
}

/// A fault of whatever matches; `conditions` come first and end in a comma, if there are any.
std::string matched(std::string conditions) {
  const std::string what = outcome();
  const bool of_installation = what.find("unhealthy") != std::string::npos;
  conditions += of_installation ? "image: img-v2" : "step: " + one_of(kSteps);
  if (!of_installation && chance(30)) conditions += ", attempt: 1";
  if (chance(20)) conditions += ", batch: " + std::to_string(number(1, 3));
  return "{match: {" + conditions + "}, outcome: " + what +
         ", probability: " + one_of({"1", "0.5", "0.2"}) + "}";
}

std::string outage(int zones) {
  return "{at: " + moment(3600) + ", outage: {zone: zone-" + std::to_string(number(1, zones)) +
         ", for: " + moment(1800) + "}}";
}

/// What is to be known of a group while its story is made up.
struct Cast {
  char letter;
  int first;
  int count;

  std::string group() const { return std::string("asg-") + letter; }
  std::string configuration() const { return std::string("asc-") + letter; }
  std::string refresh() const { return std::string("refresh-") + letter; }
  std::string rollback() const { return std::string("back-") + letter; }
  std::string instance() const {
    const std::string digits = std::to_string(first + number(0, count - 1));
    return "ins-" + std::string(8 - digits.size(), '0') + digits;
  }
};

std::string fault_of(const Cast& cast) {
  switch (number(0, 6)) {
    case 0:
      return "{at: " + moment(3600) + ", remove: " + cast.instance() + "}";
    case 1:
      return "{at: " + moment(3600) + ", unhealthy: " + cast.instance() +
             (chance(50) ? ", for: " + moment(1200) : "") + "}";
    case 2:
      return matched("instance: " + cast.instance() + ", ");
    case 3:
      return "{at: " + moment(3600) + ", group_status: {" + cast.group() +
             ": LB_ABNORMAL}, for: " + moment(600) + "}";
    default:
      return matched("group: " + cast.group() + ", ");
  }
}

std::string batches(const Cast& cast) {
  return "BatchNumber: " + std::to_string(number(1, cast.count)) +
         ", BatchPause: " + one_of({"AUTOMATIC", "FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE"}) +
         ", FailProcess: " + one_of({"AUTO_PAUSE", "AUTO_ROLLBACK", "AUTO_CANCEL"});
}

std::string settings(const std::string& rolling) {
  std::string text = "RefreshSettings: {RollingUpdateSettings: {" + rolling + "}";
  if (chance(50)) text += ", CheckInstanceTargetHealth: true";
  return text + "}";
}

std::string call(const std::string& when, const std::string& action, const Cast& cast,
                 const std::string& more) {
  return "{" + when + ", action: " + action + ", request: {AutoScalingGroupId: " + cast.group() +
         ", " + more + "}}";
}

std::string start(const Cast& cast) {
  const bool replace = chance(35);
  std::string rolling = batches(cast);
  if (!replace) rolling += ", MaxSurge: " + std::to_string(number(0, 2));
  return call("at: " + moment(300) + ", as: " + cast.refresh(), "StartInstanceRefresh", cast,
              std::string("RefreshMode: ROLLING_UPDATE_RE") + (replace ? "PLACE, " : "SET, ") +
                  settings(rolling));
}

std::string rollback(const Cast& cast) {
  return call("at: " + moment(3600) + ", as: " + cast.rollback(), "RollbackInstanceRefresh", cast,
              "OriginRefreshActivityId: $" + cast.refresh() + ", " + settings(batches(cast)));
}

/// Only calls that name the activity or instances that are listed in the file.
std::string later_call(const Cast& cast, const std::string& activity) {
  const std::string at = "at: " + moment(5400);
  const std::string of = "RefreshActivityId: $" + activity;
  const std::string instances = "InstanceIds: [" + cast.instance() + "]";
  switch (number(0, 7)) {
    case 0:
      return call(at, "ResumeInstanceRefresh", cast,
                  of + ", ResumeMode: " + one_of({"RETRY", "CONTINUE"}));
    case 1:
      return call(at, "StopInstanceRefresh", cast, of);
    case 2:
      return call(at, "CancelInstanceRefresh", cast, of);
    case 3:
      return call(at, "EnterStandby", cast, instances);
    case 4:
      return call(at, "ExitStandby", cast, instances);
    case 5:
      return call("when: {group: " + cast.group() + ", serving_below: " +
                      one_of({"50%", "100%", "1"}) + "}, times: 2, after: " + law(),
                  "StopInstanceRefresh", cast, of);
    case 6:
      return "{" + at + ", action: ModifyLaunchConfigurationAttributes, request: " +
             "{LaunchConfigurationId: " + cast.configuration() +
             ", ImageId: " + one_of({"img-v1", "img-v3", "img-gone"}) + "}}";
    default:
      return call(at, one_of({"DetachInstances", "RemoveInstances"}), cast, instances);
  }
}

std::string patient_operator(const Cast& cast) {
  return call(
      "when: {activity: " + cast.refresh() + ", status: FAILED_PAUSE}, times: 3, after: " + law(),
      "ResumeInstanceRefresh", cast,
      "RefreshActivityId: $" + cast.refresh() + ", ResumeMode: RETRY");
}

GroupStory group_story(const Cast& cast, int zones) {
  GroupStory story;
  story.instances = cast.count;
  story.configuration = cast.configuration() + ": {ImageId: img-v1}";
  story.group = cast.group() + ": {launch_configuration: " + cast.configuration() +
                ", instances: " + std::to_string(cast.count) + ", zones: [zone-1";
  for (int i = 2; i <= zones; ++i) story.group += ", zone-" + std::to_string(i);
  story.group += "], min: " + std::to_string(number(0, cast.count)) +
                 ", load_balancer: " + one_of({"application", "classic", "none"}) + "}";
  for (int i = number(0, 4); i > 0; --i) story.faults.push_back(fault_of(cast));
  story.calls.push_back(
      "{at: 0s, action: ModifyLaunchConfigurationAttributes, request: "
      "{LaunchConfigurationId: " +
      cast.configuration() + ", ImageId: img-v2}}");
  story.calls.push_back(start(cast));
  const bool rolls_back = chance(50);
  if (rolls_back) story.calls.push_back(rollback(cast));
  if (chance(40)) story.calls.push_back(patient_operator(cast));
  for (int i = number(0, 6); i > 0; --i) {
    const bool of_rollback = rolls_back && chance(40);
    story.calls.push_back(later_call(cast, of_rollback ? cast.rollback() : cast.refresh()));
  }
  return story;
}

std::string entries(const std::string& key, const std::vector<std::string>& each) {
  if (each.empty()) return {};
  std::string text = key + ":\n";
  for (const std::string& entry : each) text += "  - " + entry + "\n";
  return text;
}

}  // namespace

int Story::instances() const {
  int sum = 0;
  for (const GroupStory& group : groups) sum += group.instances;
  return sum;
}

std::string Story::yaml(std::size_t count) const {
  std::string configurations = "launch_configurations:\n";
  std::string listed = "scaling_groups:\n";
  std::vector<std::string> all_faults = faults;
  std::vector<std::string> calls;
  for (std::size_t i = 0; i < count; ++i) {
    const GroupStory& each = groups[i];
    configurations += "  " + each.configuration + "\n";
    listed += "  " + each.group + "\n";
    all_faults.insert(all_faults.end(), each.faults.begin(), each.faults.end());
    calls.insert(calls.end(), each.calls.begin(), each.calls.end());
  }
  return head + configurations + listed + entries("faults", all_faults) + entries("calls", calls);
}

std::ostream& operator<<(std::ostream& out, const Story& story) {
  return out << "\n" << story.yaml();
}

rc::Gen<Story> stories(int least, int most) {
  return rc::gen::exec([least, most] {
    Story story;
    story.head = head();
    const int zones = number(1, 3);
    if (chance(30)) story.faults.push_back(outage(zones));
    if (chance(20)) story.faults.push_back(matched(""));
    int first = 1;
    for (int i = 0, count = number(least, most); i < count; ++i) {
      const Cast cast{static_cast<char>('a' + i), first, number(1, 8)};
      story.groups.push_back(group_story(cast, zones));
      first += cast.count;
    }
    return story;
  });
}

}  // namespace refreshsim::property::random_story
