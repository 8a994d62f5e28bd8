#include "tools/choices.h"

#include "refreshsim/table.h"

namespace refreshsim::tools {
namespace {

std::vector<std::string> split_at_bars(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t bar = 0; bar != std::string_view::npos;) {
    bar = text.find('|');
    words.emplace_back(text.substr(0, bar));
    text.remove_prefix(bar == std::string_view::npos ? text.size() : bar + 1);
  }
  return words;
}

bool names_files(std::string_view value) {
  for (const std::string_view each : {"FILE", "FOLDER", "PATH", "PROGRAM", "LOG", "STUDY"}) {
    if (value.find(each) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

Completed completed_value(std::string_view value) {
  if (value.find('|') != std::string_view::npos) {
    return {Completed::By::words, split_at_bars(value)};
  }
  // PATH=VALUE is a path into a scenario.
  if (value.find('=') != std::string_view::npos || !names_files(value)) return {};
  return {Completed::By::files, {}};
}

Completed completed_arguments(const Command& command) {
  if (command.name != kGraphCommand.name) return completed_value(command.arguments);
  Completed machine_names{Completed::By::words, {}};
  for (const MachineTable& each : machines()) machine_names.words.emplace_back(each.name);
  return machine_names;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace refreshsim::tools
