// refreshsim: the program. One table of subcommands; each is a short file beside this one.
#include <array>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "sim/base/check.h"
#include "tools/command_line.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

// A word as a shell reads it back.
std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,@%+";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

Exit defect(const std::string& what, const std::vector<std::string>& words) {
  std::string text =
      "refreshsim: a defect of the program: " + what + "\nTo see it again: refreshsim";
  for (const std::string& word : words) text += " " + shell_word(word);
  complain(text);
  return Exit::defect;
}

Exit guarded(const std::vector<std::string>& words) {
  try {
    return dispatch(words);
  } catch (const Defect& broken) {
    return defect(broken.what(), words);
  } catch (const std::bad_alloc&) {
    complain("refreshsim: out of memory; fewer instances, or less at once (--jobs), need less");
    return Exit::defect;
  } catch (const std::exception& unforeseen) {
    return defect(unforeseen.what(), words);
  }
}

}  // namespace

std::span<const Command> commands() {
  static const std::array kCommands{
      kRunCommand,      kCheckCommand,   kTestCommand,       kExplainCommand,
      kMinimizeCommand, kBundleCommand,  kGraphCommand,      kSchemaCommand,
      kExploreCommand,  kCompareCommand, kMergeCommand,      kDiffCommand,
      kImportCommand,   kServeCommand,   kCompletionCommand, kManCommand};
  return kCommands;
}

Exit worse(Exit a, Exit b) { return static_cast<int>(a) < static_cast<int>(b) ? b : a; }

}  // namespace refreshsim::tools

int main(int argc, char** argv) {
  refreshsim::tools::prepare_process();
  return static_cast<int>(refreshsim::tools::guarded({argv + (argc > 0 ? 1 : 0), argv + argc}));
}
