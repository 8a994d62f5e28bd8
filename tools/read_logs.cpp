#include "tools/read_logs.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/incident/anonymize.h"
#include "sim/incident/log_forms.h"
#include "sim/scenario/read_file.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::size_t kLargestLog = std::size_t{1} << 30;
constexpr std::size_t kMostPlaces = 5;
constexpr std::size_t kMostRemarks = 20;

std::string places_text(const Log& log, const LogRemark& remark) {
  std::string text;
  for (std::size_t i = 0; i < std::min(remark.places.size(), kMostPlaces); ++i) {
    text += (i > 0 ? ", " : "") + log.place_text(remark.places[i]);
  }
  const std::size_t more = remark.places.size() - std::min(remark.places.size(), kMostPlaces);
  return more > 0 ? text + fmt::format(" and {} more", more) : text;
}

void tell_remarks(const Log& log) {
  for (std::size_t i = 0; i < std::min(log.remarks.size(), kMostRemarks); ++i) {
    const LogRemark& each = log.remarks[i];
    complain(fmt::format("{}: warning: {}", places_text(log, each), each.text));
  }
  if (log.remarks.size() > kMostRemarks) {
    complain(fmt::format("and {} warnings more", log.remarks.size() - kMostRemarks));
  }
}

/// What PowerShell makes of `>`.
bool is_utf16(std::string_view text) {
  return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
}

}  // namespace

tl::expected<Incident, std::string> read_incident(const std::vector<std::string>& paths,
                                                  bool anonymized) {
  std::vector<LogFile> files;
  for (const std::string& path : paths) {
    auto text = read_file(path, kLargestLog);
    if (!text) return tl::unexpected(path + ": error: " + text.error());
    files.push_back({path, std::move(*text)});
  }
  return read_incident(files, anonymized);
}

tl::expected<Incident, std::string> read_incident(const std::vector<LogFile>& files,
                                                  bool anonymized) {
  std::string names;
  for (const LogFile& each : files) names += (names.empty() ? "" : ", ") + each.name;
  Log log = read_log(files);
  tell_remarks(log);
  if (log.exchanges.empty()) {
    for (const LogFile& each : files) {
      if (!is_utf16(each.text)) continue;
      return tl::unexpected(
          each.name + ": error: this is UTF-16; import reads UTF-8 (iconv -f UTF-16 -t UTF-8)");
    }
    std::string forms;
    for (const std::string& form : log_form_meanings()) forms += "\n  " + form;
    return tl::unexpected(
        names + ": error: no call and no answer of the service was found; a log is one of" + forms);
  }
  if (anonymized) anonymize(log);
  return incident_of(std::move(log));
}

}  // namespace refreshsim::tools
