#include "tools/study_output.h"

#include "sim/study/study_reports.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

Exit write_numbers(const Study& study, const StudyRun& run, const std::string& path) {
  if (path.empty()) return Exit::as_expected;
  OutputFile file(path);
  write_replicas(study, run.numbers, file);
  return finish(file);
}

}  // namespace

Exit show_study(const Study& study, const StudyRun& run, const Options& options) {
  const Findings findings = findings_of(study, run);
  const std::string failed = failed_wishes(findings);
  Exit exit = failed.empty() ? Exit::as_expected : Exit::expectation_failed;
  if (!failed.empty()) complain(failed.substr(0, failed.size() - 1));
  if (!options.quiet || options.output != "-") {
    OutputFile out(options.output);
    options.study_format->write(findings, look_for(options), out);
    exit = worse(exit, finish(out));
  }
  exit = worse(exit, write_numbers(study, run, options.replicas_file));
  return run.partial ? worse(exit, Exit::interrupted) : exit;
}

}  // namespace refreshsim::tools
