#include <gmock/gmock.h>

#include "sim/study/shard_file.h"
#include "tests/study/helpers.h"

namespace refreshsim::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* kStudy =
    "replicas: 50\nobjectives: {availability: maximize, duration: minimize}\n"
    "strategies: {two: {refresh.BatchNumber: 2}, three: {refresh.BatchNumber: 3}}\n";

ShardText shard_of(const Study& study, std::size_t number, std::size_t of) {
  StringSink out;
  write_shard(study, run_of(study, 1, {number, of}).numbers, {number, of}, "1.0", out);
  return {"part-" + std::to_string(number), out.text};
}

std::string error_of(const std::vector<ShardText>& files, std::string_view version = "1.0") {
  const auto merged = merge_shards(files, version);
  return merged ? "merged" : merged.error();
}

TEST(Shards, GiveTheSameBytesAsOneRun) {
  const Study study = study_of(kStudy);
  const StudyRun whole = run_of(study);
  const auto merged =
      merge_shards({shard_of(study, 3, 3), shard_of(study, 1, 3), shard_of(study, 2, 3)}, "1.0");
  ASSERT_TRUE(merged.has_value()) << merged.error();
  for (const std::string_view format : {"text", "md", "json"}) {
    EXPECT_EQ(report_of(merged->study, merged->run, format), report_of(study, whole, format));
  }
}

TEST(Shards, MustAllBeThereAndNoneTwice) {
  const Study study = study_of(kStudy);
  const ShardText one = shard_of(study, 1, 2);
  const ShardText two = shard_of(study, 2, 2);
  EXPECT_EQ(error_of({one}), "shard 2 of 2 is missing");
  EXPECT_EQ(error_of({one, two, one}), "part-1: shard 1 is there already, in part-1");
  EXPECT_EQ(error_of({}), "there are no shards");
}

TEST(Shards, MustBeOfOneStudyAndVersion) {
  Study study = study_of(kStudy);
  const ShardText one = shard_of(study, 1, 2);
  EXPECT_THAT(error_of({one}, "2.0"), HasSubstr("by version 1.0 of the program"));
  study.seed = 5;
  EXPECT_THAT(error_of({one, shard_of(study, 2, 2)}), HasSubstr("not of the same study"));
}

TEST(Shards, ThatAreNotWholeAreRefused) {
  const Study study = study_of(kStudy);
  const ShardText whole = shard_of(study, 1, 1);
  ASSERT_EQ(error_of({whole}), "merged");
  for (std::size_t length = 0; length < whole.bytes.size(); length += 97) {
    EXPECT_NE(error_of({{"cut", whole.bytes.substr(0, length)}}), "merged");
  }
  ShardText changed = whole;
  changed.bytes[changed.bytes.size() / 2] ^= 1;
  EXPECT_THAT(error_of({changed}), HasSubstr("not whole, or was changed"));
  EXPECT_THAT(error_of({{"other", "refreshsim: 1\n"}}), HasSubstr("no shard of a study"));
}

}  // namespace
}  // namespace refreshsim::testing
