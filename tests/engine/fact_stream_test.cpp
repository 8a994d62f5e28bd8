// Where the model writes down what changed.
#include "sim/engine/fact_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace refreshsim {
namespace {

using testing::Each;
using testing::ElementsAre;

class Listener : public RecordSink {
 public:
  void hear(std::span<const Record> records) override {
    heard.insert(heard.end(), records.begin(), records.end());
  }
  std::vector<Record> heard;
};

TEST(FactStream, NumbersRecordsAndStampsTimeAndCause) {
  Listener listener;
  FactStream facts;
  facts.reset({&listener});
  facts.advance_to(5);
  const std::uint64_t root = facts.emit_root({.subject = 7});
  facts.advance_to(9);
  facts.emit({.subject = 8}, root);
  facts.flush();
  ASSERT_EQ(listener.heard.size(), 2U);
  EXPECT_EQ(listener.heard[0].sequence, 0U);
  EXPECT_EQ(listener.heard[0].cause, 0U);
  EXPECT_EQ(listener.heard[0].time_ms, 5);
  EXPECT_EQ(listener.heard[1].sequence, 1U);
  EXPECT_EQ(listener.heard[1].cause, 0U);
  EXPECT_EQ(listener.heard[1].time_ms, 9);
  EXPECT_EQ(listener.heard[1].subject, 8U);
}

TEST(FactStream, EverySinkHearsEverythingInOrder) {
  Listener first, second;
  FactStream facts;
  facts.reset({&first, &second});
  for (std::uint32_t i = 0; i < 10'000; ++i) facts.emit_root({.subject = i});
  facts.flush();
  ASSERT_EQ(first.heard.size(), 10'000U);
  ASSERT_EQ(second.heard.size(), 10'000U);
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    ASSERT_EQ(first.heard[i].subject, i);
    ASSERT_EQ(second.heard[i].sequence, i);
  }
}

/// Wants health, and steps that failed.
class Nurse : public Listener {
 public:
  RecordKinds wants() const override {
    return {{RecordKind::health}, RecordKinds::Steps::failed_too};
  }
};

Record step_end(bool passed) { return {.kind = RecordKind::step_ended, .d = passed ? 1u : 0u}; }

TEST(FactStream, WhatNobodyWantsIsNumberedButNotWrittenDown) {
  Nurse nurse;
  FactStream facts;
  facts.reset({&nurse});
  facts.emit_root(step_end(true));
  facts.emit_root({.kind = RecordKind::row_status});
  facts.emit_root(step_end(false));
  facts.emit_root({.kind = RecordKind::health});
  EXPECT_TRUE(facts.unheard().meets({RecordKind::health}));
  EXPECT_FALSE(facts.unheard().meets({RecordKind::row_status}));
  facts.flush();
  EXPECT_FALSE(facts.unheard().meets(RecordKinds::all()));
  ASSERT_EQ(nurse.heard.size(), 2U);
  EXPECT_EQ(nurse.heard[0].sequence, 2U);
  EXPECT_EQ(nurse.heard[1].sequence, 3U);
  EXPECT_EQ(facts.next(), 4U);
}

TEST(FactStream, WhatOneWantsOthersHearOnlyBesideWhatTheyWant) {
  Nurse nurse;
  Listener listener;
  FactStream facts;
  facts.reset({&nurse, &listener});
  facts.emit_root({.kind = RecordKind::row_status});
  facts.emit_root(step_end(true));
  facts.flush();
  EXPECT_EQ(listener.heard.size(), 2U);
  facts.emit_root({.kind = RecordKind::row_status});
  facts.emit_root(step_end(false));
  facts.flush();
  EXPECT_EQ(listener.heard.size(), 4U);
  ASSERT_FALSE(nurse.heard.empty());
  EXPECT_EQ(nurse.heard.back().sequence, 3U);
}

TEST(FactStream, SayingNothingTwiceSaysNothing) {
  Listener listener;
  FactStream facts;
  facts.reset({&listener});
  facts.flush();
  facts.emit_root({});
  facts.flush();
  facts.flush();
  EXPECT_EQ(listener.heard.size(), 1U);
}

TEST(FactStream, LastTimeIsThatOfTheLastRecord) {
  FactStream facts;
  facts.reset({});
  facts.advance_to(5);
  facts.emit_root({});
  facts.advance_to(8);
  EXPECT_EQ(facts.last_ms(), 5);
  EXPECT_EQ(facts.now_ms(), 8);
}

TEST(FactStream, BeginsAnewWhenReset) {
  Listener before, after;
  FactStream facts;
  facts.reset({&before});
  facts.advance_to(5);
  facts.emit_root({.subject = 1});
  facts.reset({&after});
  EXPECT_EQ(facts.next(), 0U);
  EXPECT_EQ(facts.now_ms(), 0);
  facts.emit_root({.subject = 2});
  facts.flush();
  EXPECT_TRUE(before.heard.empty()) << "what was not handed over belongs to no timeline";
  ASSERT_EQ(after.heard.size(), 1U);
  EXPECT_EQ(after.heard[0].subject, 2U);
}

TEST(FactStream, WhatIsPassedOverCountsAndIsOfItsTime) {
  Nurse nurse;
  FactStream facts;
  facts.reset({&nurse});
  facts.advance_to(8);
  EXPECT_EQ(facts.pass_over(3), 2U);
  EXPECT_EQ(facts.next(), 3U);
  EXPECT_EQ(facts.last_ms(), 8);
  EXPECT_EQ(facts.emit_root({.kind = RecordKind::health}), 3U);
}

/// Notes how many records it had heard before each absence.
class Roll : public Nurse, public AbsenceSink {
 public:
  void hear_left(std::span<const Absence>, std::int64_t) override {
    heard_before.push_back(heard.size());
  }
  void hear_back(std::span<const Absence>) override { heard_before.push_back(heard.size()); }
  std::vector<std::size_t> heard_before;
};

TEST(FactStream, AbsencesAreToldAfterWhatWasWrittenDownBefore) {
  Roll roll;
  FactStream facts;
  facts.reset({&roll});
  EXPECT_FALSE(facts.tells_absences());
  facts.tell_absences(&roll);
  EXPECT_TRUE(facts.tells_absences());
  facts.absences().hear_left({}, 1);
  EXPECT_FALSE(facts.unheard().meets(RecordKinds::all()));
  facts.emit_root({.kind = RecordKind::health});
  EXPECT_TRUE(facts.unheard().meets(RecordKinds::all()));
  facts.absences().hear_back({});
  EXPECT_FALSE(facts.unheard().meets(RecordKinds::all()));
  EXPECT_THAT(roll.heard_before, ElementsAre(0, 1));
  facts.reset({&roll});
  EXPECT_FALSE(facts.tells_absences());
}

}  // namespace
}  // namespace refreshsim
