#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/incident/log_forms.h"
#include "sim/incident/time_stamp.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kAssumedStep_ms = 1000;            // between entries without a time
constexpr std::int64_t kAssumedStart_ms = 1735689600000;  // 2025-01-01, as scenarios begin

void read_one(const LogFile& file, std::uint32_t number, Log& log) {
  LogCursor cursor;
  cursor.file = number;
  cursor.text = file.text;
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (cursor.text.starts_with(kByteOrderMark)) cursor.at = kByteOrderMark.size();
  while (!cursor.at_end()) {
    const std::string_view line = cursor.peek();
    const auto form = std::find_if(kLogForms.begin(), kLogForms.end(),
                                   [line](const LogForm& each) { return each.begins(line); });
    if (form == kLogForms.end()) {
      cursor.skip_line();
    } else {
      form->take(cursor, log);
    }
  }
}

/// The latest time that an answer mentions.
std::optional<std::int64_t> latest_time(const Value& value) {
  std::optional<std::int64_t> latest;
  const auto take = [&latest](std::optional<std::int64_t> time) {
    if (time && (!latest || *time > *latest)) latest = time;
  };
  if (value.list() != nullptr) {
    for (const Value& item : *value.list()) take(latest_time(item));
  }
  if (value.map() == nullptr) return latest;
  for (const auto& [key, item] : *value.map()) {
    if (key.ends_with("Time") && item.text() != nullptr) {
      if (const auto stamp = parse_time(*item.text())) take(stamp->unix_ms);
    } else {
      take(latest_time(item));
    }
  }
  return latest;
}

/// Entries without a time come right after what they mention, and after the entry before them.
void assume_times(Log& log, std::size_t begin) {
  std::optional<std::int64_t> before;
  LogRemark remark{{}, "entries without a time: each is taken to follow what it mentions at once"};
  for (std::size_t i = begin; i < log.exchanges.size(); ++i) {
    Exchange& each = log.exchanges[i];
    if (!each.time_ms) {
      const std::int64_t follows = before ? *before : kAssumedStart_ms - kAssumedStep_ms;
      const auto mentioned = latest_time(each.answer);
      const bool news = mentioned && (!before || *mentioned > follows);
      each.time_ms = (news ? *mentioned : follows) + kAssumedStep_ms;
      each.resolution_ms = 1000;
      each.written_after = news;  // it may be of any moment of the second that it mentions
      remark.places.push_back(each.place);
    }
    before = each.time_ms;
  }
  if (!remark.places.empty()) log.remarks.push_back(std::move(remark));
}

void sort_by_time(Log& log) {
  LogRemark remark{{}, "entries stand out of order; they are taken in the order of their times"};
  for (std::size_t i = 1; i < log.exchanges.size(); ++i) {
    const Exchange& each = log.exchanges[i];
    const Exchange& before = log.exchanges[i - 1];
    const bool same_file = each.place.file == before.place.file;
    if (same_file && *each.time_ms < *before.time_ms) remark.places.push_back(each.place);
  }
  if (!remark.places.empty()) log.remarks.push_back(std::move(remark));
  std::stable_sort(log.exchanges.begin(), log.exchanges.end(),
                   [](const Exchange& a, const Exchange& b) { return *a.time_ms < *b.time_ms; });
}

/// One call that several files tell of.
void drop_repeated(Log& log) {
  std::set<std::string> seen;
  LogRemark remark{{}, "the same answers stand in the log twice; they are taken once"};
  const auto again = [&](const Exchange& each) {
    if (each.request_id.empty() || seen.insert(each.request_id).second) return false;
    remark.places.push_back(each.place);
    return true;
  };
  std::vector<Exchange> kept;
  for (Exchange& each : log.exchanges) {
    if (!again(each)) kept.push_back(std::move(each));
  }
  log.exchanges = std::move(kept);
  if (!remark.places.empty()) log.remarks.push_back(std::move(remark));
}

}  // namespace

Log read_log(const std::vector<LogFile>& files) {
  Log log;
  for (const LogFile& file : files) log.files.push_back(file.name);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::size_t begin = log.exchanges.size();
    read_one(files[i], static_cast<std::uint32_t>(i), log);
    assume_times(log, begin);
  }
  sort_by_time(log);
  drop_repeated(log);
  return log;
}

}  // namespace refreshsim
