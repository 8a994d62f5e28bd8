#include "tools/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "sim/base/suggest.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

Exit complain_about(std::string_view about, const std::string& what) {
  const std::string command(about);
  complain(command + ": " + what + "\nTry `" + command + " --help`.");
  return Exit::usage;
}

std::vector<std::string_view> flags_of(const Command& command) {
  std::vector<std::string_view> flags{"--help"};
  for (const Opt opt : command.options) flags.push_back(option_row(opt).flag);
  return flags;
}

// Lets CLI11 know an option; a value that is wrong ends the parsing with the complaint.
void add_option(CLI::App& app, Options& options, const OptionRow& row) {
  const std::string flag(row.flag);
  const auto set = [&options, &row, flag](const std::string& value) {
    const std::string wrong = row.set(options, value);
    if (!wrong.empty()) throw CLI::ValidationError(flag, wrong);
  };
  if (row.repeats) {
    const auto set_each = [set](const std::vector<std::string>& values) {
      for (const std::string& each : values) set(each);
    };
    app.add_option_function<std::vector<std::string>>(flag, set_each)->allow_extra_args(false);
  } else if (row.value.empty()) {
    app.add_flag_callback(flag, [set] { set({}); });
  } else {
    const std::string flags = row.opt == Opt::output ? "-o," + flag : flag;
    app.add_option_function<std::string>(flags, set)->take_last();
  }
}

std::string unknown_option(const Command& command, const std::string& word) {
  const std::string flag = word.substr(0, word.find('='));
  return "unknown option `" + flag + "`" + did_you_mean(flag, flags_of(command));
}

std::string wrong_count(const Command& command) {
  if (command.most_arguments == 0) return "takes no arguments";
  if (command.least_arguments == 0) return "takes at most one argument";
  return "needs " + std::string(command.arguments);
}

Exit run_command(const Command& command, std::vector<std::string> words) {
  const std::string about = "refreshsim " + std::string(command.name);
  Options options;
  options.format = &result_formats().front();
  options.study_format = &study_formats().front();
  CLI::App app;
  bool help = false;
  app.set_help_flag();
  app.allow_extras();
  app.add_flag("-h,--help", help);
  app.add_option("arguments", options.arguments);
  for (const Opt opt : command.options) add_option(app, options, option_row(opt));
  try {
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    app.parse(words);
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string what = error.what();
    return complain_about(about, what.substr(0, what.find(':')) + " needs a value");
  } catch (const CLI::Error& error) {
    return help ? print(command_help(command)) : complain_about(about, error.what());
  }
  if (help) return print(command_help(command));
  const std::vector<std::string> extras = app.remaining();
  if (!extras.empty()) return complain_about(about, unknown_option(command, extras.front()));
  const std::size_t count = options.arguments.size();
  if (count < command.least_arguments || count > command.most_arguments) {
    return complain_about(about, wrong_count(command));
  }
  return command.run(options);
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

Exit unknown_command(const std::string& word) {
  std::vector<std::string_view> names{"--help", "--version"};
  for (const Command& command : commands()) names.push_back(command.name);
  const std::string kind = word.starts_with('-') ? "option" : "command";
  return complain_about("refreshsim",
                        "unknown " + kind + " `" + word + "`" + did_you_mean(word, names));
}

}  // namespace

Exit dispatch(const std::vector<std::string>& words) {
  const std::string first = words.empty() ? "--help" : words.front();
  if (first == "--version") return print("refreshsim " REFRESHSIM_VERSION "\n");
  const bool asks = first == "--help" || first == "-h" || first == "help";
  if (asks && words.size() < 2) return print(program_help());
  if (asks) {
    const Command* about = find_command(words[1]);
    return about == nullptr ? unknown_command(words[1]) : print(command_help(*about));
  }
  const Command* command = find_command(first);
  if (command == nullptr) return unknown_command(first);
  return run_command(*command, {words.begin() + 1, words.end()});
}

}  // namespace refreshsim::tools
