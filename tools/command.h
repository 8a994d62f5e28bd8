// What a subcommand is.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/options.h"

namespace refreshsim::tools {

/// What the program tells whoever called it (interface.md, section 3).
enum class Exit : int {
  as_expected = 0,
  expectation_failed = 1,
  usage = 2,
  bad_file = 3,  ///< could not be read or written, or is invalid
  defect = 70,
  interrupted = 130,
  closed_pipe = 141,  ///< the reader of the output went away, as the shell says it
};

/// The one that matters more: a file's trouble before a failed expectation.
Exit worse(Exit a, Exit b);

struct Command {
  std::string_view name;
  std::string_view summary;
  std::string_view arguments;  ///< as help shows them: `FILE…`
  std::size_t least_arguments;
  std::size_t most_arguments;
  std::span<const Opt> options;
  std::span<const std::string_view> examples;  ///< command lines that work in the source folder
  Exit (*run)(const Options& options);
};

/// All subcommands, in the order in which help lists them.
std::span<const Command> commands();

extern const Command kRunCommand;
extern const Command kCheckCommand;
extern const Command kTestCommand;
extern const Command kGraphCommand;
extern const Command kSchemaCommand;
extern const Command kExploreCommand;
extern const Command kCompareCommand;
extern const Command kMergeCommand;
extern const Command kDiffCommand;
extern const Command kImportCommand;
extern const Command kCompletionCommand;
extern const Command kManCommand;
extern const Command kExplainCommand;
extern const Command kBundleCommand;
extern const Command kMinimizeCommand;
extern const Command kServeCommand;

}  // namespace refreshsim::tools
