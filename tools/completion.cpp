// refreshsim completion: what a shell needs to complete the program's command lines.
#include <array>

#include "tools/command.h"
#include "tools/completion_scripts.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kCompletionOptions{Opt::output};
constexpr std::array<std::string_view, 3> kCompletionExamples{
    "refreshsim completion bash --output refreshsim.bash",
    "refreshsim completion zsh --output _refreshsim",
    "refreshsim completion fish --output refreshsim.fish"};

struct Shell {
  std::string_view name;
  std::string (*script)();
};
constexpr std::array kShells{Shell{"bash", bash_completion}, Shell{"zsh", zsh_completion},
                             Shell{"fish", fish_completion}};

Exit completion(const Options& options) {
  const std::string& wanted = options.arguments.front();
  for (const Shell& shell : kShells) {
    if (shell.name != wanted) continue;
    OutputFile out(options.output);
    out.write(shell.script());
    return finish(out);
  }
  complain("refreshsim completion: `" + wanted + "` is none of bash, zsh, fish");
  return Exit::usage;
}

}  // namespace

const Command kCompletionCommand{"completion",
                                 "prints what a shell needs to complete command lines",
                                 "bash|zsh|fish",
                                 1,
                                 1,
                                 kCompletionOptions,
                                 kCompletionExamples,
                                 completion};

}  // namespace refreshsim::tools
