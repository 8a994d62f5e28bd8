// The fault that decides a step is the first in the file that matches and fires (interface.md,
// section 1), however many there are and however it is found.
#include "sim/fleet/fault_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace refreshsim::model_test {
namespace {

constexpr std::uint32_t kValues = 3;  // of everything that a fault can name

/// Faults and situations from a seed; each fault names each key one time in three.
class Luck {
 public:
  explicit Luck(std::uint32_t seed) : bits_(seed) {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(bits_() % n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  template <class T>
  void maybe(T& value) {
    if (one_in(3)) value = T(below(kValues));
  }

  Fault fault() {
    Fault fault;
    Match& match = fault.match;
    match.step = static_cast<Step>(below(2));
    maybe(match.group);
    maybe(match.zone);
    maybe(match.image);
    maybe(match.activity);
    if (one_in(3)) match.batch = 1 + below(kValues);
    if (one_in(3)) match.attempt = 1 + below(kValues);
    if (one_in(3)) match.surge = one_in(2);
    for (std::uint32_t left = one_in(3) ? 1 + below(3) : 0; left > 0; --left) {
      match.instances.push_back(InstanceName::number(below(kValues)));
    }
    if (one_in(2)) fault.probability = 0.5;
    if (one_in(5)) fault.kind = FaultKind::unhealthy;
    return fault;
  }

  Situation situation() {
    Situation now;
    now.group = GroupId{below(kValues)};
    now.instance = InstanceName::number(below(kValues));
    now.zone = ZoneId{below(kValues)};
    maybe(now.image);
    maybe(now.activity);
    now.surge = one_in(4);
    now.batch = now.surge ? 0 : 1 + below(kValues);
    now.step = static_cast<Step>(below(2));
    now.attempt = 1 + below(kValues);
    now.draw_subject = below(100);
    now.draw_activity = 1;
    return now;
  }

 private:
  std::mt19937 bits_;
};

template <class T, class U>
bool meets(const std::optional<T>& wanted, const U& given) {
  return !wanted || *wanted == given;
}
template <class Tag>
bool meets(Id<Tag> wanted, Id<Tag> given) {
  return !wanted.some() || wanted == given;
}

bool matches(const Match& match, const Situation& now) {
  return meets(match.group, now.group) && meets(match.zone, now.zone) &&
         meets(match.image, now.image) && meets(match.activity, now.activity) &&
         meets(match.batch, now.batch) && meets(match.attempt, now.attempt) &&
         meets(match.surge, now.surge) &&
         (match.instances.empty() || std::ranges::count(match.instances, now.instance) > 0);
}

FaultId first_by_hand(const Scenario& scenario, const Situation& now, const Draws& draws,
                      bool installation) {
  for (std::uint32_t i = 0; i < scenario.faults.size(); ++i) {
    const Fault& fault = scenario.faults[i];
    const bool concerned = installation
                               ? fault.kind == FaultKind::unhealthy
                               : fault.kind == FaultKind::fail && fault.match.step == now.step;
    if (!concerned || !matches(fault.match, now)) continue;
    const Purpose purpose = now.surge ? Purpose::surge_fault : Purpose::fault;
    const DrawKey key{purpose, i, now.draw_subject, now.draw_activity, now.attempt};
    if (draws.happens(fault.probability, key)) return FaultId{i};
  }
  return {};
}

class FaultIndexOf : public testing::TestWithParam<std::uint32_t> {};

TEST_P(FaultIndexOf, FindsTheFirstThatMatchesAndFires) {
  std::uint32_t found = 0;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    Luck luck(seed);
    Scenario scenario;
    for (std::uint32_t i = 0; i < GetParam(); ++i) scenario.faults.push_back(luck.fault());
    const FaultIndex index(scenario);
    const Draws draws(seed, 0);
    for (int tries = 0; tries < 200; ++tries) {
      const Situation now = luck.situation();
      const FaultId step = index.for_step(now, draws);
      ASSERT_EQ(step, first_by_hand(scenario, now, draws, false)) << "seed " << seed;
      ASSERT_EQ(index.for_installation(now, draws), first_by_hand(scenario, now, draws, true));
      found += step.some();
    }
  }
  EXPECT_GT(found, 40U * GetParam() / 10);
}
INSTANTIATE_TEST_SUITE_P(Faults, FaultIndexOf, testing::Values(1U, 8U, 30U, 300U));

}  // namespace
}  // namespace refreshsim::model_test
