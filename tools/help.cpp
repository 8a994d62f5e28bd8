#include <algorithm>

#include "sim/report/wrap.h"
#include "tools/command_line.h"

namespace refreshsim::tools {
namespace {

std::string padded(std::string text, std::size_t columns) {
  text.resize(std::max(columns, text.size()), ' ');
  return text;
}

// Two columns; what does not fit in the right one goes on below it.
std::string row(const std::string& left, std::size_t columns, std::string_view right) {
  const std::string begin = "  " + padded(left, columns) + "  ";
  return wrapped(begin + std::string(right), std::string(begin.size(), ' '), Look{});
}

std::string left_side(const OptionRow& row) {
  return std::string(row.flag) + (row.value.empty() ? "" : " " + std::string(row.value));
}

std::string option_list(const Command& command) {
  std::size_t columns = std::string_view("-h, --help").size();
  for (const Opt opt : command.options) {
    columns = std::max(columns, left_side(option_row(opt)).size());
  }
  std::string list;
  for (const Opt opt : command.options) {
    list += row(left_side(option_row(opt)), columns, option_row(opt).meaning);
  }
  return list + row("-h, --help", columns, "this help");
}

}  // namespace

std::string program_help() {
  std::string help =
      "refreshsim: what a rollout does to a fleet, before it does it\n\n"
      "Usage: refreshsim COMMAND [ARGUMENTS] [OPTIONS]\n\nCommands:\n";
  for (const Command& command : commands()) {
    const std::string left = std::string(command.name) + " " + std::string(command.arguments);
    help += row(left, 14, command.summary);
  }
  return help +
         "\n`refreshsim COMMAND --help` shows a command's options and examples;\n"
         "`refreshsim --version` the version.\n\n"
         "Exit codes: 0 all as expected, 1 an expectation failed, 2 usage, 3 a file could\n"
         "not be read or written or is invalid, 70 a defect of the program itself.\n";
}

std::string command_help(const Command& command) {
  const std::string name(command.name);
  std::string help =
      "refreshsim " + name + ": " + std::string(command.summary) + "\n\nUsage: refreshsim " + name;
  if (!command.arguments.empty()) help += " " + std::string(command.arguments);
  help += " [OPTIONS]\n\nOptions:\n" + option_list(command) + "\nExamples:\n";
  for (const std::string_view example : command.examples) {
    help += "  " + std::string(example) + "\n";
  }
  return help;
}

}  // namespace refreshsim::tools
