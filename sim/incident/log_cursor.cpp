#include <algorithm>

#include "sim/incident/log_forms.h"

namespace refreshsim {

std::string_view LogCursor::peek() const {
  std::string_view found = rest();
  found = found.substr(0, found.find('\n'));
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

std::string_view LogCursor::before() const {
  if (at == 0) return {};
  const std::string_view until = text.substr(0, at - 1);
  const std::size_t begin = until.rfind('\n');
  return until.substr(begin == std::string_view::npos ? 0 : begin + 1);
}

void LogCursor::skip_line() {
  const std::size_t end = text.find('\n', at);
  at = end == std::string_view::npos ? text.size() : end + 1;
  ++line;
}

void LogCursor::skip_past(std::size_t to) {
  do {
    skip_line();
  } while (at < to && !at_end());
}

std::vector<std::string> log_form_meanings() {
  std::vector<std::string> all;
  for (const LogForm& form : kLogForms) all.emplace_back(form.meaning);
  return all;
}

bool looks_like_log(std::string_view text) {
  constexpr std::size_t kNear = std::size_t{1} << 20;
  LogCursor cursor;
  cursor.text = text.substr(0, kNear);
  for (; !cursor.at_end(); cursor.skip_line()) {
    for (const LogForm& form : kLogForms) {
      if (form.begins(cursor.peek())) return true;
    }
  }
  return false;
}

}  // namespace refreshsim
