// refreshsim bundle, and what run says about a bundle.
#include <gmock/gmock.h>

#include "refreshsim/load.h"
#include "sim/incident/bundle.h"
#include "sim/incident/story.h"
#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Bundles, BundledRun_ReplaysUnderItsSeedAndIsCompared) {
  const std::string good(kGood);
  const LoadResult loaded = parse_scenario(good, "good.yaml");
  RunOptions how;
  how.seed = 77;
  how.replica = 2;
  RecordDigests digests(loaded.scenario);
  how.sinks = {&digests};
  RunResult result = Simulation(loaded.scenario).run(how);
  const auto text = bundle_text(good, "good.yaml", "refreshsim 0", result, digests);
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(parse_scenario(*text, "b.yaml").scenario.seed, 77U);
  const auto bundle = bundle_in(*text, "b.yaml");
  ASSERT_TRUE(bundle.has_value());
  EXPECT_EQ(bundle->recorded.replica, 2U);
  EXPECT_THAT(bundle_difference(*bundle, loaded.scenario, result), IsEmpty());
  ++result.records;
  EXPECT_THAT(bundle_difference(*bundle, loaded.scenario, result), Not(IsEmpty()));
  EXPECT_FALSE(bundle_in(good, "good.yaml").has_value());
}

class BundleCommand : public Program {
 protected:
  void SetUp() override {
    write("good.yaml", "# Why it is as it is.\n" + std::string(kGood));
    write("over.yaml", "refreshsim: 1\nextends: good.yaml\nname: over\nseed: 5\n");
  }
};

TEST_F(BundleCommand, RunsTheSameAndSaysSo) {
  EXPECT_EQ(sh("refreshsim bundle good.yaml -o b.yaml").exit, 0);
  EXPECT_THAT(read("b.yaml"), HasSubstr("# Why it is as it is.\n"));
  EXPECT_THAT(read("b.yaml"), HasSubstr("  result:\n    - \"refresh: SUCCESSFUL\"\n"));
  const Ran ran = sh("refreshsim run b.yaml");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("good: the same run as was bundled by refreshsim "));
  EXPECT_EQ(sh("refreshsim run --quiet - < b.yaml").err, "");
}

TEST_F(BundleCommand, HoldsWhatWasExtendedAndTheSeedAndReplicaOfItsRun) {
  EXPECT_EQ(sh("refreshsim bundle over.yaml --seed 9 --replica 3 -o b.yaml").exit, 0);
  EXPECT_EQ(sh("mkdir away; mv b.yaml away").exit, 0);
  EXPECT_THAT(read("away/b.yaml"), Not(HasSubstr("extends")));
  const Ran ran = sh("refreshsim run --format json away/b.yaml");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\"name\":\"over\",\n\"seed\":9,\n\"replica\":3,"));
  EXPECT_THAT(ran.err, HasSubstr("over: the same run"));
}

TEST_F(BundleCommand, OfABundleIsTheSameBundle) {
  sh("refreshsim bundle good.yaml -o b.yaml; refreshsim bundle b.yaml -o again.yaml");
  EXPECT_EQ(read("b.yaml"), read("again.yaml"));
}

TEST_F(BundleCommand, ThatDiffersFailsAndNamesTheFirstRecordThatDoes) {
  sh("refreshsim bundle good.yaml -o b.yaml; sed 's/img-v2/img-v3/' b.yaml > other.yaml");
  const Ran ran = sh("refreshsim run --quiet other.yaml");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("this run is not the one that was bundled by refreshsim "));
  EXPECT_THAT(ran.err,
              ContainsRegex("the first [0-9]+ records are the same, the first that differs "
                            "is\n  record [0-9]+, at 0s: [^\n]*img-v3[^\n]*\n$"));
  const Ran late = sh("sed 's/BatchNumber: 2/BatchNumber: 1/' b.yaml | refreshsim run --quiet -");
  EXPECT_EQ(late.exit, 1);
}

TEST_F(BundleCommand, WhereOneRunEndsTheOtherGoesOn) {
  sh("refreshsim bundle good.yaml -o b.yaml; sed '/^horizon/d; $ahorizon: 90s' b.yaml > "
     "short.yaml");
  const Ran ran = sh("refreshsim run --quiet short.yaml");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, ContainsRegex("record [0-9]+ of the bundle's run is missing here\n"));
  sh("refreshsim bundle short.yaml -o s.yaml; sed '/^horizon/d' s.yaml > long.yaml");
  EXPECT_THAT(sh("refreshsim run --quiet long.yaml").err,
              HasSubstr("where the bundle's run ended this one has\n  record "));
}

/// Every single record of a run, were it another one, is the one that the digests name.
TEST(RecordDigestsOf, AnyRunNameTheVeryRecordOrAShortRange) {
  const LoadResult loaded = parse_scenario(std::string(kGood), "good.yaml");
  const Story story(loaded.scenario, std::nullopt, 0);
  RecordDigests kept(loaded.scenario);
  kept.hear(story.records());
  for (std::size_t i = 0; i < story.records().size(); ++i) {
    std::vector<Record> changed = story.records();
    changed[i].time_ms += 1;
    RecordDigests other(loaded.scenario);
    other.hear(changed);
    const auto found = parting_of(kept.values(), story.records().size(), other);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->equal, i);
    EXPECT_EQ(found->differs, i + 1);
  }
}

TEST(RecordDigestsOf, LongRunsStandFurtherApart) {
  const LoadResult loaded = parse_scenario(std::string(kGood), "good.yaml");
  const Story story(loaded.scenario, std::nullopt, 0);
  std::vector<Record> many(10'000, story.records().front());
  RecordDigests kept(loaded.scenario);
  kept.hear(many);
  EXPECT_EQ(kept.spacing(), 4U);
  EXPECT_EQ(kept.values().size(), 2'500U);
  EXPECT_EQ(kept.lines().size(), 157U);
  EXPECT_EQ(digests_in(kept.lines().front()).size(), 16U);
  many[4'000].time_ms = 7;
  RecordDigests other(loaded.scenario);
  other.hear(many);
  const auto found = parting_of(kept.values(), many.size(), other);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->equal, 4'000U);
  EXPECT_EQ(found->differs, 4'004U);
}

TEST_F(BundleCommand, OfAnotherRunIsNotCompared) {
  sh("refreshsim bundle good.yaml -o b.yaml");
  const Ran ran = sh("refreshsim run --seed 4 b.yaml");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.err, HasSubstr("the bundle is of another run"));
}

TEST_F(BundleCommand, ThatIsDamagedIsToldByLine) {
  sh("refreshsim bundle good.yaml -o b.yaml; sed 's/  fingerprint: \"../  fingerprint: \"XY/' "
     "b.yaml > bad.yaml");
  const Ran ran = sh("refreshsim run bad.yaml");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, HasSubstr("a fingerprint has 16 digits from 0 to 9 and a to f"));
  EXPECT_EQ(sh("refreshsim bundle none.yaml").exit, 3);
}

}  // namespace
}  // namespace refreshsim
