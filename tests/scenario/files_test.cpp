// Files that can't be read: a message, and no line.
#include <sys/stat.h>
#include <unistd.h>

#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

TEST(Files, ThatAreMissing) {
  EXPECT_EQ(errors_of("/nowhere/at-all.yaml"),
            "/nowhere/at-all.yaml: error: there is no such file\n");
}

TEST(Files, ThatAreFolders) {
  const Folder folder;
  EXPECT_EQ(errors_of(folder.path()), folder.path() + ": error: this is a directory, not a file\n");
}

TEST(Files, ThatArePipesAreNotWaitedFor) {
  const Folder folder;
  const std::string path = folder.path() + "/pipe";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(errors_of(path),
            path + ": error: this is a pipe or a device, not a file; - reads standard input\n");
}

TEST(Files, ThatMayNotBeRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const Folder folder;
  const std::string path = folder.write("secret.yaml", "refreshsim: 1\n");
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  EXPECT_EQ(errors_of(path), path + ": error: no permission to read this file\n");
}

TEST(Files, OverTheLimitAreNotRead) {
  const Folder folder;
  const std::string path = folder.write("large.yaml", "");
  ASSERT_EQ(truncate(path.c_str(), off_t{300} << 20), 0);
  EXPECT_EQ(errors_of(path), path + ": error: larger than 256 MB; a scenario is a text file\n");
}

TEST(Files, GiveTheScenarioItsName) {
  const Folder folder;
  EXPECT_EQ(load_scenario(folder.write("bad.image.yaml", "refreshsim: 1\n")).scenario.name,
            "bad.image");
  EXPECT_EQ(load_scenario(folder.write("plain", "refreshsim: 1\n")).scenario.name, "plain");
  EXPECT_EQ(load_scenario(folder.write(".hidden", "refreshsim: 1\n")).scenario.name, ".hidden");
}

}  // namespace
}  // namespace refreshsim::test
