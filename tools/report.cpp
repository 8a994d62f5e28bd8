#include "tools/report.h"

#include "tools/terminal.h"

namespace refreshsim::tools {

std::optional<std::string> RunForPage::part(const RunResult& result) {
  if (records_.overflowed()) return std::nullopt;
  std::string why;
  if (auto records = all_.take()) why = page_why(Story(scenario_, result, *std::move(records)));
  return page_run({result, scenario_, history_, records_, std::move(why)});
}

Report::Report(const Options& options) {
  if (options.report.empty()) return;
  file_.emplace(options.report);
}

Exit Report::add(std::string_view name, const std::optional<std::string>& part) {
  if (!file_) return Exit::as_expected;
  if (!part) {
    complain(std::string(name) +
             ": it has too many records for a page; run --timeline writes them all");
    return Exit::bad_file;
  }
  page().add(*part);
  return Exit::as_expected;
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
