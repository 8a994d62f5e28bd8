// Places that can't be written, for every command that writes a file: what was there stays, nothing
// else is left, the reason is told, and the exit code is 3.
#include <gmock/gmock.h>

#include "tests/tools/writers.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

class Disk : public Writers {
 protected:
  // Each writer with `disk` a file system of two pages that holds the file "old", after `prepare`.
  void expect_each_fails_on_a_disk(const std::string& prepare, const std::string& reason) const {
    const std::string mounted = mounting();
    if (mounted.empty()) GTEST_SKIP() << "the kernel refuses to mount a tmpfs here";
    for (const std::string_view writer : writers()) {
      write("script",
            "mount -t tmpfs -o size=8k none disk && printf old > disk/out.csv || exit 99\n" +
                prepare + "\n" + writing(writer, "disk/out.csv") +
                " > out; status=$?\nls -A disk; cat disk/out.csv; exit $status\n");
      const Ran ran = sh(mounted + " sh script");
      EXPECT_EQ(ran.exit, 3) << writer;
      EXPECT_THAT(ran.err, testing::StartsWith("refreshsim: disk/out.csv: can't be ")) << writer;
      EXPECT_THAT(ran.err, testing::EndsWith(reason + "\n")) << writer;
      EXPECT_THAT(ran.out, testing::EndsWith("out.csv\nold")) << writer;
      EXPECT_THAT(ran.out, Not(HasSubstr(".out.csv"))) << writer;
    }
  }

  // Each writer as somebody whom permissions bind, on `place/out.csv`, which holds "old".
  void expect_each_is_not_permitted(const std::string& protect) const {
    const std::string bound =
        sh("id -u").out == "0\n" ? "setpriv --bounding-set -dac_override,-dac_read_search " : "";
    for (const std::string_view writer : writers()) {
      write("place/out.csv", "old");
      const Ran ran = sh(protect + "; " + bound + writing(writer, "place/out.csv") +
                         "; status=$?; chmod u+w place place/out.csv; exit $status");
      EXPECT_EQ(ran.exit, 3) << writer;
      EXPECT_THAT(ran.err, HasSubstr("refreshsim: place/out.csv: can't be ")) << writer;
      EXPECT_THAT(ran.err, testing::EndsWith("Permission denied\n")) << writer;
      EXPECT_EQ(sh("ls -A place").out, "out.csv\n") << writer;
      EXPECT_EQ(read("place/out.csv"), "old") << writer;
    }
  }
};

TEST_F(Disk, ThatTakesItAllHoldsItUnderItsName) {
  for (const std::string_view writer : writers()) {
    const Ran ran = sh("mkdir -p place; " + writing(writer, "place/out.csv"));
    EXPECT_EQ(ran.exit, 0) << writer << ran.err;
    EXPECT_EQ(sh("ls -A place").out, "out.csv\n") << writer;
    EXPECT_NE(read("place/out.csv"), "") << writer;
  }
}

TEST_F(Disk, ThatIsFull) {
  expect_each_fails_on_a_disk("cat /dev/zero > disk/fill 2> full", "No space left on device");
}

TEST_F(Disk, ThatIsReadOnly) {
  expect_each_fails_on_a_disk("mount -o remount,ro disk", "Read-only file system");
}

TEST_F(Disk, FolderWithoutPermission) { expect_each_is_not_permitted("chmod a-w place"); }

TEST_F(Disk, FileWithoutPermission) { expect_each_is_not_permitted("chmod a-w place/out.csv"); }

// Where nothing can be mounted this is a disk that takes no more: the signal is none of the
// program's reasons to end. Its own messages go through a pipe, for files are what is limited.
TEST_F(Disk, LimitOfAFilesSize) {
  for (const std::string_view writer : writers()) {
    write("place/out.csv", "old");
    const Ran ran =
        sh("code=$({ (ulimit -f 0; " + writing(writer, "place/out.csv") +
           " > /dev/null; echo $? >&3) 2>&1 | cat >&2; } 3>&1); ls -A place; exit $code");
    EXPECT_EQ(ran.exit, 3) << writer;
    EXPECT_THAT(ran.err, HasSubstr("place/out.csv: can't be written: File too large\n")) << writer;
    EXPECT_EQ(ran.out, "out.csv\n") << writer;
    EXPECT_EQ(read("place/out.csv"), "old") << writer;
  }
}

// A study of this size takes hours, an exploration of as many states too.
TEST_F(Disk, PlaceThatIsNotThereIsToldBeforeAnythingRuns) {
  write("endless.yaml", kEndless);
  sh("sed 's/^replicas: .*/replicas: 90000000/' study.yaml > long.yaml");
  for (const char* line :
       {"run --output no/where endless.yaml", "run --timeline no/where.csv endless.yaml",
        "test --junit no/where endless.yaml", "compare --output no/where long.yaml",
        "compare --quiet --replicas no/where long.yaml",
        "compare --shard 1/2 --output no/where long.yaml", "merge --output no/where p1 p2",
        "explore --states 100000000 --output no/where endless.yaml"}) {
    const Ran ran = sh(std::string("refreshsim ") + line);
    EXPECT_EQ(ran.exit, 3) << line;
    EXPECT_EQ(ran.out, "") << line;
    EXPECT_THAT(ran.err, HasSubstr("can't be created: No such file or directory\n")) << line;
  }
}

TEST_F(Disk, FolderThatCanNotBeMadeIsToldBeforeAnythingIsExplored) {
  write("endless.yaml", kEndless);
  const Ran ran =
      sh("refreshsim explore --states 100000000 --cover endless.yaml/folder endless.yaml");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "endless.yaml/folder: error: Not a directory\n");
}

TEST_F(Disk, OneFileForTwoOutputsIsRefused) {
  for (const char* line : {"run --output out.csv --timeline ./out.csv good.yaml",
                           "compare --output out.csv --replicas out.csv study.yaml",
                           "merge --output out.csv --replicas out.csv p1 p2"}) {
    const Ran ran = sh(std::string("refreshsim ") + line);
    EXPECT_EQ(ran.exit, 2) << line;
    EXPECT_THAT(ran.err, HasSubstr("name the same file\n")) << line;
  }
  EXPECT_EQ(files(), "good.yaml p1 p2 study.yaml");
  EXPECT_EQ(sh("refreshsim compare --output /dev/null --replicas /dev/null study.yaml").exit, 0);
}

}  // namespace
}  // namespace refreshsim
