#include "sim/incident/around.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace refreshsim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TimelineRow row(std::string kind, std::string subject, std::string to, std::string part = {}) {
  TimelineRow made;
  made[Column::kind] = std::move(kind);
  made[Column::group] = "asg-1";
  made[Column::subject] = std::move(subject);
  made[Column::part] = std::move(part);
  made[Column::to] = std::move(to);
  return made;
}

TEST(Around, ShowsTheGroupItsActivityAndTheInstancesThatAreNamed) {
  Around around;
  around.hear(row("group_listed", "asg-1", "NORMAL"));
  around.hear(row("enabled_status", "asg-1", "DISABLED"));
  around.hear(row("instance_created", "ins-1", "IN_SERVICE"));
  around.hear(row("instance_created", "ins-12", "IN_SERVICE"));
  around.hear(row("activity_created", "asr-1", "INIT"));
  around.hear(row("activity_status", "asr-1", "RUNNING"));
  around.hear(row("batch_status", "asr-1", "SUCCESSFUL", "1"));
  around.hear(row("batch_status", "asr-1", "WAITING", "10"));
  around.hear(row("batch_status", "asr-1", "RUNNING", "2"));
  around.hear(row("row_status", "asr-1", "SUCCESSFUL", "1"));
  around.hear(row("row_status", "asr-1", "RUNNING", "2"));
  around.hear(row("step_started", "ins-12", "boot"));
  TimelineRow about = row("row_status", "asr-1", "FAILED", "2");
  about[Column::detail] = "InstanceId=ins-12 batch=2";
  EXPECT_THAT(
      around.lines({about}),
      ElementsAre("asg-1: AutoScalingGroupStatus NORMAL, EnabledStatus DISABLED",
                  "asr-1: Status RUNNING; batches: 1 SUCCESSFUL, 2 RUNNING, 10 WAITING; rows: 1 "
                  "RUNNING, 1 SUCCESSFUL",
                  "ins-12: LifeCycleState IN_SERVICE, boot runs"));
}

TEST(Around, LeavesOutWhatHasEndedAndWhatIsElsewhere) {
  Around around;
  around.hear(row("activity_status", "asr-1", "CANCELLED"));
  TimelineRow about = row("health", "ins-9", "true");
  EXPECT_THAT(around.lines({about}), IsEmpty());
  around.hear(row("activity_status", "asr-2", "RUNNING"));
  about[Column::group] = "asg-2";
  EXPECT_THAT(around.lines({about}), IsEmpty());
}

}  // namespace
}  // namespace refreshsim
