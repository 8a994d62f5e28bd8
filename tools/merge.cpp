// refreshsim merge: a study's shards put together.
#include <array>

#include "sim/scenario/read_file.h"
#include "sim/study/shard_file.h"
#include "tools/command.h"
#include "tools/study_output.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kMergeOptions{Opt::study_format, Opt::output, Opt::replicas_file,
                                   Opt::width,        Opt::color,  Opt::no_color,
                                   Opt::quiet,        Opt::report};
constexpr std::array<std::string_view, 1> kMergeExamples{"refreshsim merge part-1 part-2"};

Exit merge(const Options& options) {
  StudyOutput output(options);
  if (const Exit trouble = output.trouble(); trouble != Exit::as_expected) return trouble;
  std::vector<ShardText> files;
  for (const std::string& path : options.arguments) {
    auto bytes = read_file(path);
    if (!bytes) {
      complain(path + ": error: " + bytes.error());
      return Exit::bad_file;
    }
    files.push_back({path, std::move(*bytes)});
  }
  const auto merged = merge_shards(files, REFRESHSIM_VERSION);
  if (!merged) {
    complain("refreshsim merge: " + merged.error());
    return Exit::bad_file;
  }
  return output.show(merged->study, merged->run);
}

}  // namespace

const Command kMergeCommand{"merge",        "puts a study's shards together: the same as one run",
                            "FILE...",      1,
                            SIZE_MAX,       kMergeOptions,
                            kMergeExamples, merge};

}  // namespace refreshsim::tools
