#include <fmt/format.h>

#include <set>

#include "sim/base/duration_text.h"
#include "sim/incident/explanation.h"
#include "sim/incident/reasons.h"

namespace refreshsim {
namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string box(const Story& story, const Record& record, bool asked) {
  std::string label = in_quotes(duration_text(Duration{record.time_ms}));
  label.pop_back();
  label += "\\n" + in_quotes(sentence(story, record)).substr(1);
  const bool outside = record.cause == record.sequence;
  return fmt::format("  r{} [label={}{}{}];\n", record.sequence, label,
                     asked ? ", peripheries=2" : "", outside ? ", style=bold" : "");
}

}  // namespace

std::string explanation_dot(const Story& story, const std::vector<Explanation>& all) {
  std::vector<Sequence> chains;
  std::set<Sequence> asked;
  for (const Explanation& each : all) {
    chains.insert(chains.end(), each.chain.begin(), each.chain.end());
    if (!each.chain.empty()) asked.insert(each.chain.front());
  }
  std::string boxes;
  std::string arrows;
  for (const Sequence each : grounds_of(story, chains)) {
    const Record& record = story[each];
    boxes += box(story, record, asked.contains(each));
    if (record.cause < each) arrows += fmt::format("  r{} -> r{};\n", record.cause, each);
    for (const Sequence other : reasons(story, record)) {
      arrows += fmt::format("  r{} -> r{} [style=dashed];\n", other, each);
    }
  }
  return "digraph " + in_quotes(story.result().name) +
         " {\n  rankdir=TB; node [shape=box, style=rounded, fontname=\"sans-serif\"];\n" + boxes +
         arrows + "}\n";
}

}  // namespace refreshsim
