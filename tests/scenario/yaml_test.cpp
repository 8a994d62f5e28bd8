// What of YAML works: anchors, aliases, `<<`, tags of the core, quotes, JSON.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;

TEST(Yaml, AliasesStandForWhatTheyName) {
  const Scenario read = load(versioned("timing: {drain: &short 5s, boot: *short}\n"));
  EXPECT_EQ(read.timing[index(Step::boot)].a, Duration(5s));
}

TEST(Yaml, TheLastAnchorOfANameCounts) {
  const Scenario read = load(versioned("timing: {drain: &x 5s, launch: &x 6s, boot: *x}\n"));
  EXPECT_EQ(read.timing[index(Step::boot)].a, Duration(6s));
}

TEST(Yaml, AnAliasCanBeAKey) { EXPECT_EQ(load(versioned("name: &n seed\n*n : 9\n")).seed, 9U); }

constexpr std::string_view kMerged = R"(refreshsim: 1
launch_configurations:
  base: &base {ImageId: one, UserData: u}
  more: &more {ImageId: two, HostName: h}
  merged: {<<: *base, ImageId: own}
  both:
    UserData: own
    <<: [*more, *base]
)";

std::string field(const Scenario& scenario, std::size_t configuration, Field which) {
  const SymbolId symbol = scenario.configurations[configuration].fields[index(which)];
  return symbol.some() ? scenario.symbols.text(symbol) : "-";
}

TEST(Yaml, AMapsOwnKeysWinOverMergedOnes) {
  const Scenario read = load(kMerged);
  EXPECT_EQ(field(read, 2, Field::ImageId), "own");
  EXPECT_EQ(field(read, 2, Field::UserData), "u");
}

TEST(Yaml, EarlierMergedMapsWinOverLaterOnes) {
  const Scenario read = load(kMerged);
  EXPECT_EQ(field(read, 3, Field::ImageId), "two");
  EXPECT_EQ(field(read, 3, Field::UserData), "own");
  EXPECT_EQ(field(read, 3, Field::HostName), "h");
}

TEST(Yaml, OnlyMapsCanBeMerged) {
  EXPECT_EQ(errors(versioned("images: {a: {<<: 7}}\n")),
            "f.yaml:2:18: error: `<<` merges a map, or a list of maps\n"
            "images: {a: {<<: 7}}\n"
            "                 ^\n");
}

TEST(Yaml, AnUnknownAnchorIsAnError) {
  EXPECT_EQ(errors(versioned("name: *nobody\n")),
            "f.yaml:2:7: error: nothing before this has the anchor `&nobody`\n"
            "name: *nobody\n"
            "      ^\n");
}

TEST(Yaml, ACyclicAliasIsAnErrorWithBothPlaces) {
  EXPECT_EQ(errors(versioned("faults: &all\n  - match: *all\n")),
            "f.yaml:3:12: error: this alias stands within what it names, which would never end\n"
            "  - match: *all\n"
            "           ^\n"
            "f.yaml:2:9: note: the anchor is here\n"
            "faults: &all\n"
            "        ^\n");
}

TEST(Yaml, CoreTagsMayStandBeforeWhatTheyName) {
  EXPECT_EQ(load(versioned("name: !!str 12\nseed: !!int 7\nauthorized: !!bool false\n")).name,
            "12");
}

TEST(Yaml, ATagThatDoesNotFitIsAnError) {
  EXPECT_EQ(errors(versioned("seed: !!int seven\n")).substr(0, 46),
            "f.yaml:2:7: error: the tag `!!int` does not fi");
}

TEST(Yaml, JsonIsYaml) {
  EXPECT_EQ(load(R"({"refreshsim": 1, "seed": 5, "horizon": "1h"})").horizon, Duration(1h));
}

TEST(Yaml, AByteOrderMarkIsLeftOut) {
  EXPECT_EQ(load("\xef\xbb\xbfrefreshsim: 1\nseed: 5\n").seed, 5U);
  EXPECT_EQ(errors("\xef\xbb\xbfsed: 1\n").substr(0, 11), "f.yaml:1:1:");
}

TEST(Yaml, TextsMayHaveManyLines) {
  const Scenario read = load(versioned("description: |\n  one\n  two\n"));
  EXPECT_EQ(read.description, "one\ntwo\n");
}

}  // namespace
}  // namespace refreshsim::test
