// JSON and JSON Lines: {time, action, request, response}, under whatever names are usual, and bare
// answers of DescribeRefreshActivities.
#include <algorithm>
#include <array>

#include "sim/incident/json_scan.h"
#include "sim/incident/log_forms.h"
#include "sim/incident/time_stamp.h"

namespace refreshsim {
namespace {

using Keys = std::array<std::string_view, 7>;
constexpr Keys kTimeKeys{"time", "timestamp", "x-tc-timestamp", "@timestamp", "ts", "date", "at"};
constexpr Keys kActionKeys{"action", "x-tc-action", "api", "method", "operation", "", ""};
constexpr Keys kRequestKeys{"request", "requestbody", "params", "body", "input", "parameters", ""};
constexpr Keys kResponseKeys{"response", "responsebody", "result", "output", "answer", "", ""};
constexpr std::int64_t kMostSeconds = 100'000'000'000;  // larger ones are milliseconds

std::string lower_key(std::string_view key) {
  std::string lower;
  for (const char c : key) {
    if (c != '_') lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

/// The value under the first of these names, also among `headers`.
const Value* named(const Value& object, const Keys& keys) {
  if (object.map() == nullptr) return nullptr;
  for (const std::string_view key : keys) {
    for (const auto& [name, value] : *object.map()) {
      if (!key.empty() && lower_key(name) == key) return &value;
    }
  }
  for (const auto& [name, value] : *object.map()) {
    if (lower_key(name) != "headers" && lower_key(name) != "header") continue;
    if (const Value* found = named(value, keys)) return found;
  }
  return nullptr;
}

/// A body that is a text holds JSON once more; one in a list stands alone there.
Value body_of(const Value* found) {
  if (found == nullptr) return {};
  if (const Value::List* items = found->list()) return items->empty() ? Value() : items->front();
  if (found->text() == nullptr) return *found;
  std::string_view text = *found->text();
  return take_json(text).value;
}

void set_time(Exchange& exchange, const Value* found, Log& log) {
  if (found == nullptr) return;
  std::optional<std::int64_t> number;
  if (found->integer() != nullptr) number = *found->integer();
  if (found->number() != nullptr && std::abs(*found->number()) < 1e15) {
    exchange.time_ms = static_cast<std::int64_t>(*found->number() * 1000);
    exchange.resolution_ms = 1;
    return;
  }
  if (const std::string* text = found->text()) {
    if (const auto stamp = parse_time(*text)) {
      exchange.time_ms = stamp->unix_ms;
      exchange.resolution_ms = stamp->resolution_ms;
      const std::string& file = log.files[exchange.place.file];
      const bool told = !log.zoneless.empty() && log.zoneless.back() == file;
      if (!stamp->has_zone && !told) log.zoneless.push_back(file);
      return;
    }
    const bool digits = !text->empty() && text->size() < 15 &&
                        text->find_first_not_of("0123456789") == std::string::npos;
    if (digits) number = std::stoll(*text);
  }
  if (!number || *number < 0) return;
  const bool seconds = *number < kMostSeconds;
  exchange.time_ms = seconds ? *number * 1000 : *number;
  exchange.resolution_ms = seconds ? 1000 : 1;
}

bool is_bare_answer(const Value& object) {
  const Value* inside = object.find("Response");
  return (inside == nullptr ? object : *inside).find("RefreshActivitySet") != nullptr;
}

void take_object(const Value& object, LogPlace place, Log& log) {
  if (const Value::List* items = object.list()) {
    for (const Value& item : *items) take_object(item, place, log);
    return;
  }
  Exchange exchange;
  exchange.place = place;
  set_time(exchange, named(object, kTimeKeys), log);
  if (const Value* action = named(object, kActionKeys); action != nullptr && action->text()) {
    exchange.action = *action->text();
  }
  const Value* request = named(object, kRequestKeys);
  const Value* response = named(object, kResponseKeys);
  if (is_bare_answer(object)) {
    set_answer(exchange, object);
    exchange.request = body_of(request);
  } else if (exchange.action.empty() && request == nullptr) {
    if (response != nullptr) {
      log.remarks.push_back({{place}, "an answer without its request; left out"});
    }
    return;
  } else {
    exchange.request = body_of(request);
    set_answer(exchange, body_of(response));
  }
  add_exchange(std::move(exchange), log);
}

}  // namespace

bool json_begins(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t");
  if (at == std::string_view::npos || line[at] != '[') {
    return at != std::string_view::npos && line[at] == '{';
  }
  // Other lines begin with [INFO] or [2025-10-30 21:00:00].
  const std::size_t next = line.find_first_not_of(" \t\r", at + 1);
  return next == std::string_view::npos || std::string_view("{[\"").find(line[next]) != line.npos;
}

void take_json_entry(LogCursor& cursor, Log& log) {
  const LogPlace place = cursor.place();
  std::string_view line = cursor.peek();
  Scanned scanned = take_json(line);
  if (scanned.end == ScanEnd::whole) {
    cursor.skip_line();
    return take_object(scanned.value, place, log);
  }
  std::string_view rest = cursor.rest();
  if (scanned.end == ScanEnd::cut) scanned = take_json(rest);
  if (scanned.end == ScanEnd::whole) {
    cursor.skip_past(cursor.text.size() - rest.size());
    return take_object(scanned.value, place, log);
  }
  log.remarks.push_back({{place},
                         scanned.end == ScanEnd::cut
                             ? "JSON that is cut off; the line is left out"
                             : "this looks like JSON but is none; the line is left out"});
  cursor.skip_line();
}

}  // namespace refreshsim
