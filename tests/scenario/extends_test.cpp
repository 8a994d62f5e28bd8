// A scenario on top of another one.
#include <sys/stat.h>

#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kBase = R"(refreshsim: 1
name: base
seed: 3
launch_configurations: {a: {ImageId: img-v1, UserData: u}}
scaling_groups: {g: {launch_configuration: a, instances: 4, zones: [z1, z2]}}
timing: {drain: 1s, boot: 2s}
)";

class Extends : public testing::Test {
 protected:
  void SetUp() override { base_ = folder_.write("base.yaml", kBase); }
  std::string told(const std::string& path) { return without(errors_of(path), folder_); }

  Folder folder_;
  std::string base_;
};

TEST_F(Extends, MergesMapsKeyByKey) {
  const std::string path = folder_.write("top.yaml", R"(refreshsim: 1
extends: base.yaml
seed: 4
launch_configurations: {a: {ImageId: img-v2}}
scaling_groups: {g: {desired: 3}, h: {launch_configuration: a, instances: 1}}
timing: {boot: 9s}
)");
  EXPECT_EQ(told(path), "");
  const Scenario read = load_scenario(path).scenario;
  EXPECT_EQ(read.name, "base");
  EXPECT_EQ(read.seed, 4U);
  const Software& fields = read.configurations[0].fields;
  EXPECT_EQ(read.symbols.text(fields[index(Field::ImageId)]), "img-v2");
  EXPECT_EQ(read.symbols.text(fields[index(Field::UserData)]), "u");
  ASSERT_EQ(read.groups.size(), 2U);
  EXPECT_EQ(read.groups[0].desired, 3U);
  EXPECT_EQ(read.groups[0].count, 4U);
  EXPECT_EQ(read.timing[index(Step::drain)].a, Duration(1s));
  EXPECT_EQ(read.timing[index(Step::boot)].a, Duration(9s));
}

TEST_F(Extends, ReplacesListsAndScalars) {
  const std::string path = folder_.write(
      "top.yaml", "extends: base.yaml\nscaling_groups: {g: {zones: [z9], instances: [{}]}}\n");
  EXPECT_EQ(told(path), "");
  const Scenario read = load_scenario(path).scenario;
  EXPECT_EQ(read.zones, std::vector<std::string>{"z9"});
  EXPECT_EQ(read.groups[0].count, 1U);
}

TEST_F(Extends, TellsErrorsInTheFileThatTheyStemFrom) {
  folder_.write("wrong.yaml", "refreshsim: 1\nsed: 1\ntiming: {boot: 2}\n");
  const std::string path =
      folder_.write("top.yaml", "extends: wrong.yaml\nhorizon: soon\ntiming: {boot: 3s}\n");
  EXPECT_EQ(
      told(path),
      "top.yaml:2:10: error: `horizon` must be a duration such as 250ms, 15s, 4m, 1h30m or 2d, "
      "not `soon`\n"
      "horizon: soon\n"
      "         ^\n"
      "wrong.yaml:2:1: error: unknown key `sed`; did you mean `seed`?\n"
      "sed: 1\n"
      "^\n");
}

TEST_F(Extends, IsRelativeToItsFile) {
  ASSERT_EQ(mkdir((folder_.path() + "/deep").c_str(), 0700), 0);
  const std::string path = folder_.write("deep/top.yaml", "extends: ../base.yaml\n");
  EXPECT_EQ(told(path), "");
}

TEST_F(Extends, OfAMissingFileIsAnErrorWhereItStands) {
  EXPECT_EQ(told(folder_.write("top.yaml", "refreshsim: 1\nextends: bsae.yaml\n")),
            "top.yaml:2:10: error: `bsae.yaml`: there is no such file\n"
            "extends: bsae.yaml\n"
            "         ^\n");
}

TEST_F(Extends, OfAPipeIsNotWaitedFor) {
  ASSERT_EQ(mkfifo((folder_.path() + "/pipe").c_str(), 0600), 0);
  EXPECT_EQ(told(folder_.write("top.yaml", "extends: pipe\n")),
            "top.yaml:1:10: error: `pipe`: this is a pipe or a device, not a file; - reads "
            "standard input\n"
            "extends: pipe\n"
            "         ^\n");
}

TEST_F(Extends, OfAFileThatIsNotYamlShowsThatFile) {
  folder_.write("broken.yaml", "a: [1\n");
  const std::string shown = told(folder_.write("top.yaml", "extends: broken.yaml\n"));
  EXPECT_EQ(shown.substr(0, 22), "broken.yaml:1:4: error");
}

TEST_F(Extends, InACircleShowsBothPlaces) {
  folder_.write("b.yaml", "refreshsim: 1\nextends: a.yaml\n");
  EXPECT_EQ(told(folder_.write("a.yaml", "refreshsim: 1\nextends: b.yaml\n")),
            "b.yaml:2:10: error: this leads back to `a.yaml`, which would extend itself\n"
            "extends: a.yaml\n"
            "         ^\n"
            "a.yaml:2:10: note: extended from here\n"
            "extends: b.yaml\n"
            "         ^\n");
}

TEST_F(Extends, OfItselfIsAnError) {
  EXPECT_EQ(told(folder_.write("a.yaml", "refreshsim: 1\nextends: a.yaml\n")),
            "a.yaml:2:10: error: this leads back to `a.yaml`, which would extend itself\n"
            "extends: a.yaml\n"
            "         ^\n");
}

TEST_F(Extends, ThroughTooManyFilesIsAnError) {
  for (int i = 0; i < 20; ++i) {
    folder_.write(std::to_string(i) + ".yaml",
                  "refreshsim: 1\nextends: " + std::to_string(i + 1) + ".yaml\n");
  }
  EXPECT_EQ(told(folder_.path() + "/0.yaml"),
            "15.yaml:2:10: error: more than 16 files extend each other\n"
            "extends: 16.yaml\n"
            "         ^\n"
            "0.yaml:2:10: note: extended from here\n"
            "extends: 1.yaml\n"
            "         ^\n");
}

TEST_F(Extends, MustNameAFile) {
  EXPECT_EQ(told(folder_.write("top.yaml", "refreshsim: 1\nextends: [a, b]\n")),
            "top.yaml:2:10: error: `extends` must be text on one line, not a list\n"
            "extends: [a, b]\n"
            "         ^\n");
}

TEST_F(Extends, OfAStudyOrAnotherVersionShowsThatFile) {
  folder_.write("study.yaml", "refreshsim_study: 1\n");
  EXPECT_EQ(told(folder_.write("top.yaml", "extends: study.yaml\n")),
            "study.yaml:1:1: error: this is a study, not a scenario; `refreshsim compare` runs it\n"
            "refreshsim_study: 1\n"
            "^\n");
}

TEST_F(Extends, WorksFromTextToo) {
  const LoadResult result =
      parse_scenario("extends: base.yaml\nseed: 9\n", folder_.path() + "/none.yaml");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result.scenario.seed, 9U);
}

}  // namespace
}  // namespace refreshsim::test
