// How errors are shown: place, line, caret, the other place.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

TEST(Diagnostics, ShowPlaceMessageLineAndCaret) {
  EXPECT_EQ(errors("refreshsim: 1\nsed: 7\n"),
            "f.yaml:2:1: error: unknown key `sed`; did you mean `seed`?\n"
            "sed: 7\n"
            "^\n");
}

TEST(Diagnostics, CountColumnsInCharactersNotBytes) {
  EXPECT_EQ(errors("refreshsim: 1\nlaunch_configurations: {größe: {ImageID: x}}\n"),
            "f.yaml:2:33: error: unknown key `ImageID`; did you mean `ImageId`?\n"
            "launch_configurations: {größe: {ImageID: x}}\n"
            "                                ^\n");
}

TEST(Diagnostics, AlignTheCaretUnderWideCharacters) {
  EXPECT_EQ(errors("refreshsim: 1\nlaunch_configurations: {日本: {ImageID: x}}\n"),
            "f.yaml:2:30: error: unknown key `ImageID`; did you mean `ImageId`?\n"
            "launch_configurations: {日本: {ImageID: x}}\n"
            "                               ^\n");
}

TEST(Diagnostics, KeepTabsBeforeTheCaret) {
  EXPECT_EQ(errors("refreshsim: 1\nname:\t\t7\n"),
            "f.yaml:2:8: error: `name` must be text on one line; put it in quotes: \"7\"\n"
            "name:\t\t7\n"
            "     \t\t^\n");
}

TEST(Diagnostics, ShowBothPlacesOfADuplicateKey) {
  EXPECT_EQ(errors("refreshsim: 1\nseed: 7\nname: x\nseed: 8\n"),
            "f.yaml:4:1: error: duplicate key `seed`\n"
            "seed: 8\n"
            "^\n"
            "f.yaml:2:1: note: first here\n"
            "seed: 7\n"
            "^\n");
}

TEST(Diagnostics, ShortenALongLineAroundTheCaret) {
  const std::string yaml = "refreshsim: 1\nimages: {" + std::string(200, 'a') +
                           ": {exist: 1}, b: " + std::string(200, 'c') + "}\n";
  const std::string shown = errors(yaml);
  EXPECT_EQ(shown.substr(0, shown.find("f.yaml:2:227")),
            "f.yaml:2:213: error: unknown key `exist`; did you mean `exists`?\n"
            "..." +
                std::string(57, 'a') + ": {exist: 1}, b: " + std::string(26, 'c') + "...\n" +
                std::string(63, ' ') + "^\n");
}

TEST(Diagnostics, MakeControlCharactersVisible) {
  EXPECT_EQ(errors("refreshsim: 1\nname: a\x1b[31m\n"),
            "f.yaml:2:8: error: the character \\x1b can't stand in YAML; in double quotes it "
            "can be written as \"\\x1b\"\n"
            "name: a\\x1b[31m\n"
            "       ^\n");
}

TEST(Diagnostics, MakeDirectionMarksVisible) {
  EXPECT_EQ(errors("refreshsim: 1\n\u202eseed: 7\n"),
            "f.yaml:2:1: error: unknown key `\\u202eseed`\n"
            "\\u202eseed: 7\n"
            "^\n");
}

TEST(Diagnostics, TellEverythingThatIsWrongAtOnceInTheFilesOrder) {
  const LoadResult result = parse_scenario(R"(refreshsim: 1
horizon: soon
launch_configurations: {asc: {Image: x}}
scaling_groups: {asg: {launch_configuration: acs, instances: -1}}
faults:
  - {match: {step: rinstall}, probability: 2, outcome: fail}
expect:
  - {group: agg, statistic: availability, at_least: 1}
)");
  std::vector<std::pair<int, int>> places;
  for (const Diagnostic& each : result.diagnostics) {
    places.emplace_back(each.place.line, each.place.column);
  }
  const std::vector<std::pair<int, int>> wanted{{2, 10}, {3, 31}, {4, 46}, {4, 62},
                                                {6, 20}, {6, 44}, {8, 13}};
  EXPECT_EQ(places, wanted);
}

TEST(Diagnostics, EndWithTheirNumberWhenThereAreTooMany) {
  std::string yaml = "refreshsim: 1\n";
  for (int i = 0; i < 2000; ++i) yaml += "zzz" + std::to_string(i) + ": 1\n";
  const LoadResult result = parse_scenario(yaml);
  ASSERT_EQ(result.diagnostics.size(), 1001U);
  EXPECT_EQ(describe(result.diagnostics.back()),
            "scenario.yaml: error: there may be more errors than the 1000 shown");
}

TEST(Diagnostics, TellASharedNodesErrorOnce) {
  EXPECT_EQ(errors(R"(refreshsim: 1
launch_configurations: {a: &wrong {Image: x}, b: *wrong}
)"),
            R"(f.yaml:2:36: error: unknown key `Image`; did you mean `ImageId`?
launch_configurations: {a: &wrong {Image: x}, b: *wrong}
                                   ^
)");
}

TEST(Diagnostics, CountLinesByAnyLineEnd) {
  EXPECT_EQ(errors("refreshsim: 1\r\nsed: 7\r\n"),
            "f.yaml:2:1: error: unknown key `sed`; did you mean `seed`?\nsed: 7\n^\n");
  EXPECT_EQ(errors("refreshsim: 1\rsed: 7\r"),
            "f.yaml:2:1: error: unknown key `sed`; did you mean `seed`?\nsed: 7\n^\n");
}

}  // namespace
}  // namespace refreshsim::test
