// What `compare` and `merge` do with a study's numbers.
#pragma once

#include <optional>

#include "sim/base/output_file.h"
#include "sim/study/analysis.h"
#include "tools/command.h"

namespace refreshsim::tools {

/// Where a study's numbers go. The files are opened at once, so that one that can't be written is
/// told before anything runs.
class StudyOutput {
 public:
  explicit StudyOutput(const Options& options);
  /// What is wrong with the files, told; as_expected: nothing.
  Exit trouble();
  /// Writes the result, and every replica's numbers if asked for. Says on standard error what the
  /// study expected and did not get.
  Exit show(const Study& study, const StudyRun& run);
  /// The file of --output, for something else than a report.
  OutputFile& file() { return out_; }

 private:
  const Options& options_;
  OutputFile out_;
  std::optional<OutputFile> replicas_;
  std::optional<OutputFile> report_;
};

}  // namespace refreshsim::tools
