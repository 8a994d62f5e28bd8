// Shell sessions with the service's own command line: `tccli as ACTION --Key value …`, and
// somewhere below it the answer, or `[TencentCloudSDKException] code:… message:… requestId:…`.
#include <algorithm>

#include "refreshsim/vocabulary.h"
#include "sim/incident/json_scan.h"
#include "sim/incident/log_forms.h"
#include "sim/incident/secrets.h"
#include "sim/incident/shell_words.h"
#include "sim/incident/time_stamp.h"

namespace refreshsim {
namespace {

constexpr std::string_view kProgram = "tccli as ";
constexpr std::ptrdiff_t kDeepestPath = 8;  // dots; no request goes as deep
constexpr std::string_view kError = "[TencentCloudSDKException]";

/// Where the command stands behind a prompt; npos: nowhere.
std::size_t command_at(std::string_view line) {
  constexpr std::size_t kLongestPrompt = 120;
  return line.substr(0, kLongestPrompt + kProgram.size()).find(kProgram);
}

/// Whether a shell waits in this line for something else.
bool is_prompt(std::string_view line) {
  const std::size_t end = line.find_first_of("$#%>");
  return end != std::string_view::npos && line.substr(end + 1).starts_with(' ') &&
         line.substr(0, end).find_first_of("{\"") == std::string_view::npos;
}

Value value_of(const std::string& word) {
  std::string_view left = word;
  if (word.starts_with('{') || word.starts_with('[')) {
    Scanned scanned = take_json(left);
    if (scanned.end == ScanEnd::whole) return std::move(scanned.value);
  }
  if (word == "true" || word == "True") return Value(true);
  if (word == "false" || word == "False") return Value(false);
  const bool number = !word.empty() && word.size() < 10 &&
                      word.find_first_not_of("0123456789") == std::string::npos;
  return number ? Value(std::int64_t{std::stoi(word)}) : Value(word);
}

/// With --cli-unfold-argument a key is a path: RefreshSettings.RollingUpdateSettings.BatchNumber.
void put(Value& into, std::string_view path, Value value) {
  if (into.map() == nullptr) into = Value::Map{};
  const std::size_t dot = path.find('.');
  const std::string key(path.substr(0, dot));
  auto& entries = *into.map();
  auto found = std::find_if(entries.begin(), entries.end(),
                            [&key](const auto& entry) { return entry.first == key; });
  if (found == entries.end()) found = entries.insert(entries.end(), {key, Value()});
  if (dot == std::string_view::npos) {
    found->second = std::move(value);
  } else {
    put(found->second, path.substr(dot + 1), std::move(value));
  }
}

/// The service's own parameters begin with a capital; what is left are options of the program.
Value request_of(const std::vector<std::string>& words) {
  Value request = Value::Map{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool own = word.starts_with("--") && word.size() > 2 && word[2] >= 'A' && word[2] <= 'Z';
    if (!own) continue;
    Value::List given;
    while (i + 1 < words.size() && !words[i + 1].starts_with("--")) {
      given.push_back(value_of(words[++i]));
    }
    const bool deep = std::count(word.begin(), word.end(), '.') > kDeepestPath;
    if (given.empty() || deep) continue;
    const bool one =
        given.size() == 1 && (!word.ends_with("Ids") || given.front().list() != nullptr);
    put(request, std::string_view(word).substr(2), one ? std::move(given.front()) : Value(given));
  }
  return request;
}

/// What follows `key:` up to the next key, or the end.
std::string told_after(std::string_view line, std::string_view key, std::string_view next) {
  const std::size_t at = line.find(key);
  if (at == std::string_view::npos) return {};
  line.remove_prefix(at + key.size());
  return std::string(line.substr(0, line.find(next)));
}

void take_error(std::string_view line, Exchange& exchange) {
  exchange.code = told_after(line, "code:", " ");
  exchange.message = without_secrets(told_after(line, "message:", " requestId:"));
  exchange.request_id = told_after(line, "requestId:", " ");
}

void take_answer(LogCursor& cursor, Exchange& exchange, Log& log) {
  for (; !cursor.at_end(); cursor.skip_line()) {
    const std::string_view line = cursor.peek();
    if (const std::size_t at = line.find(kError); at != std::string_view::npos) {
      take_error(line.substr(at + kError.size()), exchange);
      return cursor.skip_line();
    }
    if (json_begins(line)) {
      std::string_view rest = cursor.rest();
      Scanned scanned = take_json(rest);
      if (scanned.end != ScanEnd::whole) return take_json_entry(cursor, log);
      set_answer(exchange, std::move(scanned.value));
      if (exchange.is_snapshot()) exchange.place = cursor.place();
      return cursor.skip_past(cursor.text.size() - rest.size());
    }
    if (is_prompt(line) || command_begins(line) || http_begins(line) || terraform_begins(line)) {
      return;
    }
  }
}

/// A prompt may tell the time.
void take_prompt_time(Exchange& exchange, std::string_view prompt, Log& log) {
  const auto stamp = find_time(prompt);
  if (!stamp) return;
  exchange.time_ms = stamp->unix_ms;
  exchange.resolution_ms = stamp->resolution_ms;
  const std::string& file = log.files[exchange.place.file];
  const bool told = !log.zoneless.empty() && log.zoneless.back() == file;
  if (!stamp->has_zone && !told) log.zoneless.push_back(file);
}

}  // namespace

bool command_begins(std::string_view line) {
  const std::size_t at = command_at(line);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = line.substr(at + kProgram.size());
  return parse<Action>(rest.substr(0, rest.find_first_of(" \t\\"))).has_value();
}

void take_command(LogCursor& cursor, Log& log) {
  Exchange exchange;
  exchange.place = cursor.place();
  const std::string_view line = cursor.peek();
  const std::size_t at = command_at(line);
  take_prompt_time(exchange, line.substr(0, at), log);
  std::string command(line.substr(at));
  for (cursor.skip_line(); command.ends_with('\\') && !cursor.at_end(); cursor.skip_line()) {
    command.back() = ' ';
    command += cursor.peek();
  }
  const std::vector<std::string> words = shell_words(command);
  exchange.action = words[2];
  exchange.request = request_of(words);
  take_answer(cursor, exchange, log);
  add_exchange(std::move(exchange), log);
}

}  // namespace refreshsim
