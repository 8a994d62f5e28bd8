#include "tools/completion_scripts.h"

#include <fmt/format.h>

#include "tools/choices.h"

namespace refreshsim::tools {
namespace {

/// The text with a backslash before each of these characters.
std::string guarded_text(std::string_view text, std::string_view characters) {
  std::string guarded;
  for (const char c : text) {
    if (characters.find(c) != std::string_view::npos) guarded += '\\';
    guarded += c;
  }
  return guarded;
}

/// In single quotes, for a shell of Bourne's kind.
std::string quoted_word(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string command_names() {
  std::string names;
  for (const Command& each : commands()) names += std::string(each.name) + " ";
  return names;
}

std::string flags(const Command& command) {
  std::string text = "--help";
  for (const Opt opt : command.options) text += " " + std::string(option_row(opt).flag);
  return text;
}

// --- bash ---------------------------------------------------------------------------------------

std::string bash_reply(const Completed& what) {
  switch (what.by) {
    case Completed::By::files:
      return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")";
    case Completed::By::words:
      return "mapfile -t COMPREPLY < <(compgen -W " + quoted_word(joined(what.words)) +
             " -- \"$cur\")";
    case Completed::By::nothing:
      break;
  }
  return ":";
}

std::string bash_of(const Command& command) {
  std::string text;
  for (const Opt opt : command.options) {
    const OptionRow& row = option_row(opt);
    if (row.value.empty()) continue;
    text += fmt::format("    '{} {}') {}; return ;;\n", command.name, row.flag,
                        bash_reply(completed_value(row.value)));
  }
  return text + fmt::format("    '{0} '*) if [[ $cur == -* ]]; then {1}; else {2}; fi ;;\n",
                            command.name, bash_reply({Completed::By::words, {flags(command)}}),
                            bash_reply(completed_arguments(command)));
}

// --- zsh ----------------------------------------------------------------------------------------

std::string zsh_action(const Completed& what) {
  switch (what.by) {
    case Completed::By::files:
      return "_files";
    case Completed::By::words:
      return "(" + joined(what.words) + ")";
    case Completed::By::nothing:
      break;
  }
  return "";
}

std::string zsh_of(const Command& command) {
  std::string text = fmt::format("    {})\n      _arguments", command.name);
  const auto argument = [&text](const std::string& spec) {
    text += " \\\n        " + quoted_word(spec);
  };
  argument("--help[this help]");
  for (const Opt opt : command.options) {
    const OptionRow& row = option_row(opt);
    std::string spec = fmt::format("{}{}[{}]", row.repeats ? "*" : "", row.flag,
                                   guarded_text(row.meaning, "[]:\\"));
    if (!row.value.empty()) {
      spec += fmt::format(":{}:{}", guarded_text(row.value, ":\\"),
                          zsh_action(completed_value(row.value)));
    }
    argument(spec);
  }
  if (!command.arguments.empty()) {
    argument(fmt::format("*:{}:{}", guarded_text(command.arguments, ":\\"),
                         zsh_action(completed_arguments(command))));
  }
  return text + " ;;\n";
}

// --- fish ---------------------------------------------------------------------------------------

std::string fish_word(std::string_view text) { return "'" + guarded_text(text, "'\\") + "'"; }

std::string fish_values(const Completed& what) {
  switch (what.by) {
    case Completed::By::files:
      return " -r -F";
    case Completed::By::words:
      return " -x -a " + fish_word(joined(what.words));
    case Completed::By::nothing:
      break;
  }
  return " -x";
}

std::string fish_of(const Command& command) {
  std::string text = fmt::format("complete -c refreshsim -n __fish_use_subcommand -f -a {} -d {}\n",
                                 command.name, fish_word(command.summary));
  const std::string begin =
      fmt::format("complete -c refreshsim -n '__fish_seen_subcommand_from {}'", command.name);
  text += begin + " -l help -d 'this help'\n";
  for (const Opt opt : command.options) {
    const OptionRow& row = option_row(opt);
    text += begin + " -l " + std::string(row.flag.substr(2));
    if (!row.value.empty()) text += fish_values(completed_value(row.value));
    text += " -d " + fish_word(row.meaning) + "\n";
  }
  const Completed arguments = completed_arguments(command);
  if (arguments.by == Completed::By::words) {
    text += begin + " -f -a " + fish_word(joined(arguments.words)) + "\n";
  }
  return text;
}

}  // namespace

std::string bash_completion() {
  std::string text =
      "# Completion of refreshsim for bash: . <(refreshsim completion bash)\n"
      "_refreshsim() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]}\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W '" +
      command_names() +
      "--help --version' -- \"$cur\")\n"
      "    return\n"
      "  fi\n"
      "  case \"${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD - 1]}\" in\n";
  for (const Command& each : commands()) text += bash_of(each);
  return text + "  esac\n}\ncomplete -F _refreshsim refreshsim\n";
}

std::string zsh_completion() {
  std::string text =
      "#compdef refreshsim\n"
      "# Completion of refreshsim for zsh: refreshsim completion zsh > "
      "\"${fpath[1]}/_refreshsim\"\n"
      "_refreshsim() {\n"
      "  if (( CURRENT == 2 )); then\n"
      "    local -a commands=(";
  for (const Command& each : commands()) {
    text +=
        "\n      " + quoted_word(std::string(each.name) + ":" + guarded_text(each.summary, ":\\"));
  }
  text +=
      ")\n    _describe command commands\n    return\n  fi\n"
      "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (const Command& each : commands()) text += zsh_of(each);
  return text +
         "  esac\n}\nif [ \"$funcstack[1]\" = _refreshsim ]; then _refreshsim \"$@\"; else compdef "
         "_refreshsim refreshsim; fi\n";
}

std::string fish_completion() {
  std::string text =
      "# Completion of refreshsim for fish: refreshsim completion fish | source\n"
      "complete -c refreshsim -n __fish_use_subcommand -l help -d 'what there is'\n"
      "complete -c refreshsim -n __fish_use_subcommand -l version -d 'the version'\n";
  for (const Command& each : commands()) text += fish_of(each);
  return text;
}

}  // namespace refreshsim::tools
