// The forms in which bug reports come. A form is a pure reader of what begins at a line; adding one
// is a file and a row.
#pragma once

#include <array>
#include <string_view>

#include "sim/incident/log.h"

namespace refreshsim {

/// Where reading stands in a file: always at the beginning of a line.
struct LogCursor {
  std::uint32_t file = 0;
  std::uint32_t line = 1;
  std::string_view text;  ///< the whole file
  std::size_t at = 0;

  bool at_end() const { return at >= text.size(); }
  std::string_view rest() const { return text.substr(at); }
  /// The line without its line break.
  std::string_view peek() const;
  /// The line before, empty on the first.
  std::string_view before() const;
  void skip_line();
  /// Goes on after the line in which the place `to` (counted from the file's start) lies.
  void skip_past(std::size_t to);
  LogPlace place() const { return {file, line}; }
};

struct LogForm {
  std::string_view name;
  std::string_view meaning;
  bool (*begins)(std::string_view line);
  /// Reads on from a line that begins an entry; always takes at least that line.
  void (*take)(LogCursor& cursor, Log& log);
};

bool terraform_begins(std::string_view line);
void take_terraform(LogCursor& cursor, Log& log);
bool http_begins(std::string_view line);
void take_http(LogCursor& cursor, Log& log);
bool command_begins(std::string_view line);
void take_command(LogCursor& cursor, Log& log);
bool json_begins(std::string_view line);
void take_json_entry(LogCursor& cursor, Log& log);

inline constexpr std::array kLogForms{
    LogForm{"terraform", "a debug log of the Terraform provider: api[ACTION] success, request body",
            terraform_begins, take_terraform},
    LogForm{"http", "an HTTP request as it is sent, and its answer", http_begins, take_http},
    LogForm{"command", "a shell session with tccli as ACTION --Key value, and the answers",
            command_begins, take_command},
    LogForm{"json",
            "JSON or JSON Lines of {time, action, request, response}, or bare answers of "
            "DescribeRefreshActivities",
            json_begins, take_json_entry}};

/// What each form is, for messages.
std::vector<std::string> log_form_meanings();
/// Whether an entry of some form begins near the head of a text.
bool looks_like_log(std::string_view text);

/// The answer as it came: what stands in `Response`, an error told apart.
void set_answer(Exchange& exchange, Value response);

/// Adds an exchange, its action being what the body shows where a header says otherwise.
void add_exchange(Exchange exchange, Log& log);

}  // namespace refreshsim
