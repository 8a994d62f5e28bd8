// Debug logs of the public Terraform provider:
//   2025-10-30T21:00:01.123+0800 [DEBUG] provider…: 2025/10/30 21:00:01 [DEBUG] api[ACTION]
//   success, request body [{…}], response body [{"Response":{…}}] … [CRITAL] api[ACTION] fail,
//   request body [{…}], reason[[TencentCloudSDKError] Code=…, Message=…, RequestId=…]
// or, with TF_LOG=JSON, the same in the texts of an object.
#include "sim/incident/json_scan.h"
#include "sim/incident/log_forms.h"
#include "sim/incident/secrets.h"
#include "sim/incident/time_stamp.h"

namespace refreshsim {
namespace {

constexpr std::string_view kApi = "api[";
constexpr std::string_view kRequestBody = "request body [";
constexpr std::string_view kResponseBody = "response body [";
constexpr std::string_view kReason = "reason[";

/// Whether another entry of the log begins here; if not, a wrapped line goes on.
bool starts_entry(std::string_view line) {
  const auto stamp = find_time(line.substr(0, 48));
  const bool at_head = stamp && stamp->begin < 3 && stamp->end < line.size();
  return terraform_begins(line) || (at_head && line[stamp->end] == ' ');
}

/// Of several times before the entry the first with a zone, else the first.
std::optional<TimeStamp> best_time(std::string_view head) {
  std::optional<TimeStamp> best;
  for (auto each = find_time(head); each; each = find_time(head, each->end)) {
    if (!best || (each->has_zone && !best->has_zone)) best = each;
    if (best->has_zone) break;
  }
  return best;
}

/// What follows `key=` up to a comma or the end.
std::string field_of(std::string_view reason, std::string_view key, std::string_view end) {
  const std::size_t at = reason.find(key);
  if (at == std::string_view::npos) return {};
  reason.remove_prefix(at + key.size());
  return std::string(reason.substr(0, reason.find(end)));
}

ScanEnd take_body(std::string_view text, std::string_view mark, Value& body) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return ScanEnd::cut;
  text.remove_prefix(at + mark.size());
  Scanned scanned = take_json(text);
  body = std::move(scanned.value);
  return scanned.end;
}

/// Reads the whole of an entry; `cut` if it is not all there.
ScanEnd read_entry(std::string_view text, Exchange& exchange) {
  text.remove_prefix(text.find(kApi) + kApi.size());
  const std::size_t end = text.find(']');
  if (end == std::string_view::npos) return ScanEnd::cut;
  exchange.action = text.substr(0, end);
  const ScanEnd request = take_body(text, kRequestBody, exchange.request);
  if (request != ScanEnd::whole) return request;
  const std::size_t response = text.find(kResponseBody);
  const std::size_t reason = text.substr(0, response).find(kReason);
  if (response < reason) {
    Value body;
    const ScanEnd got = take_body(text, kResponseBody, body);
    if (got == ScanEnd::whole) set_answer(exchange, std::move(body));
    return got;
  }
  if (reason == std::string_view::npos) return ScanEnd::cut;
  const std::string_view why = text.substr(reason + kReason.size());
  exchange.code = field_of(why, "Code=", ",");
  exchange.message = without_secrets(field_of(why, "Message=", ", RequestId="));
  exchange.request_id = field_of(why, "RequestId=", "]");
  return exchange.code.empty() ? ScanEnd::wrong : ScanEnd::whole;
}

void set_time(Exchange& exchange, std::string_view entry, const LogCursor& cursor, Log& log) {
  auto time = best_time(entry.substr(0, entry.find(kApi)));
  if (!time) time = best_time(cursor.before());
  if (!time) return;
  exchange.time_ms = time->unix_ms;
  exchange.resolution_ms = time->resolution_ms;
  if (!time->has_zone && (log.zoneless.empty() || log.zoneless.back() != log.files[cursor.file])) {
    log.zoneless.push_back(log.files[cursor.file]);
  }
}

/// What comes after `Oct 30 21:00:01 host terraform[123]: `, which a journal puts before each line
/// of what it wraps; all of a line that has no such head.
std::string_view past_journal(std::string_view line) {
  constexpr std::size_t kLongestHead = 120;
  constexpr std::string_view kEnd = "]: ";
  const std::size_t end = line.substr(0, kLongestHead).find(kEnd);
  const auto letter = [line](std::size_t i) {
    return (line[i] | 0x20) >= 'a' && (line[i] | 0x20) <= 'z';
  };
  if (end == std::string_view::npos || end < 16) return line;
  const bool month = letter(0) && letter(1) && letter(2) && line[3] == ' ';
  const bool clock = line[9] == ':' && line[12] == ':' && line[15] == ' ';
  return month && clock ? line.substr(end + kEnd.size()) : line;
}

/// This line and those that it was wrapped into, without the line breaks.
std::string unwrapped(LogCursor& cursor) {
  std::string text(cursor.peek());
  for (cursor.skip_line(); !cursor.at_end(); cursor.skip_line()) {
    const std::string_view line = past_journal(cursor.peek());
    if (starts_entry(line)) break;
    text += line;
  }
  return text;
}

/// A line that is JSON has the entry in one of its texts, and a time in another.
std::optional<std::string> inside_json(std::string_view line) {
  if (!json_begins(line)) return std::nullopt;
  const Scanned scanned = take_json(line);
  if (scanned.end != ScanEnd::whole || scanned.value.map() == nullptr) return std::nullopt;
  std::string time;
  std::string entry;
  for (const auto& [key, value] : *scanned.value.map()) {
    if (value.text() == nullptr) continue;
    if (parse_time(*value.text())) time = *value.text() + " ";
    if (terraform_begins(*value.text())) entry = *value.text();
  }
  return entry.empty() ? std::nullopt : std::optional(time + entry);
}

void add_read(Exchange exchange, ScanEnd end, Log& log) {
  if (end == ScanEnd::whole) return add_exchange(std::move(exchange), log);
  log.remarks.push_back({{exchange.place},
                         end == ScanEnd::cut ? "the entry is cut off, and left out"
                                             : "the entry can't be read (is it cut off?), and is "
                                               "left out"});
}

}  // namespace

bool terraform_begins(std::string_view line) { return line.find(kApi) != std::string_view::npos; }

void take_terraform(LogCursor& cursor, Log& log) {
  Exchange exchange;
  exchange.place = cursor.place();
  exchange.written_after = true;
  if (const auto entry = inside_json(cursor.peek())) {
    set_time(exchange, *entry, cursor, log);
    cursor.skip_line();
    const ScanEnd end = read_entry(*entry, exchange);
    return add_read(std::move(exchange), end, log);
  }
  set_time(exchange, cursor.peek(), cursor, log);
  Exchange first = exchange;
  if (read_entry(cursor.peek(), first) == ScanEnd::whole) {
    cursor.skip_line();
    return add_exchange(std::move(first), log);
  }
  const ScanEnd end = read_entry(unwrapped(cursor), exchange);
  add_read(std::move(exchange), end, log);
}

}  // namespace refreshsim
