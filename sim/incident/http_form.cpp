// Raw HTTP exchanges: a request line, headers, a JSON body, and somewhere below it the answer.
#include <algorithm>

#include "sim/incident/json_scan.h"
#include "sim/incident/log_forms.h"

namespace refreshsim {
namespace {

/// `> POST /` and `< HTTP/1.1`, as curl shows them, without the arrow; blanks in front don't count.
std::string_view http_line(std::string_view line) {
  const std::size_t at = std::min(line.find_first_not_of(" \t><*"), line.size());
  return line.substr(at);
}

bool is_header(std::string_view line, std::string_view name, std::string_view& value) {
  const std::size_t colon = line.find(':');
  if (colon != name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = line[i] >= 'A' && line[i] <= 'Z' ? static_cast<char>(line[i] + 32) : line[i];
    if (c != name[i]) return false;
  }
  value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  return true;
}

void take_headers(LogCursor& cursor, Exchange& exchange) {
  for (; !cursor.at_end() && !json_begins(http_line(cursor.peek())); cursor.skip_line()) {
    const std::string_view line = http_line(cursor.peek());
    if (line.starts_with("HTTP/")) return;  // the answer: curl does not show what it sends
    std::string_view value;
    if (is_header(line, "x-tc-action", value)) exchange.action = value;
    if (is_header(line, "x-tc-timestamp", value) && value.size() < 12 && !value.empty() &&
        value.find_first_not_of("0123456789") == std::string_view::npos) {
      exchange.time_ms = std::stoll(std::string(value)) * 1000;
      exchange.resolution_ms = 1000;
    }
    if (http_begins(line) && cursor.line != exchange.place.line) return;
  }
}

/// The JSON that begins at this line; goes past it, or past the line if there is none.
Value take_json_here(LogCursor& cursor, ScanEnd& end) {
  const std::size_t blanks =
      static_cast<std::size_t>(http_line(cursor.peek()).data() - cursor.text.data());
  std::string_view rest = cursor.text.substr(blanks);
  Scanned scanned = take_json(rest);
  end = scanned.end;
  cursor.skip_past(end == ScanEnd::whole ? cursor.text.size() - rest.size() : 0);
  return std::move(scanned.value);
}

bool another_begins(std::string_view line) { return http_begins(line) || terraform_begins(line); }

void take_answer_below(LogCursor& cursor, Exchange& exchange, Log& log) {
  while (!cursor.at_end() && !another_begins(cursor.peek())) {
    if (!json_begins(http_line(cursor.peek()))) {
      cursor.skip_line();
      continue;
    }
    const LogPlace place = cursor.place();
    ScanEnd end = ScanEnd::cut;
    Value answer = take_json_here(cursor, end);
    if (end == ScanEnd::whole) return set_answer(exchange, std::move(answer));
    log.remarks.push_back({{place}, "the answer can't be read; the call is taken without it"});
  }
}

}  // namespace

bool http_begins(std::string_view line) {
  const std::string_view trimmed = http_line(line);
  return trimmed.starts_with("POST /") || trimmed.starts_with("POST http");
}

void take_http(LogCursor& cursor, Log& log) {
  Exchange exchange;
  exchange.place = cursor.place();
  cursor.skip_line();
  take_headers(cursor, exchange);
  ScanEnd end = ScanEnd::cut;
  if (!cursor.at_end() && json_begins(http_line(cursor.peek()))) {
    exchange.request = take_json_here(cursor, end);
  }
  const bool asked = end == ScanEnd::whole;
  if (!asked) log.remarks.push_back({{exchange.place}, "the request has no body that can be read"});
  take_answer_below(cursor, exchange, log);
  // A snapshot tells all by itself.
  if (asked || exchange.is_snapshot()) add_exchange(std::move(exchange), log);
}

}  // namespace refreshsim
