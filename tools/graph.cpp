// refreshsim graph: the state machines, as Graphviz.
#include <array>

#include "refreshsim/table.h"
#include "sim/base/suggest.h"
#include "sim/chart/dot.h"
#include "tools/command.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kGraphOptions{Opt::output};
constexpr std::array<std::string_view, 2> kGraphExamples{
    "refreshsim graph", "refreshsim graph activity --output activity.dot"};

Exit no_such_machine(const std::string& name, const std::vector<MachineTable>& all) {
  std::vector<std::string_view> names;
  std::string list;
  for (const MachineTable& machine : all) {
    names.push_back(machine.name);
    list += (list.empty() ? "" : ", ") + std::string(machine.name);
  }
  complain("refreshsim graph: there is no machine `" + name + "`" + did_you_mean(name, names) +
           "\nThere are " + list + ".");
  return Exit::usage;
}

Exit graph(const Options& options) {
  const std::vector<MachineTable> all = machines();
  const std::string wanted = options.arguments.empty() ? "" : options.arguments.front();
  std::string text;
  for (const MachineTable& machine : all) {
    if (wanted.empty() || machine.name == wanted) text += dot(machine);
  }
  if (text.empty()) return no_such_machine(wanted, all);
  OutputFile out(options.output);
  out.write(text);
  return finish(out);
}

}  // namespace

const Command kGraphCommand{
    "graph", "draws the state machines, as Graphviz", "[NAME]", 0, 1, kGraphOptions, kGraphExamples,
    graph};

}  // namespace refreshsim::tools
