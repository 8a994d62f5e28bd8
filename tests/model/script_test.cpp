// Triggers by themselves: what a whole run can't show, as there an activity that is not the latest
// of its name has nothing left to do.
#include "sim/run/script.h"

#include <gtest/gtest.h>

#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

class ScriptTest : public testing::Test {
 protected:
  ScriptTest()
      : loaded_(parse_scenario(fleet(1) +
                               "calls:\n"
                               "  - {when: {activity: refresh, batch: 1, status: RUNNING}, times: "
                               "always, action: DescribeRefreshActivities}\n" +
                               start("0s", "BatchNumber: 1"))),
        script_(loaded_.scenario, queue_, statistics_) {
    script_.reset(Draws{});
  }

  void hear(RecordKind kind, std::uint32_t activity, std::uint32_t status) {
    Record record;
    record.kind = kind;
    record.subject = activity;
    record.part = 1;
    record.b = 0;  // the name of an activity that is created
    record.to = status;
    script_.hear({&record, 1});
  }
  void create(std::uint32_t activity) {
    hear(RecordKind::activity_created, activity, index(ActivityStatus::INIT));
  }
  void run_batch(std::uint32_t activity) {
    hear(RecordKind::batch_status, activity, index(BatchStatus::RUNNING));
  }

  LoadResult loaded_;
  EventQueue queue_;
  StatisticsFold statistics_;
  Script script_;
};

TEST_F(ScriptTest, CountsHowOftenATriggerHasFired) {
  ASSERT_TRUE(loaded_.ok());
  create(0);
  EXPECT_EQ(script_.firings(), 0u);
  run_batch(0);
  run_batch(0);
  EXPECT_EQ(script_.firings(), 2u);
}

TEST_F(ScriptTest, NameMeansItsLatestActivity) {
  create(0);
  create(1);
  run_batch(0);
  EXPECT_EQ(script_.firings(), 0u);
  run_batch(1);
  EXPECT_EQ(script_.firings(), 1u);
}

}  // namespace
}  // namespace refreshsim::model_test
