#include "sim/incident/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sim/base/duration_text.h"
#include "sim/incident/story.h"
#include "sim/report/json_writer.h"
#include "sim/report/words.h"
#include "sim/scenario/block_text.h"
#include "sim/scenario/fields.h"
#include "sim/scenario/load_tree.h"
#include "sim/scenario/outline.h"
#include "sim/scenario/render.h"

namespace refreshsim {
namespace {

constexpr std::string_view kBundleKey = "bundle";
constexpr std::uint64_t kMostRecordsTold = 16;

std::uint64_t hex_of(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number, 16);
  return number;
}

std::uint64_t count_of(const Fields& fields, std::string_view key) {
  return static_cast<std::uint64_t>(fields.integer(key).value_or(0));
}

std::string in_json_quotes(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

/// How the run ended, for the reader.
std::vector<std::string> brief(const RunResult& result) {
  std::vector<std::string> lines;
  for (const ActivityView& each : result.activities) {
    lines.push_back(fmt::format("{}: {}", each.as.empty() ? each.id : each.as, name(each.status)));
  }
  for (const CallView& each : result.calls) {
    if (!each.code.empty())
      lines.push_back(fmt::format("call {}: {}", each.call.value + 1, each.code));
  }
  std::size_t failed = 0;
  for (const ExpectationView& each : result.expectations) {
    if (each.ok) continue;
    ++failed;
    lines.push_back(fmt::format("failed: {}; got {}", each.text, each.got));
  }
  lines.push_back(fmt::format("{} of {} expectations hold", result.expectations.size() - failed,
                              result.expectations.size()));
  return lines;
}

std::string bundle_key(const std::string& program, const RunResult& result) {
  std::string text = fmt::format(
      "bundle:\n  program: {}\n  seed: {}\n  replica: {}\n  fingerprint: \"{}\"\n  records: {}\n",
      program, result.seed, result.replica, hex16(result.fingerprint), result.records);
  if (!result.checkpoints.empty()) text += "  checkpoints:\n";
  for (const Checkpoint& each : result.checkpoints) {
    text += fmt::format("    - {{records: {}, fingerprint: \"{}\"}}\n", each.records,
                        hex16(each.fingerprint));
  }
  text += "  result:\n";
  for (const std::string& line : brief(result)) {
    text += "    - " + in_json_quotes(line) + "\n";
  }
  return text;
}

/// A tree's root without its bundle, and with the scenario's name if it has none.
NodeId named_root(WholeTree& whole, const std::string& name) {
  Tree& tree = whole.tree;
  std::vector<NodeId> pairs;
  const std::span<const NodeId> all = tree.items(whole.root);
  const Origin origin = tree.origin(whole.root);
  for (std::size_t i = 0; i < all.size(); i += 2) {
    if (tree.text(all[i]) != kBundleKey) pairs.insert(pairs.end(), {all[i], all[i + 1]});
  }
  if (!tree.find(whole.root, "name").some()) {
    pairs.push_back(tree.add_scalar("name", true, origin));
    pairs.push_back(tree.add_scalar(name, false, origin));
  }
  return tree.add_map(pairs, origin);
}

/// The text as it was written, if nothing has to be merged into it: without an old bundle, with a
/// name. None if it can't be kept.
std::optional<std::string> kept_text(const std::string& text, const std::string& name) {
  auto outline = Outline::of(text);
  if (!outline) return std::nullopt;
  const Outline::Node& root = outline->nodes().front();
  if (root.kind != Outline::Kind::map || root.flow) return std::nullopt;
  if (outline->find(root, "extends") != nullptr) return std::nullopt;
  const bool named = outline->find(root, "name") != nullptr;
  std::string kept = outline->text();
  for (std::size_t i = 0; i < root.entries(); ++i) {
    if (outline->written(outline->nodes()[root.children[2 * i]]) != kBundleKey) continue;
    auto without = outline->without(root, i, i + 1);
    if (!without) return std::nullopt;
    kept = std::move(*without);
  }
  if (!kept.ends_with('\n')) kept += '\n';
  if (!named) kept += "name: " + in_json_quotes(name) + "\n";
  return kept;
}

}  // namespace

std::optional<Bundle> bundle_in(const std::string& text, const std::string& path) {
  if (text.find(kBundleKey) == std::string::npos) return std::nullopt;
  const WholeTree whole = parse_tree(text, path);
  if (!whole.root.some()) return std::nullopt;
  const NodeId node = whole.tree.find(whole.root, kBundleKey);
  if (!whole.tree.is(node, NodeKind::map)) return std::nullopt;
  const Fields fields(whole.tree, node);
  Bundle bundle;
  bundle.program = fields.text("program");
  bundle.recorded.name = "the bundle";
  bundle.recorded.seed = count_of(fields, "seed");
  bundle.recorded.replica = static_cast<std::uint32_t>(count_of(fields, "replica"));
  bundle.recorded.fingerprint = hex_of(fields.text("fingerprint"));
  bundle.recorded.records = count_of(fields, "records");
  const NodeId checkpoints = fields.node("checkpoints");
  if (!whole.tree.is(checkpoints, NodeKind::list)) return bundle;
  for (const NodeId each : whole.tree.items(checkpoints)) {
    const Fields one(whole.tree, each);
    bundle.recorded.checkpoints.push_back(
        {count_of(one, "records"), hex_of(one.text("fingerprint"))});
  }
  return bundle;
}

tl::expected<std::string, std::vector<Diagnostic>> bundle_text(const std::string& text,
                                                               const std::string& path,
                                                               const std::string& program,
                                                               const RunResult& result) {
  const std::string key = bundle_key(program, result);
  WholeTree whole = parse_tree(text, path);
  const auto kept = kept_text(text, result.name);
  const NodeId root = named_root(whole, result.name);
  if (kept) {
    // Only if it still says the same: a text can end in ways that nothing can follow.
    WholeTree again = parse_tree(*kept + key, path);
    const bool same =
        again.root.some() && again.complaints.none() &&
        render(again.tree, named_root(again, result.name)) == render(whole.tree, root);
    if (same) return *kept + key;
  }
  return block_text(whole.tree, root) + key;
}

std::optional<BundleDifference> bundle_difference(const Bundle& bundle, const RunResult& result) {
  const ResultFile mine = ResultFile::of(result);
  const auto interval = parting_interval(bundle.recorded, mine);
  if (!interval) return std::nullopt;
  BundleDifference found;
  found.first = interval->equal;
  found.last = interval->differs - 1;
  found.text = fmt::format(
      "this run is not the one that was bundled by {}: fingerprint {} instead of {}; {}"
      "the first difference is among records {} to {}",
      bundle.program, hex16(mine.fingerprint), hex16(bundle.recorded.fingerprint),
      interval->equal == 0 ? std::string()
                           : fmt::format("the first {} records are the same, ", interval->equal),
      found.first, found.last);
  return found;
}

std::vector<std::string> records_of(const BundleDifference& difference, const Scenario& scenario,
                                    const RunResult& result) {
  const Story story(scenario, result.seed, result.replica);
  const std::uint64_t end = std::min<std::uint64_t>(difference.last + 1, story.records().size());
  std::vector<std::string> lines;
  for (std::uint64_t i = difference.first; i < end; ++i) {
    const std::uint64_t from_first = i - difference.first;
    if (end - difference.first > kMostRecordsTold && from_first == kMostRecordsTold / 2) {
      lines.emplace_back("…");
      i = end - kMostRecordsTold / 2;
    }
    lines.push_back(fmt::format("record {}, at {}: {}", i,
                                duration_text(Duration{story[i].time_ms}),
                                sentence(story, story[i])));
  }
  if (difference.last >= story.records().size()) lines.emplace_back("here the run ends");
  return lines;
}

}  // namespace refreshsim
