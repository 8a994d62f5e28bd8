// Files that can't be read: a message, and no line.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "sim/scenario/read_file.h"
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

// Somebody appends to the file without pause: sooner or later a reader meets a change.
TEST(Files, ThatChangeUnderTheReaderAreNotTaken) {
  constexpr off_t kLeast = 1'000'000;
  const Folder folder;
  const std::string path = folder.write("growing.yaml", std::string(kLeast, '#'));
  std::atomic<bool> seen{false};
  std::thread writer([&] {
    const int file = open(path.c_str(), O_WRONLY | O_APPEND);
    for (int i = 1; !seen; ++i) {
      const bool changed =
          i % 1'000'000 == 0 ? ftruncate(file, kLeast) == 0 : write(file, "# more\n", 7) == 7;
      if (!changed) break;
    }
    close(file);
  });
  std::string told;
  while (told.empty()) {
    if (const auto text = read_file(path); !text) told = text.error();
  }
  seen = true;
  writer.join();
  EXPECT_EQ(told, "the file changed while it was read; try again");
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
