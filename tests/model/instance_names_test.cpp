// Ids of instances: numbers and texts, listed in any order, and those of new instances.
#include "sim/fleet/instance_names.h"

#include <gtest/gtest.h>

namespace refreshsim::test {
namespace {

InstanceName number(std::uint32_t n) { return InstanceName::number(n); }
InstanceName text(std::uint32_t symbol) { return InstanceName::text(SymbolId{symbol}); }

TEST(InstanceNames, OfAnyOrderAreFound) {
  InstanceNames names;
  names.list(number(20), 3);
  names.list(number(23), 1);
  names.list(number(7), 1);
  names.list(text(5), 1);
  names.list(number(6), 1);
  names.list(number(20), 0);
  names.settle();
  EXPECT_EQ(names.find(number(20)), InstanceId{0U});
  EXPECT_EQ(names.find(number(22)), InstanceId{2U});
  EXPECT_EQ(names.find(number(23)), InstanceId{3U});
  EXPECT_EQ(names.find(number(7)), InstanceId{4U});
  EXPECT_EQ(names.find(text(5)), InstanceId{5U});
  EXPECT_EQ(names.find(number(6)), InstanceId{6U});
  for (const InstanceName other :
       {number(1), number(5), number(8), number(19), number(24), text(4), text(6)}) {
    EXPECT_FALSE(names.find(other).some()) << other.code;
  }
}

/// model.md, section 8: the next number that no instance has or had.
TEST(InstanceNames, OfNewInstancesAreTheNextFreeNumbers) {
  InstanceNames names;
  names.list(number(4), 2);
  names.list(number(1), 2);
  names.settle();
  EXPECT_EQ(names.make(), number(3));
  EXPECT_EQ(names.make(), number(6));
  EXPECT_EQ(names.make(), number(7));
  EXPECT_EQ(names.of_made(1), number(6));
  EXPECT_EQ(names.find(number(3)), InstanceId{4U});
  EXPECT_EQ(names.find(number(7)), InstanceId{6U});
  EXPECT_FALSE(names.find(number(8)).some());
  EXPECT_FALSE(names.find(number(0)).some());
  names.clear();
  EXPECT_FALSE(names.find(number(4)).some());
  EXPECT_EQ(names.make(), number(1));
}

TEST(InstanceNames, OfNoInstancesAreFree) {
  InstanceNames names;
  names.list(number(1), 0);
  names.settle();
  EXPECT_FALSE(names.find(number(1)).some());
  EXPECT_EQ(names.make(), number(1));
  EXPECT_EQ(names.find(number(1)), InstanceId{0U});
}

}  // namespace
}  // namespace refreshsim::test
