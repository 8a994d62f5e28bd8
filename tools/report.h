// The page that --report asks for.
#pragma once

#include <optional>
#include <string_view>

#include "sim/base/output_file.h"
#include "sim/report/page.h"
#include "tools/command.h"

namespace refreshsim::tools {

class Report {
 public:
  /// Opens the file, before anything runs: it may be one that can't be written.
  explicit Report(const Options& options);

  bool wanted() const { return file_.has_value(); }
  bool ok() const { return !file_ || file_->ok(); }
  /// Puts a run onto the page, if there is one; says so if it has too many records for that.
  Exit add(const PageRun& run);
  /// The same of a part that page_run() made, and of a file that could not be run.
  void add(std::string_view part);
  void add_error(std::string_view file, std::string_view why);
  /// Completes the file. Without any run there is none, and what was there stays.
  Exit finish();

 private:
  Page& page();

  std::optional<OutputFile> file_;
  std::optional<Page> page_;
};

}  // namespace refreshsim::tools
