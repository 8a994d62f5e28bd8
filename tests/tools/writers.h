// Every command line that writes a file.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tests/tools/program.h"

namespace refreshsim {

/// In each `FILE` stands for the output's name, which ends in `.csv`. They read good.yaml,
/// study.yaml and the study's shards p1 and p2, and end with 0 where nothing is in the way.
std::span<const std::string_view> writers();

/// `FILE` replaced.
std::string writing(std::string_view writer, const std::string& file);

/// A test with what the writers read.
class Writers : public Program {
 protected:
  void SetUp() override;

  /// A shell's words before a command that may mount a disk at `disk`; empty if the kernel allows
  /// it in no way.
  std::string mounting() const;
};

/// A small study; its number of replicas stands on line 2.
extern const std::string_view kSmallStudy;

/// A scenario whose run takes minutes: a trigger that fires without end.
extern const std::string_view kEndless;

}  // namespace refreshsim
