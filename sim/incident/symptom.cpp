#include "sim/incident/symptom.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "refreshsim/run.h"
#include "sim/base/check.h"
#include "sim/incident/log_difference.h"
#include "sim/scenario/load_tree.h"
#include "sim/scenario/parse.h"

namespace refreshsim {
namespace {

constexpr int kHolds = 0;
constexpr int kFails = 1;
constexpr int kInvalid = 3;
constexpr int kDefect = 70;
constexpr std::uint64_t kSpareEvents = 1'000'000;

/// Numbers, times and ids may change as a scenario shrinks: each word with a digit first is `#`.
std::string masked(std::string_view text) {
  std::string out;
  bool in_word = false;
  bool in_number = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool goes_on = in_number && (digit || letter || c == '.');
    if (!in_word && digit && !in_number) out += '#';
    in_number = goes_on || (digit && !in_word);
    if (!in_number) out += c;
    in_word = !in_number && (letter || (digit && in_word) || (c == '-' && in_word));
  }
  return out;
}

bool about_call(std::string_view text) { return text.starts_with("call "); }

/// The file's root with one expectation more.
NodeId with_expectation(WholeTree& whole, NodeId expectation) {
  Tree& tree = whole.tree;
  const Origin origin = tree.origin(whole.root);
  std::vector<NodeId> pairs;
  std::vector<NodeId> wanted;
  const std::span<const NodeId> all = tree.pairs(whole.root);
  for (std::size_t i = 0; i < all.size(); i += 2) {
    const bool list = tree.text(all[i]) == "expect" && tree.is(all[i + 1], NodeKind::list);
    if (!list) pairs.insert(pairs.end(), {all[i], all[i + 1]});
    if (list) wanted.assign(tree.items(all[i + 1]).begin(), tree.items(all[i + 1]).end());
  }
  wanted.push_back(expectation);
  pairs.push_back(tree.add_scalar("expect", true, origin));
  pairs.push_back(tree.add_list(wanted, origin));
  return tree.add_map(pairs, origin);
}

LoadResult load_with(const std::string& text, const std::string& keep) {
  WholeTree whole = parse_tree(text, "scenario.yaml");
  if (keep.empty() || !whole.tree.is(whole.root, NodeKind::map)) {
    LoadResult result = load_tree(whole.tree, whole.root, whole.complaints);
    result.diagnostics.insert(result.diagnostics.end(), whole.unreadable.begin(),
                              whole.unreadable.end());
    return result;
  }
  const std::uint16_t source = whole.tree.add_source(Source("--keep", keep));
  const auto node = parse_yaml(whole.tree, source, whole.complaints);
  const NodeId root = node && node->some() ? with_expectation(whole, *node) : whole.root;
  return load_tree(whole.tree, root, whole.complaints);
}

}  // namespace

struct Symptom::Outcome {
  int exit = kHolds;
  std::string complaint;  ///< what is wrong with the file
  std::string defect;
  std::uint64_t events = 0;
  std::vector<ExpectationView> expectations;
  std::size_t kept = 0;  ///< the place of `keep` among them
  std::optional<LogDifference> parting;
};

Symptom::Outcome Symptom::outcome(const std::string& text,
                                  const std::atomic<bool>* interrupt) const {
  Outcome out;
  try {
    const LoadResult loaded = load_with(text, keep_);
    if (!loaded.ok()) {
      out.exit = kInvalid;
      out.complaint = describe(loaded.diagnostics.front());
      return out;
    }
    RunOptions how;
    how.progress = [&](std::uint64_t events, std::int64_t) {
      const bool interrupted = interrupt != nullptr && interrupt->load();
      return !interrupted && (most_events_ == 0 || events < most_events_);
    };
    if (log_ != nullptr) {
      LogComparison compared = compare_with_log(loaded.scenario, *log_, how);
      out.events = compared.result.events;
      const bool whole = compared.result.stopped.empty() || most_events_ == 0;
      if (whole) out.parting = std::move(compared.first);
      return out;
    }
    RunResult result = Simulation(loaded.scenario).assess(how);
    out.exit = result.as_expected() ? kHolds : kFails;
    out.events = result.events;
    if (!keep_.empty()) out.kept = loaded.scenario.expectations.size() - 1;
    if (result.stopped.empty() || most_events_ == 0)
      out.expectations = std::move(result.expectations);
  } catch (const Defect& defect) {
    out.exit = kDefect;
    out.defect = defect.what();
  }
  return out;
}

tl::expected<Symptom, std::string> Symptom::of(const std::string& text, const Wish& wish) {
  Symptom found;
  found.keep_ = wish.keep;
  found.log_ = wish.log;
  const Outcome first = found.outcome(text, nullptr);
  found.most_events_ = 20 * first.events + kSpareEvents;
  if (wish.exit) {
    if (first.exit != *wish.exit) {
      return tl::unexpected(fmt::format("its exit code is {}, not {}", first.exit, *wish.exit));
    }
    found.kind_ = Kind::exit;
    found.exit_ = *wish.exit;
    found.got_ = masked(first.complaint.substr(0, first.complaint.find('\n')));
    found.words_ = fmt::format("exit code {}", *wish.exit);
    return found;
  }
  if (first.exit == kInvalid) return tl::unexpected(first.complaint);
  if (first.exit == kDefect) {
    found.kind_ = Kind::defect;
    found.got_ = masked(first.defect);
    found.words_ = "a defect of the program: " + first.defect;
    return found;
  }
  if (wish.log != nullptr) {
    if (!first.parting) return tl::unexpected<std::string>("it does not part from the log");
    found.kind_ = Kind::log;
    found.take(*first.parting);
    return found;
  }
  const auto& all = first.expectations;
  auto shown = std::find_if(all.begin(), all.end(), [](const auto& each) { return !each.ok; });
  if (!wish.keep.empty()) shown = all.begin() + static_cast<std::ptrdiff_t>(first.kept);
  if (shown == all.end()) {
    return tl::unexpected<std::string>(
        "every expectation holds; --keep says what else is to stay as it is");
  }
  found.kind_ = wish.keep.empty() ? Kind::expectation : Kind::kept;
  found.text_ = about_call(shown->text) ? masked(shown->text) : shown->text;
  found.ok_ = shown->ok;
  found.got_ = masked(shown->got);
  found.words_ =
      shown->ok ? shown->text + " holds" : fmt::format("{} fails: {}", shown->text, shown->got);
  return found;
}

void Symptom::take(const LogDifference& parting) {
  exchange_ = parting.exchange;
  text_ = parting.what;
  got_ = masked(parting.simulation_says);
  words_ = fmt::format("the difference at {}: {}: the log says {}, the simulation {}",
                       log_->log.place_text(log_->log.exchanges[parting.exchange].place),
                       parting.what, parting.log_says, parting.simulation_says);
}

bool Symptom::shown_by(const std::string& text, const std::atomic<bool>* interrupt) const {
  const Outcome now = outcome(text, interrupt);
  switch (kind_) {
    case Kind::exit:
      return now.exit == exit_ && masked(now.complaint.substr(0, now.complaint.find('\n'))) == got_;
    case Kind::defect:
      return now.exit == kDefect && masked(now.defect) == got_;
    case Kind::log:
      // Up to there the run still is as the log has it.
      return now.parting && now.parting->exchange == exchange_ && now.parting->what == text_ &&
             masked(now.parting->simulation_says) == got_;
    case Kind::kept: {
      if (now.kept >= now.expectations.size()) return false;
      const ExpectationView& kept = now.expectations[now.kept];
      // What holds says it all; what fails is to fail in the same way.
      return kept.ok == ok_ && (ok_ || masked(kept.got) == got_);
    }
    case Kind::expectation:
      break;
  }
  return std::any_of(now.expectations.begin(), now.expectations.end(), [&](const auto& each) {
    if (each.ok || masked(each.got) != got_) return false;
    return about_call(each.text) ? masked(each.text) == text_ : each.text == text_;
  });
}

}  // namespace refreshsim
