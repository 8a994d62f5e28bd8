#include "sim/incident/file_kind.h"

#include <algorithm>

#include "sim/incident/log_forms.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

/// Whether a JSON object has this key, as the program writes it: near its beginning.
bool has_key(std::string_view object, std::string_view key) {
  constexpr std::size_t kNear = 4096;
  return object.substr(0, kNear).find(key) != std::string_view::npos;
}

/// Whether the key that every scenario has stands at the beginning of a line or of a map.
bool is_scenario(std::string_view text) {
  constexpr std::string_view kKey = "refreshsim";
  for (std::size_t at = text.find(kKey); at != std::string_view::npos;
       at = text.find(kKey, at + 1)) {
    const char before = at == 0 ? '\n' : text[at - 1];
    const char after = at + kKey.size() < text.size() ? text[at + kKey.size()] : '\n';
    const bool key = after == ':' || (after == '"' && before == '"');
    if (key && (before == '\n' || before == '{' || before == '"' || before == ' ')) return true;
  }
  return false;
}

}  // namespace

FileKind kind_of_file(std::string_view text) {
  if (text.starts_with(kCsvHead)) return FileKind::timeline;
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  if (text.starts_with('{')) {
    if (has_key(text, "\"fingerprint\"")) return FileKind::result;
    const std::string_view line = text.substr(0, text.find('\n'));
    if (has_key(line, "\"sequence\"")) return FileKind::timeline;
  }
  if (text.starts_with('[') && has_key(text, "\"fingerprint\"")) return FileKind::results;
  return is_scenario(text) || !looks_like_log(text) ? FileKind::scenario : FileKind::log;
}

}  // namespace refreshsim
