// The page: what runs did, as one HTML file that opens from disk, asks nothing of any network and
// holds everything that it shows. Its front end is made in tools/page; this writes the data into
// it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/base/byte_sink.h"
#include "sim/record/history.h"
#include "sim/report/page_records.h"

namespace refreshsim {

/// What a page shows of a run. The history and the records have heard all of it.
struct PageRun {
  const RunResult& result;
  const Scenario& scenario;
  const History& history;
  const PageRecords& records;
  /// JSON that the page takes as its `why`, from whoever knows reasons (sim/incident/page_why.h);
  /// empty: none.
  std::string why = {};
};

/// Writes a page run by run; without finish() it is not whole. Every text of a scenario is data: no
/// `<` of it reaches the HTML.
class Page {
 public:
  Page(ByteSink& out, std::string_view version);

  void add(const PageRun& run);
  /// The same of what page_run() gave.
  void add(std::string_view run);
  /// A file that could not be run, and why.
  void add_error(std::string_view file, std::string_view why);
  void finish();
  bool empty() const { return runs_ == 0; }

 private:
  ByteSink& out_;
  std::size_t runs_ = 0;
  std::vector<std::pair<std::string, std::string>> errors_;
};

/// A run's part of a page, to be put onto it later, or by another thread.
std::string page_run(const PageRun& run);
/// All that a page of one run holds, as JSON: for a front end that is there already.
std::string page_data(std::string_view version, std::string_view run);

}  // namespace refreshsim
