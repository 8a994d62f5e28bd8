// What a bug report says, in whatever form it came: calls and their answers, in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "refreshsim/value.h"

namespace refreshsim {

/// A line of one of the files; lines count from 1.
struct LogPlace {
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  friend auto operator<=>(const LogPlace&, const LogPlace&) = default;
};

/// A call and its answer. A DescribeRefreshActivities with an answer is a snapshot.
struct Exchange {
  LogPlace place;
  std::optional<std::int64_t> time_ms;  ///< UTC, since 1970
  std::int64_t resolution_ms = 1;       ///< the moment lies in [time, time + resolution)
  bool written_after = false;           ///< it may show a moment of up to a second before its time
  std::string action;
  Value request;
  Value answer;         ///< what stands inside `Response`; null: the log does not tell
  std::string code;     ///< of an error; empty: none
  std::string message;  ///< of an error
  std::string request_id;

  bool answered() const { return !answer.is_null() || !code.empty(); }
  bool ok() const { return answered() && code.empty(); }
  bool is_snapshot() const { return answer.find("RefreshActivitySet") != nullptr; }
};

/// Something that whoever reads the log should know of it.
struct LogRemark {
  std::vector<LogPlace> places;
  std::string text;
};

struct Log {
  std::vector<std::string> files;     ///< their names, for messages
  std::vector<Exchange> exchanges;    ///< in order of time, then as they stand
  std::vector<LogRemark> remarks;     ///< lines that could not be read, or contradict themselves
  std::vector<std::string> zoneless;  ///< files whose times name no zone: taken as UTC

  /// `last-night.log:57`
  std::string place_text(LogPlace place) const {
    return files[place.file] + ":" + std::to_string(place.line);
  }
};

/// A file's name and all of its text.
struct LogFile {
  std::string name;
  std::string text;
};

/// Reads logs of any of the forms that kLogForms lists (log_forms.h), and tells them apart line by
/// line: files may be mixed. Secrets are gone from what it gives (secrets.h).
Log read_log(const std::vector<LogFile>& files);

}  // namespace refreshsim
