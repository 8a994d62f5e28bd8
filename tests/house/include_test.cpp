// The includes of the tree keep the laws, and each law catches a small tree that breaks it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/house/include_laws.h"

namespace refreshsim::house {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Tree sources(const std::vector<std::string>& folders = {"include", "sim", "tools"}) {
  Tree tree = read_tree(folders);
  std::erase_if(tree, [](const File& file) {
    return !file.path.ends_with(".h") && !file.path.ends_with(".cpp");
  });
  return tree;
}

TEST(Includes, OfTheTreeAreSeen) {
  const Tree tree = sources();
  ASSERT_GT(tree.size(), 100U);
  std::size_t count = 0;
  for (const File& file : tree) count += includes(file).size();
  EXPECT_GT(count, tree.size());
}

TEST(Includes, GoToTheirOwnRoomOrLowerFloors) {
  EXPECT_THAT(climbing(sources()), IsEmpty());
  EXPECT_THAT(climbing({{"sim/fleet/a.h", "#include \"sim/service/b.h\"\n"}}),
              ElementsAre("sim/fleet/a.h includes sim/service/b.h"));
  EXPECT_THAT(climbing({{"sim/study/a.h", "#include \"sim/explore/b.h\"\n"}}), SizeIs(1));
  EXPECT_THAT(climbing({{"sim/attic/a.h", "#include \"sim/base/b.h\"\n"}}), SizeIs(1));
  EXPECT_THAT(climbing({{"sim/run/a.h", "#include \"tests/b.h\"\n"}}), SizeIs(1));
  EXPECT_THAT(climbing({{"sim/run/a.h", "#include \"refreshsim/run.h\"\n"}}), IsEmpty());
}

TEST(Includes, ShowReportsNeitherFleetNorService) {
  EXPECT_THAT(peeping(sources()), IsEmpty());
  EXPECT_THAT(peeping({{"sim/report/a.cpp", "#include \"sim/fleet/fleet.h\"\n"}}), SizeIs(1));
  EXPECT_THAT(peeping({{"sim/study/a.h", "#include \"sim/service/service.h\"\n"}}), SizeIs(1));
  EXPECT_THAT(peeping({{"sim/run/a.h", "#include \"sim/service/service.h\"\n"}}), IsEmpty());
}

TEST(Includes, NameFilesFromTheTop) {
  EXPECT_THAT(dangling(sources()), IsEmpty());
  EXPECT_THAT(dangling({{"sim/run/a.cpp", "#include \"a.h\"\n"}, {"sim/run/a.h", ""}}), SizeIs(1));
}

TEST(Includes, NeverGoInACircle) {
  EXPECT_THAT(circles(sources()), IsEmpty());
  EXPECT_THAT(circles({{"sim/run/a.h", "#include \"sim/run/b.h\"\n"},
                       {"sim/run/b.h", "#include \"sim/run/c.h\"\n"},
                       {"sim/run/c.h", "#include \"sim/run/b.h\"\n"}}),
              ElementsAre("sim/run/b.h includes itself", "sim/run/c.h includes itself"));
}

TEST(Includes, KeepThirdPartiesOutOfPublicHeaders) {
  EXPECT_THAT(foreign_in_public(sources()), IsEmpty());
  EXPECT_THAT(foreign_in_public({{"include/refreshsim/a.h", "#include <fmt/format.h>\n"}}),
              SizeIs(1));
  EXPECT_THAT(foreign_in_public({{"include/refreshsim/a.h", "#include <xxhash.h>\n"}}), SizeIs(1));
  EXPECT_THAT(foreign_in_public({{"include/refreshsim/a.h", "#include <vector>\n"}}), IsEmpty());
}

TEST(Includes, OfSlowHeadersStayInTwoSourcesOfARoom) {
  const std::string slow = "#include <Eigen/Dense>\n";
  EXPECT_THAT(slow_headers(sources()), IsEmpty());
  EXPECT_THAT(slow_headers({{"sim/study/a.h", slow}}), SizeIs(1));
  const Tree two{{"sim/study/a.cpp", slow}, {"sim/study/b.cpp", "#include <boost/version.hpp>\n"}};
  EXPECT_THAT(slow_headers(two), IsEmpty());
  EXPECT_THAT(slow_headers({two[0], two[1], {"sim/study/c.cpp", slow}}), SizeIs(1));
}

TEST(Includes, LeaveOutRegexWhichTheSanitizersMakeAnError) {
  EXPECT_THAT(regex_users(sources({"include", "sim", "tools", "tests", "bench"})), IsEmpty());
  EXPECT_THAT(regex_users({{"tests/a_test.cpp", "#include <regex>\n"}}),
              ElementsAre("tests/a_test.cpp"));
}

}  // namespace
}  // namespace refreshsim::house
