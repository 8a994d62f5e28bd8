// What the model's tests are written with: a small fleet and the calls as YAML text, and what a run
// says, as texts that read like the model.
//
// The fleet's timing: drain 1s, reinstall 10s, boot 2s, health_check 3s, launch 20s, terminate 4s.
// So a row in RESET mode takes 13s (16s with a health check), in REPLACE mode 26s (29s), and a
// surge instance is up after 22s (25s).
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/load.h"
#include "refreshsim/run.h"

namespace refreshsim::model_test {

/// A scenario that has been run, and all that it said.
struct Story {
  Scenario scenario;
  RunResult result;
  std::vector<Record> records;
};

/// Loads and runs a scenario; fails the test with the file's errors if it is wrong.
Story run_text(const std::string& yaml, std::uint64_t seed = 1);

// --- YAML ---------------------------------------------------------------------------------------

/// The head of a scenario: group asg-1 with ins-00000001 …, configuration asc-1 with img-1. `more`:
/// further keys of the group.
std::string fleet(int instances, const std::string& more = "");
/// `faults` with one entry.
std::string fault(const std::string& match, const std::string& outcome = "fail");
/// An entry of `calls`.
std::string call(const std::string& at, const std::string& action, const std::string& request,
                 const std::string& more = "");
/// StartInstanceRefresh as `refresh`; `rolling`: RollingUpdateSettings, `more`: further keys of
/// RefreshSettings.
std::string start(const std::string& at, const std::string& rolling, const std::string& more = "");
std::string start_as(const std::string& as, const std::string& at, const std::string& rolling,
                     const std::string& more = "");
std::string start_replace(const std::string& at, const std::string& rolling,
                          const std::string& more = "");
/// `calls` with a start at 0s, in one batch; the second with a surge instance.
std::string refresh_at_once();
std::string surge_of_one();
/// RollbackInstanceRefresh of `origin`, as `rollback`.
std::string rollback(const std::string& at, const std::string& rolling,
                     const std::string& origin = "refresh", const std::string& as = "rollback");
std::string stop(const std::string& at, const std::string& activity = "refresh");
std::string resume(const std::string& at, const std::string& mode = "RETRY",
                   const std::string& activity = "refresh");
std::string cancel(const std::string& at, const std::string& activity = "refresh");
std::string modify(const std::string& at, const std::string& fields);
/// EnterStandby, ExitStandby, DetachInstances, RemoveInstances of ins-0000000N.
std::string standby(const std::string& at, int instance);
std::string exit_standby(const std::string& at, int instance);
std::string detach(const std::string& at, int instance);
std::string remove(const std::string& at, int instance);
std::string describe_all(const std::string& at);

/// With these settings a health check is made, for at most a minute.
inline constexpr const char* kChecked =
    "CheckInstanceTargetHealth: true, CheckInstanceTargetHealthTimeout: 60";

// --- what happened ------------------------------------------------------------------------------

/// The latest activity of a name.
const ActivityView& activity(const Story& run, std::string_view as);
/// `INIT 0s, RUNNING 0s, SUCCESSFUL 13s`: the statuses that it entered, and when.
std::string history(const Story& run, std::string_view as);
/// `SUCCESSFUL 0s-13s, RUNNING 13s-, WAITING`: each batch with StartTime and EndTime.
std::string batches(const Story& run, std::string_view as);
/// `1 SUCCESSFUL, 2 FAILED | 3 WAITING`: the rows, batch by batch, by the instance's number.
std::string rows(const Story& run, std::string_view as);
const RowView& row(const Story& run, std::string_view as, std::uint32_t instance);
/// `IN_SERVICE 0s, STANDBY 5s, gone 9s`: the states of an instance, and when it entered them.
std::string life(const Story& run, std::uint32_t instance);
/// `drain 0s-1s, reinstall 1s-11s failed, drain#2 …`: its steps; `#`: the attempt if not the first.
std::string steps(const Story& run, std::uint32_t instance);
/// `unhealthy 13s, healthy 20s`: the changes of its health.
std::string health(const Story& run, std::uint32_t instance);
/// `img-1 0s, img-2 11s`: the images that it had, and since when.
std::string images(const Story& run, std::uint32_t instance);
const InstanceView& instance(const Story& run, std::uint32_t number);
/// The value of one of the five fields that it has at the end.
std::string field(const Story& run, std::uint32_t instance, Field field);
/// What each call was answered, in the order in which they were made: `ok` or the code.
std::vector<std::string> codes(const Story& run);
/// When each was made.
std::vector<std::string> call_times(const Story& run);
/// `4 0s, 3 5s`: DesiredCapacity of the first group, and when it changed.
std::string desired(const Story& run);
/// `DISABLED 0s, ENABLED 13s`: the changes of EnabledStatus of the first group.
std::string enabled(const Story& run);
/// `IN_ACTIVITY 5s, …`: the changes of InActivityStatus of the first group.
std::string in_activity(const Story& run);
std::vector<Record> records_of(const Story& run, RecordKind kind);
/// A statistic of the first group by its path (include/refreshsim/metric.h).
std::optional<double> statistic(const Story& run, std::string_view path);

inline const std::string kOk = "ok";
inline const std::string kConflict =
    "ResourceUnavailable.RefreshActivityStatusConflictWithOperation";

}  // namespace refreshsim::model_test
