#include "sim/chart/dot.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace refreshsim {
namespace {

// A quoted id of the DOT language: in it only the quote and the backslash mean something.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

bool among(std::string_view state, const std::vector<std::string_view>& states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

// `\n` inside a label begins a new line.
std::string node(const StateRow& state, bool final) {
  const std::string name = quoted(state.name);
  const std::string meaning = quoted(state.meaning);
  std::string text = "  " + name + " [label=" + name.substr(0, name.size() - 1);
  if (!state.meaning.empty()) text += "\\n" + meaning.substr(1, meaning.size() - 2);
  text += final ? "\", peripheries=2];\n" : "\"];\n";
  return text;
}

std::string row_label(const TransitionRow& row) {
  std::string label(row.trigger);
  if (!row.guard.empty()) label += " [" + std::string(row.guard) + "]";
  if (!row.action.empty()) label += " / " + std::string(row.action);
  return label;
}

using Arrow = std::pair<std::string_view, std::string_view>;

// `\l` ends a line of a label and sets it flush left.
std::string arrow_label(const MachineTable& machine, const Arrow& arrow) {
  std::string label = "\"";
  for (const TransitionRow& row : machine.rows) {
    if (Arrow{row.from, row.to} != arrow) continue;
    const std::string line = quoted(row_label(row));
    label += line.substr(1, line.size() - 2) + "\\l";
  }
  return label += '"';
}

std::vector<Arrow> arrows_of(const MachineTable& machine) {
  std::vector<Arrow> arrows;
  for (const TransitionRow& row : machine.rows) {
    const Arrow arrow{row.from, row.to};
    if (std::find(arrows.begin(), arrows.end(), arrow) == arrows.end()) arrows.push_back(arrow);
  }
  return arrows;
}

}  // namespace

std::string dot(const MachineTable& machine) {
  std::string text = "digraph " + quoted(machine.name) + " {\n";
  text += "  label=" + quoted(machine.doc) + "; labelloc=t; rankdir=TB;\n";
  text += "  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
  text += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
  for (const StateRow& state : machine.states) {
    text += node(state, among(state.name, machine.final));
  }
  for (const std::string_view state : machine.initial) {
    const std::string start = quoted("begin " + std::string(state));
    text += "  " + start + " [shape=point, label=\"\"];\n";
    text += "  " + start + " -> " + quoted(state) + ";\n";
  }
  for (const Arrow& arrow : arrows_of(machine)) {
    text += "  " + quoted(arrow.first) + " -> " + quoted(arrow.second) +
            " [label=" + arrow_label(machine, arrow) + "];\n";
  }
  return text += "}\n";
}

}  // namespace refreshsim
