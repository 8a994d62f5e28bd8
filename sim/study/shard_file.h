// A part of a study's replicas in a file, for batch queues; merged, the parts give the same bytes
// as one run.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "sim/base/byte_sink.h"
#include "sim/study/run_study.h"

namespace refreshsim {

/// The format: a line with a map in YAML (what study, which part, by which version of the program,
/// the whole study's text), a line for each strategy and replica with its numbers, and a last line
/// with a hash of all that comes before it.
void write_shard(const Study& study, const Numbers& numbers, const Shard& shard,
                 std::string_view version, ByteSink& out);

/// A study on its way to another process of the same program: a shard without numbers.
std::string study_to_send(const Study& study, std::string_view version);
/// The study again, or what is wrong with it.
tl::expected<Study, std::string> received_study(std::string bytes, std::string_view version);

struct Merged {
  Study study;
  StudyRun run;
};

/// A file's path and its bytes.
struct ShardText {
  std::string path;
  std::string bytes;
};

/// All parts of one study put together. The error tells what keeps them from being: a file that is
/// no shard, is not whole or was changed, another version, another study, a part that is missing
/// or there twice.
tl::expected<Merged, std::string> merge_shards(const std::vector<ShardText>& files,
                                               std::string_view version);

}  // namespace refreshsim
