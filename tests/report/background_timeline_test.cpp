// A timeline that is written beside the run is the one that is written by it.
#include "sim/report/background_timeline.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace refreshsim {
namespace {

// Notes what it hears; may be slow, and may break at a record.
class Inner final : public TimelineWriter {
 public:
  struct Notes {
    std::vector<std::uint64_t> heard;
    std::vector<std::thread::id> by;
    std::size_t at_finish = 0;
    std::string finished;
  };
  explicit Inner(Notes& notes, bool slow = false, std::uint64_t breaks_at = UINT64_MAX)
      : notes_(notes), slow_(slow), breaks_at_(breaks_at) {}
  void hear(std::span<const Record> records) override {
    if (slow_) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    for (const Record& record : records) {
      if (record.sequence == breaks_at_) throw std::runtime_error("broken");
      notes_.heard.push_back(record.sequence);
    }
    notes_.by.push_back(std::this_thread::get_id());
  }
  void finish(const RunResult& result) override {
    notes_.at_finish = notes_.heard.size();
    notes_.finished = result.name;
  }

 private:
  Notes& notes_;
  bool slow_;
  std::uint64_t breaks_at_;
};

// Tells so many records, in portions of all sizes.
void tell(TimelineWriter& timeline, std::uint64_t count) {
  std::vector<Record> portion;
  for (std::uint64_t next = 0; next < count;) {
    portion.clear();
    for (std::uint64_t size = 1 + next % 300; size > 0 && next < count; --size) {
      portion.emplace_back().sequence = next++;
    }
    timeline.hear(portion);
  }
}

void expect_all_in_order(const Inner::Notes& notes, std::uint64_t count) {
  ASSERT_EQ(notes.heard.size(), count);
  for (std::uint64_t i = 0; i < count; ++i) ASSERT_EQ(notes.heard[i], i);
  EXPECT_EQ(notes.at_finish, count);
  EXPECT_EQ(notes.finished, "run");
}

RunResult named() {
  RunResult result;
  result.name = "run";
  return result;
}

TEST(BackgroundTimeline, HearsEveryRecordInOrderBeforeTheEnd) {
  for (const bool slow : {false, true}) {
    Inner::Notes notes;
    BackgroundTimeline timeline(std::make_unique<Inner>(notes, slow));
    tell(timeline, 300'000);
    timeline.finish(named());
    expect_all_in_order(notes, 300'000);
    EXPECT_NE(notes.by.front(), std::this_thread::get_id());
  }
}

TEST(BackgroundTimeline, OfAShortRunNeedsNoThread) {
  Inner::Notes notes;
  BackgroundTimeline timeline(std::make_unique<Inner>(notes));
  tell(timeline, 100);
  timeline.finish(named());
  expect_all_in_order(notes, 100);
  EXPECT_EQ(notes.by, std::vector{std::this_thread::get_id()});
}

TEST(BackgroundTimeline, ThrowsToTheRunWhatTheWriterThrew) {
  Inner::Notes notes;
  BackgroundTimeline timeline(std::make_unique<Inner>(notes, false, 10'000));
  EXPECT_THROW(
      {
        tell(timeline, 10'000'000);
        timeline.finish(named());
      },
      std::runtime_error);
  EXPECT_LE(notes.heard.size(), 10'000U);
  EXPECT_EQ(notes.finished, "");
}

TEST(BackgroundTimeline, OfARunThatIsBrokenOffIsLeftUnfinished) {
  Inner::Notes notes;
  {
    BackgroundTimeline timeline(std::make_unique<Inner>(notes, true));
    tell(timeline, 100'000);
  }
  EXPECT_EQ(notes.finished, "");
}

}  // namespace
}  // namespace refreshsim
