// Studies on several ranks: threads that talk as MPI's processes do.
#include "sim/study/ranks.h"

#include <gmock/gmock.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "sim/study/rank_leader.h"
#include "sim/study/study_reports.h"
#include "tests/study/helpers.h"

namespace refreshsim::testing {
namespace {

using ::testing::HasSubstr;

/// Mailboxes for messages.
struct Wire {
  explicit Wire(std::size_t ranks) : boxes(ranks) {}
  std::mutex mutex;
  std::condition_variable arrived;
  std::vector<std::deque<Ranks::Message>> boxes;
};

class ThreadRank final : public Ranks {
 public:
  ThreadRank(Wire& wire, std::size_t number) : wire_(wire), number_(number) {}
  std::size_t number() const override { return number_; }
  std::size_t count() const override { return wire_.boxes.size(); }
  void send(std::size_t to, const std::string& bytes) override {
    const std::lock_guard lock(wire_.mutex);
    wire_.boxes[to].push_back({number_, bytes});
    wire_.arrived.notify_all();
  }
  std::optional<Message> receive(std::chrono::milliseconds patience) override {
    std::unique_lock lock(wire_.mutex);
    std::deque<Message>& box = wire_.boxes[number_];
    if (!wire_.arrived.wait_for(lock, patience, [&box] { return !box.empty(); })) return {};
    Message message = std::move(box.front());
    box.pop_front();
    return message;
  }

 private:
  Wire& wire_;
  std::size_t number_;
};

/// The study as rank 0 of so many has it; `version` is that of the others.
StudyOutcome outcome_of(const Study& study, std::size_t count, std::string_view version = "1.0",
                        const std::atomic<bool>* interrupted = nullptr) {
  Wire wire(count);
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < count; ++i) {
    others.emplace_back([&wire, i, version] {
      ThreadRank rank(wire, i);
      work_for_rank_zero(rank, version, 1);
    });
  }
  ThreadRank own(wire, 0);
  RankLeader leader(own, study, "1.0");
  StudyOptions options;
  options.jobs = 1;
  options.ranks = &leader;
  options.interrupted = interrupted;
  StudyOutcome outcome = run_study(study, options);
  dismiss(own);
  for (std::thread& each : others) each.join();
  return outcome;
}

TEST(RanksOfAStudy, GiveTheSameBytesAsOneProcess) {
  const Study study = study_of(two_strategies(300));
  const StudyRun alone = run_of(study);
  for (const std::size_t count : {1U, 2U, 4U}) {
    const StudyOutcome together = outcome_of(study, count);
    EXPECT_EQ(together.broken, "");
    EXPECT_EQ(csv_of(study, together.run), csv_of(study, alone)) << count << " ranks";
    EXPECT_EQ(report_of(study, together.run, "json"), report_of(study, alone, "json"));
  }
}

TEST(RanksOfAStudy, StopAtTheSameReplicasWhenThoseAreAutomatic) {
  const Study study = study_of(
      "replicas: auto\nhalf_width: {availability: 0.02}\n"
      "strategies: {two: {refresh.BatchNumber: 2}, three: {refresh.BatchNumber: 3}}\n"
      "objectives: {availability: maximize}\n");
  EXPECT_EQ(csv_of(study, outcome_of(study, 3).run), csv_of(study, run_of(study)));
}

TEST(RanksOfAStudy, AreOfOneVersion) {
  EXPECT_THAT(outcome_of(study_of(two_strategies(300)), 2, "2.0").broken,
              HasSubstr("by version 1.0 of the program, which is version 2.0"));
}

TEST(RanksOfAStudy, AreInterruptedTogether) {
  const std::atomic<bool> interrupted{true};
  const StudyOutcome outcome = outcome_of(study_of(two_strategies(300)), 3, "1.0", &interrupted);
  EXPECT_TRUE(outcome.run.partial);
}

}  // namespace
}  // namespace refreshsim::testing
