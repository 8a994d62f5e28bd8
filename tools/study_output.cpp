#include "tools/study_output.h"

#include "sim/study/study_page.h"
#include "sim/study/study_reports.h"
#include "tools/terminal.h"

namespace refreshsim::tools {

StudyOutput::StudyOutput(const Options& options) : options_(options), out_(options.output) {
  if (!options.replicas_file.empty()) replicas_.emplace(options.replicas_file);
  if (!options.report.empty()) report_.emplace(options.report);
}

Exit StudyOutput::trouble() {
  if (same_file(options_.output, options_.replicas_file)) {
    complain("refreshsim: --output and --replicas name the same file");
    return Exit::usage;
  }
  if (same_file(options_.output, options_.report) ||
      same_file(options_.replicas_file, options_.report) ||
      (options_.report == "-" && options_.output == "-" && !options_.quiet)) {
    complain("refreshsim: --report goes to the same place as --output or --replicas");
    return Exit::usage;
  }
  Exit exit = out_.ok() ? Exit::as_expected : finish(out_);
  if (replicas_ && !replicas_->ok()) exit = worse(exit, finish(*replicas_));
  if (report_ && !report_->ok()) exit = worse(exit, finish(*report_));
  return exit;
}

Exit StudyOutput::show(const Study& study, const StudyRun& run) {
  const Findings findings = findings_of(study, run);
  const std::string failed = failed_wishes(findings);
  Exit exit = failed.empty() ? Exit::as_expected : Exit::expectation_failed;
  if (!failed.empty()) complain(failed.substr(0, failed.size() - 1));
  if (!options_.quiet || options_.output != "-") {
    options_.study_format->write(findings, look_for(options_), out_);
    exit = worse(exit, finish(out_));
  }
  if (replicas_) {
    write_replicas(study, run.numbers, *replicas_);
    exit = worse(exit, finish(*replicas_));
  }
  if (report_) {
    write_study_page(findings, REFRESHSIM_VERSION, *report_);
    exit = worse(exit, finish(*report_));
  }
  return run.partial ? worse(exit, Exit::interrupted) : exit;
}

}  // namespace refreshsim::tools
