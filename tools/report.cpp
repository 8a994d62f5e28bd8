#include "tools/report.h"

#include "sim/report/words.h"
#include "tools/terminal.h"

namespace refreshsim::tools {

Report::Report(const Options& options) {
  if (options.report.empty()) return;
  file_.emplace(options.report);
}

Exit Report::add(const PageRun& run) {
  if (!file_) return Exit::as_expected;
  if (run.records.overflowed()) {
    complain(run.result.name + ": " + count_words(static_cast<std::int64_t>(run.result.records)) +
             " records are too many for a page; --timeline writes them all");
    return Exit::bad_file;
  }
  page().add(run);
  return Exit::as_expected;
}

void Report::add(std::string_view part) {
  if (file_) page().add(part);
}

void Report::add_error(std::string_view file, std::string_view why) {
  if (file_) page().add_error(file, why);
}

Page& Report::page() {
  if (!page_) page_.emplace(*file_, REFRESHSIM_VERSION);
  return *page_;
}

Exit Report::finish() {
  if (!file_) return Exit::as_expected;
  if (!file_->ok()) return tools::finish(*file_);
  if (!page_ || page_->empty()) return Exit::as_expected;
  page_->finish();
  return tools::finish(*file_);
}

}  // namespace refreshsim::tools
