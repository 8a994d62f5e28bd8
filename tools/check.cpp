// refreshsim check: loads and validates only.
#include <array>

#include "sim/study/study.h"
#include "tools/command.h"
#include "tools/find_scenarios.h"
#include "tools/load.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kCheckOptions{Opt::quiet};
constexpr std::array<std::string_view, 2> kCheckExamples{
    "refreshsim check scenarios/rollback-after-failed-canary.yaml",
    "refreshsim check scenarios/*.yaml"};

Exit check(const Options& options) {
  OutputFile out("-");
  Exit exit = Exit::as_expected;
  for (const std::string& path : options.arguments) {
    const std::vector<Diagnostic> wrong =
        is_study(path) ? load_study(path).diagnostics : load_scenario(path).diagnostics;
    if (wrong.empty()) {
      if (!options.quiet) out.write(path + ": ok\n");
      continue;
    }
    out.flush();
    const std::string text = complaints(wrong);
    complain(text.substr(0, text.size() - 1));
    exit = Exit::bad_file;
  }
  return worse(exit, finish(out));
}

}  // namespace

const Command kCheckCommand{"check",        "tells what is wrong in scenarios and studies",
                            "FILE...",      1,
                            SIZE_MAX,       kCheckOptions,
                            kCheckExamples, check};

}  // namespace refreshsim::tools
