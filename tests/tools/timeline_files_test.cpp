// `run --timeline` in every format: whole or absent, the same bytes, in memory that does not grow.
#include <gmock/gmock.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <nlohmann/json.hpp>

#include "sim/report/timeline.h"
#include "tests/tools/writers.h"

extern char** environ;

namespace refreshsim {
namespace {

using testing::HasSubstr;

class TimelineFiles : public Writers, public testing::WithParamInterface<std::string_view> {
 protected:
  std::string name() const { return "out" + std::string(GetParam()); }
  std::string line(const std::string& place, const std::string& scenario = "good.yaml") const {
    return "refreshsim run --quiet --timeline " + place + "/" + name() + " " + scenario;
  }
  // Of a run that fails: what was there stays, nothing else is left, and the reason is told.
  void expect_failed(const Ran& ran, const std::string& reason) const {
    EXPECT_EQ(ran.exit, 3);
    EXPECT_THAT(ran.err, HasSubstr(name() + ": can't be "));
    EXPECT_THAT(ran.err, testing::EndsWith(reason + "\n"));
    EXPECT_THAT(ran.out, testing::EndsWith(name() + "\nold"));
    EXPECT_THAT(ran.out, Not(HasSubstr("." + name())));
  }
};

std::vector<std::string_view> endings() {
  std::vector<std::string_view> all;
  for (const TimelineFormat& format : kTimelineFormats) all.push_back(format.ending);
  return all;
}

std::string name_of_format(const testing::TestParamInfo<std::string_view>& info) {
  std::string text(info.param.substr(1));
  std::erase(text, '.');
  return text;
}

INSTANTIATE_TEST_SUITE_P(Each, TimelineFiles, testing::ValuesIn(endings()), name_of_format);

TEST_P(TimelineFiles, AreWholeUnderTheirNameAndReadByDiff) {
  const Ran ran = sh("mkdir place; " + line("place") +
                     "; ls -A place; refreshsim diff good.yaml place/" + name());
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out, name() + "\nno difference\n");
}

TEST_P(TimelineFiles, HaveTheSameBytesWhateverMemoryHeldBefore) {
  for (const std::string perturbed : {"0", "90", "171"}) {
    const Ran ran = sh("mkdir place" + perturbed + "; MALLOC_PERTURB_=" + perturbed + " " +
                       line("place" + perturbed) + " && cmp place0/" + name() + " place" +
                       perturbed + "/" + name());
    EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  }
}

TEST_P(TimelineFiles, AreAbsentFromADiskThatIsFull) {
  const std::string mounted = mounting();
  if (mounted.empty()) GTEST_SKIP() << "the kernel refuses to mount a tmpfs here";
  write("script", "mount -t tmpfs -o size=8k none disk && printf old > disk/" + name() +
                      " || exit 99\ncat /dev/zero > disk/fill 2> full\n" + line("disk") +
                      "; status=$?\nls -A disk; cat disk/" + name() + "; exit $status\n");
  expect_failed(sh(mounted + " sh script"), "No space left on device");
}

TEST_P(TimelineFiles, AreAbsentWhereAFileMayNotBeSoLarge) {
  write("place/" + name(), "old");
  expect_failed(sh("code=$({ (ulimit -f 0; " + line("place") +
                   " > /dev/null; echo $? >&3) 2>&1 | cat >&2; } 3>&1); ls -A place; cat place/" +
                   name() + "; exit $code"),
                "File too large");
}

TEST_P(TimelineFiles, AreAbsentWithoutPermission) {
  const std::string bound =
      sh("id -u").out == "0\n" ? "setpriv --bounding-set -dac_override,-dac_read_search " : "";
  write("place/" + name(), "old");
  expect_failed(
      sh("chmod a-w place; " + bound + line("place") +
         "; status=$?; chmod u+w place; ls -A place; cat place/" + name() + "; exit $status"),
      "Permission denied");
}

TEST_P(TimelineFiles, AreAbsentAfterASignal) {
  write("endless.yaml", kEndless);
  const Ran ran = sh("mkdir place; " + line("place", "endless.yaml") +
                     " > /dev/null &\npid=$!\nuntil ls place/." + name() +
                     ".* > /dev/null 2>&1; do sleep 0.02; done\nkill -TERM $pid; wait $pid\n"
                     "status=$?; ls -A place; exit $status");
  EXPECT_EQ(ran.exit, 143);
  EXPECT_EQ(ran.out, "");
}

// The peak of a child's memory, in KB.
std::int64_t peak_kb(const std::filesystem::path& folder, std::vector<std::string> words) {
  words.insert(words.begin(),
               {REFRESHSIM_PROGRAM, "run", "--format", "json", "--output", folder / "result.json"});
  words.push_back(folder / "many.yaml");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  EXPECT_EQ(::posix_spawn(&child, arguments[0], nullptr, nullptr, arguments.data(), environ), 0);
  int status = -1;
  rusage used{};
  EXPECT_EQ(::wait4(child, &status, 0, &used), child);
  EXPECT_EQ(status, 0);
  return used.ru_maxrss;
}

constexpr std::string_view kMany = R"(refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: COUNT}}
calls:
  - at: 0s
    action: StartInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 100}}}
)";

// One group refreshed so often, in a batch each time: ten times the records of as many instances.
std::string repeated_refreshes(int times) {
  std::string text = R"(refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 400}}
calls:
)";
  for (int i = 0; i < times; ++i) {
    text += "  - {at: " + std::to_string(i) +
            "h, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-web, "
            "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}\n";
  }
  return text;
}

// What the run itself takes is taken off: it has as many instances as it has records.
TEST_P(TimelineFiles, TakeNoMoreMemoryForAMillionRecordsThanForAHundredThousand) {
  constexpr std::int64_t kBoundKb = 24 * 1024;
  for (const int instances : {7'200, 72'000}) {
    std::string many(kMany);
    many.replace(many.find("COUNT"), 5, std::to_string(instances));
    write("many.yaml", many);
    const std::int64_t without = peak_kb(folder(), {});
    const std::int64_t with = peak_kb(folder(), {"--timeline", folder() / name()});
    EXPECT_LT(with - without, kBoundKb) << instances;
    const auto result = nlohmann::json::parse(read("result.json"));
    EXPECT_GT(result["records"].get<int>(), instances * 13);
  }
}

TEST_F(Writers, ATraceTakesNoMoreMemoryForAMillionRecordsThanForAHundredThousand) {
  for (const int refreshes : {20, 200}) {
    write("many.yaml", repeated_refreshes(refreshes));
    const std::int64_t without = peak_kb(folder(), {});
    const std::int64_t with = peak_kb(folder(), {"--trace", folder() / "trace.json"});
    EXPECT_LT(with - without, 8 * 1024) << refreshes;
    const auto result = nlohmann::json::parse(read("result.json"));
    EXPECT_GT(result["records"].get<int>(), refreshes * 400 * 13);
  }
}

class TimelineDatabaseFile : public Writers {};

TEST_F(TimelineDatabaseFile, CanNotBeAPipe) {
  const Ran ran =
      sh("mkfifo pipe.sqlite; cat pipe.sqlite & refreshsim run --quiet --timeline "
         "pipe.sqlite good.yaml");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.err, "refreshsim: pipe.sqlite: can't hold a database: Illegal seek\n");
}

TEST_F(TimelineDatabaseFile, IsToldFromAStrangersAndFromOneThatLacksRecords) {
  ASSERT_EQ(sh("refreshsim run --quiet --timeline whole.sqlite good.yaml").exit, 0);
  const std::string python =
      "/usr/bin/python3 -c \"import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as db: "
      "db.executescript(sys.argv[2])\" ";
  const auto expect = [&](const std::string& sql, const std::string& why) {
    ASSERT_EQ(sh("cp whole.sqlite other.sqlite; " + python + "other.sqlite '" + sql + "'").exit, 0);
    const Ran ran = sh("refreshsim diff whole.sqlite other.sqlite");
    EXPECT_EQ(ran.exit, 3) << sql;
    EXPECT_EQ(ran.err, "other.sqlite: error: " + why + "\n");
  };
  const std::string strange = "the database is no timeline of this program";
  expect("DROP TABLE records", strange);
  expect(
      "DROP TABLE records; CREATE VIEW records AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL "
      "SELECT i + 1 FROM n) SELECT i FROM n",
      strange);
  expect("DELETE FROM records WHERE sequence >= 7", "it holds 7 records, and was written with 49");
  expect("DELETE FROM records WHERE sequence = 7", "it holds 48 records, and was written with 49");
  expect("UPDATE records SET cause = 9 WHERE sequence = 7",
         "record 7 can't be read: its cause comes after it");
  expect("UPDATE records SET detail = substr(detail, 2) WHERE sequence = 7",
         "record 7 can't be read: it is no JSON object");
  const Ran cut =
      sh("head -c 50000 whole.sqlite > cut.sqlite; refreshsim diff cut.sqlite whole.sqlite");
  EXPECT_EQ(cut.exit, 3);
  EXPECT_THAT(cut.err, testing::StartsWith("cut.sqlite: error: the database can't be read: "));
}

}  // namespace
}  // namespace refreshsim
