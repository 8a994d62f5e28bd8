// refreshsim man: manual pages, from the same table as help.
#include <fmt/format.h>

#include <array>

#include "sim/base/suggest.h"
#include "tools/command.h"
#include "tools/command_line.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kManOptions{Opt::output};
constexpr std::array<std::string_view, 2> kManExamples{"refreshsim man --output refreshsim.1",
                                                       "refreshsim man run"};

constexpr std::string_view kEllipsis = "\u2026";

/// Text of roff: what it would take for its own is guarded.
std::string roff(std::string_view text) {
  std::string guarded = !text.empty() && (text[0] == '.' || text[0] == '\'') ? "\\&" : "";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i).starts_with(kEllipsis)) {
      guarded += "...";
      i += kEllipsis.size() - 1;
    } else if (c == '\\') {
      guarded += "\\e";
    } else if (c == '-') {
      guarded += "\\-";
    } else {
      guarded += c;
    }
  }
  return guarded;
}

std::string man_head(std::string_view page, std::string_view summary) {
  return fmt::format(".TH {} 1 \"\" \"refreshsim {}\" \"\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n",
                     roff(page), REFRESHSIM_VERSION, roff(page), roff(summary));
}

std::string synopsis(const Command& command) {
  return fmt::format(".B refreshsim {}\n.RI \"{} \" [ OPTIONS ]\n", command.name,
                     roff(command.arguments));
}

std::string man_option(const OptionRow& row) {
  return fmt::format(".TP\n.BI {} \" {}\"\n{}\n", roff(row.flag), roff(row.value),
                     roff(row.meaning));
}

std::string exit_status() {
  return ".SH EXIT STATUS\n"
         ".TP\n0\nall as expected\n"
         ".TP\n1\nan expectation, an invariant or a comparison failed\n"
         ".TP\n2\nusage\n"
         ".TP\n3\na file could not be read or written, or is invalid\n"
         ".TP\n70\na defect of the program itself\n";
}

std::string page_of(const Command& command) {
  std::string text = man_head("refreshsim-" + std::string(command.name), command.summary) +
                     synopsis(command) + ".SH OPTIONS\n";
  for (const Opt opt : command.options) text += man_option(option_row(opt));
  text += ".SH EXAMPLES\n.nf\n";
  for (const std::string_view each : command.examples) text += roff(each) + "\n";
  return text + ".fi\n" + exit_status() + ".SH SEE ALSO\n.BR refreshsim (1)\n";
}

std::string page_of_program() {
  std::string text =
      man_head("refreshsim", "what a rollout does to a fleet, before it does it") +
      ".B refreshsim\n.IR \"COMMAND \" [ ARGUMENTS \"] [\" OPTIONS ]\n.SH DESCRIPTION\n"
      "A deterministic simulator of instance refresh and rollback in auto\\-scaling groups.\n"
      ".SH COMMANDS\n";
  for (const Command& each : commands()) {
    text += fmt::format(".TP\n.BI {} \" {}\"\n{}\n", each.name, roff(each.arguments),
                        roff(each.summary));
  }
  return text + exit_status();
}

Exit man(const Options& options) {
  std::string text = options.arguments.empty() ? page_of_program() : "";
  std::vector<std::string_view> names;
  for (const Command& each : commands()) {
    names.push_back(each.name);
    if (!options.arguments.empty() && options.arguments.front() == each.name) text = page_of(each);
  }
  if (text.empty()) {
    const std::string& wanted = options.arguments.front();
    complain("refreshsim man: there is no command `" + wanted + "`" + did_you_mean(wanted, names));
    return Exit::usage;
  }
  OutputFile out(options.output);
  out.write(text);
  return finish(out);
}

}  // namespace

const Command kManCommand{
    "man", "prints a manual page, for `man -l -`", "[COMMAND]", 0, 1, kManOptions, kManExamples,
    man};

}  // namespace refreshsim::tools
