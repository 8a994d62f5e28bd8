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

std::string bundle_key(const std::string& program, const RunResult& result,
                       const RecordDigests& digests) {
  std::string text = fmt::format(
      "bundle:\n  program: {}\n  seed: {}\n  replica: {}\n  fingerprint: \"{}\"\n  records: {}\n",
      program, result.seed, result.replica, hex16(result.fingerprint), result.records);
  if (!result.checkpoints.empty()) text += "  checkpoints:\n";
  for (const Checkpoint& each : result.checkpoints) {
    text += fmt::format("    - {{records: {}, fingerprint: \"{}\"}}\n", each.records,
                        hex16(each.fingerprint));
  }
  const std::vector<std::string> lines = digests.lines();
  if (!lines.empty()) text += "  digests:\n";
  for (const std::string& line : lines) text += "    - \"" + line + "\"\n";
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
  const std::span<const NodeId> all = tree.pairs(whole.root);
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

/// What the digests tell of where a run parts from a bundle's: often a single record. None: the
/// bundle has none.
std::optional<PartingInterval> narrowed(const Bundle& bundle, const Story& story) {
  if (bundle.digests.empty()) return std::nullopt;
  RecordDigests digests(story.scenario());
  digests.hear(story.records());
  if (const auto found = parting_of(bundle.digests, bundle.recorded.records, digests)) return found;
  // One of the two goes on where the other ends, or what differs has no digest of its own.
  const std::uint64_t shared = std::min<std::uint64_t>(
      {bundle.digests.size() * digests.spacing(), story.records().size(), bundle.recorded.records});
  const std::uint64_t all =
      std::max<std::uint64_t>(story.records().size(), bundle.recorded.records);
  const bool ends = digests.spacing() == 1 && all > shared;
  return PartingInterval{shared, ends ? shared + 1 : all};
}

std::string where_text(const PartingInterval& where, const Bundle& bundle, std::uint64_t records) {
  if (where.differs <= where.equal) {
    return "every record is the same, but not all names that the file gives";
  }
  const std::string same =
      where.equal == 0 ? "" : fmt::format("the first {} records are the same, ", where.equal);
  const std::uint64_t last = where.differs - 1;
  if (where.equal < last) {
    return fmt::format(
        "{}the first difference is among records {} to {}; `refreshsim run --timeline FILE.csv` in "
        "both places, and `refreshsim diff` of the two files, show the very one",
        same, where.equal, last);
  }
  if (last >= bundle.recorded.records) return same + "where the bundle's run ended this one has";
  if (last >= records) {
    return fmt::format("{}record {} of the bundle's run is missing here", same, last);
  }
  return fmt::format("{}the first that differs is", same);
}

/// The run's own records in there.
std::vector<std::string> records_in(const PartingInterval& where, const Story& story) {
  const std::uint64_t end = std::min<std::uint64_t>(where.differs, story.records().size());
  std::vector<std::string> lines;
  for (std::uint64_t i = where.equal; i < end; ++i) {
    if (end - where.equal > kMostRecordsTold && i - where.equal == kMostRecordsTold / 2) {
      lines.emplace_back("…");
      i = end - kMostRecordsTold / 2;
    }
    lines.push_back(fmt::format("record {}, at {}: {}", i,
                                duration_text(Duration{story[i].time_ms}),
                                sentence(story, story[i])));
  }
  if (where.differs > story.records().size()) lines.emplace_back("here the run ends");
  return lines;
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
  const NodeId digests = fields.node("digests");
  if (whole.tree.is(digests, NodeKind::list)) {
    for (const NodeId each : whole.tree.items(digests)) {
      const std::vector<std::uint16_t> line = digests_in(whole.tree.text(each));
      bundle.digests.insert(bundle.digests.end(), line.begin(), line.end());
    }
  }
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
                                                               const RunResult& result,
                                                               const RecordDigests& digests) {
  const std::string key = bundle_key(program, result, digests);
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

std::vector<std::string> bundle_difference(const Bundle& bundle, const Scenario& scenario,
                                           const RunResult& result) {
  const ResultFile mine = ResultFile::of(result);
  const auto apart = parting_interval(bundle.recorded, mine);
  if (!apart) return {};
  const Story story(scenario, result.seed, result.replica);
  const PartingInterval where = narrowed(bundle, story).value_or(*apart);
  std::vector<std::string> lines{fmt::format(
      "this run is not the one that was bundled by {}: fingerprint {} instead of {}; {}",
      bundle.program, hex16(mine.fingerprint), hex16(bundle.recorded.fingerprint),
      where_text(where, bundle, story.records().size()))};
  for (std::string& each : records_in(where, story)) lines.push_back(std::move(each));
  return lines;
}

}  // namespace refreshsim
