// The shipped scenarios show every word of the vocabulary at work: whoever adds one, adds a
// scenario that shows it.
#include <gtest/gtest.h>

#include "refreshsim/metric.h"
#include "sim/scenario/keys_faults.h"
#include "tests/golden/seen.h"

namespace refreshsim::golden {
namespace {

const Seen& seen() {
  static const Seen all = [] {
    Seen now;
    for (const std::string& path : shipped_scenarios()) now.look_at(run_shipped(path, &now));
    return now;
  }();
  return all;
}

template <class E>
class Vocabulary : public testing::Test {};

using Enums =
    testing::Types<RecordKind, LifeCycleState, Step, ActivityStatus, BatchStatus, RowStatus,
                   ActivityType, RefreshMode, BatchPause, FailProcess, ResumeMode, LoadBalancer,
                   GroupStatus, EnabledStatus, InActivityStatus, Action, Field, FailureCause,
                   GoneReason, SurgeState, FaultKind, DistributionKind>;
struct EnumName {
  template <class E>
  static std::string GetName(int) {
    return std::string(EnumText<E>::type);
  }
};
TYPED_TEST_SUITE(Vocabulary, Enums, EnumName);

TYPED_TEST(Vocabulary, IsShownWhole) {
  for (const TypeParam value : values<TypeParam>()) {
    EXPECT_TRUE(seen().has(value)) << name(value) << " occurs in no shipped scenario";
  }
}

TEST(Coverage, EveryErrorCodeIsAnAnswer) {
  for (std::size_t i = 0; i < kErrorCodes.size(); ++i) {
    EXPECT_TRUE(seen().codes.contains(static_cast<ErrorCode>(i))) << kErrorCodes[i];
  }
}

/// The next kind of trigger, none after the last: a new one does not compile until it is here.
std::optional<Trigger::Kind> after(Trigger::Kind kind) {
  switch (kind) {
    case Trigger::Kind::activity_status:
      return Trigger::Kind::batch_status;
    case Trigger::Kind::batch_status:
      return Trigger::Kind::serving_below;
    case Trigger::Kind::serving_below:
      return Trigger::Kind::serving_badly_above;
    case Trigger::Kind::serving_badly_above:
      return std::nullopt;
  }
  return std::nullopt;
}

TEST(Coverage, EveryKindOfTriggerMakesACall) {
  for (std::optional kind{Trigger::Kind::activity_status}; kind; kind = after(*kind)) {
    EXPECT_TRUE(seen().triggers.contains(*kind)) << static_cast<int>(*kind);
  }
}

TEST(Coverage, ReactionTimesFollowALawToo) {
  EXPECT_TRUE(seen().delays.contains(DistributionKind::constant));
  EXPECT_GE(seen().delays.size(), 3U);
}

TEST(Coverage, EveryKeyOfMatchAimsAFault) {
  for (const Key& key : keys::kMatchKeys) {
    EXPECT_NE(seen().faults.find(std::string(key.name) + ": "), std::string::npos) << key.name;
  }
}

template <std::size_t N>
void expect_asked_for(const std::array<std::string_view, N>& paths) {
  for (const std::string_view path : paths) {
    EXPECT_TRUE(seen().statistics.contains(std::string(path))) << path;
  }
}

TEST(Coverage, EveryStatisticIsExpectedSomewhere) {
  expect_asked_for(paths(kGroupMetrics));
  expect_asked_for(paths(kActivityMetrics));
  const auto below = seen().statistics.lower_bound(std::string(kBelowPrefix));
  ASSERT_NE(below, seen().statistics.end());
  EXPECT_TRUE(below->starts_with(kBelowPrefix)) << *below;
}

}  // namespace
}  // namespace refreshsim::golden
