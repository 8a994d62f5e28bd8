// The page that --report asks for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/output_file.h"
#include "sim/incident/page_why.h"
#include "sim/report/page.h"
#include "tools/command.h"

namespace refreshsim::tools {

/// Listens to a run for a page, and makes its part of it once the run is over.
class RunForPage {
 public:
  /// Both must outlive it; the history hears the run too.
  RunForPage(const Scenario& scenario, const History& history)
      : scenario_(scenario), history_(history) {}

  std::vector<RecordSink*> sinks() { return {&records_, &all_}; }
  /// Once; nothing if the run has too many records for a page.
  std::optional<std::string> part(const RunResult& result);

 private:
  const Scenario& scenario_;
  const History& history_;
  PageRecords records_;
  RecordKeeper all_{kMostRecordsWithWhy};
};

class Report {
 public:
  /// Opens the file, before anything runs: it may be one that can't be written.
  explicit Report(const Options& options);

  bool wanted() const { return file_.has_value(); }
  bool ok() const { return !file_ || file_->ok(); }
  /// Puts a run onto the page, if there is one; says so if it has too many records for that.
  Exit add(std::string_view name, const std::optional<std::string>& part);
  /// A file that could not be run.
  void add_error(std::string_view file, std::string_view why);
  /// Completes the file. Without any run there is none, and what was there stays.
  Exit finish();

 private:
  Page& page();

  std::optional<OutputFile> file_;
  std::optional<Page> page_;
};

}  // namespace refreshsim::tools
