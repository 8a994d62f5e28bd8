#include "tools/find_scenarios.h"

#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FindScenarios : public Program {
 protected:
  std::string path(const std::string& name) const { return (folder() / name).string(); }
};

TEST_F(FindScenarios, SortsAndTakesEachOnce) {
  write("b.yaml", "");
  write("a/z.yaml", "");
  const auto found = tools::find_scenarios({path("b.yaml"), path("a"), path("a/z.yaml")});
  EXPECT_THAT(found.files, ElementsAre(path("a/z.yaml"), path("b.yaml")));
  EXPECT_THAT(found.errors, IsEmpty());
}

TEST_F(FindScenarios, LeavesOutStudiesAndBases) {
  write("s/studies/a.yaml", "refreshsim: 1\n");
  write("s/b.yaml", "%YAML 1.2\n---\n\n# one\nrefreshsim_study: 1\n");
  write("s/c.base.yaml", "refreshsim: 1\n");
  write("s/d.yaml", "# a study\nrefreshsim: 1\ndescription: refreshsim_study\n");
  write("s/e.yml", "refreshsim: 1\n");
  EXPECT_THAT(tools::find_scenarios({path("s")}).files, ElementsAre(path("s/d.yaml")));
}

TEST_F(FindScenarios, TakesANamedFileAsItIs) {
  write("c.base.yaml", "");
  EXPECT_THAT(tools::find_scenarios({path("c.base.yaml"), path("missing")}).files,
              ElementsAre(path("c.base.yaml"), path("missing")));
}

TEST_F(FindScenarios, DoesNotGoRoundInCircles) {
  write("s/a.yaml", "");
  std::filesystem::create_directory_symlink(folder() / "s", folder() / "s/again");
  EXPECT_THAT(tools::find_scenarios({path("s")}).files, ElementsAre(path("s/a.yaml")));
}

}  // namespace
}  // namespace refreshsim
