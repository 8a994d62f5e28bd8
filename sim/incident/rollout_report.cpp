#include <fmt/format.h>

#include <algorithm>

#include "sim/base/duration_text.h"
#include "sim/incident/rollout.h"
#include "sim/report/json_writer.h"
#include "sim/report/words.h"
#include "sim/report/wrap.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostWaitsShown = 24;
constexpr std::size_t kMostRowsShown = 12;

std::string exact(std::int64_t ms) { return duration_text(Duration{ms}); }

class RolloutWriter {
 public:
  RolloutWriter(const Story& story, const Look& look) : story_(story), look_(look) {}

  std::string write(const Rollout& of) {
    const std::string name = story_.activity(of.activity);
    out_ = wrapped(fmt::format("{} took {}, from {} to {}{}", name, exact(of.end_ms - of.begin_ms),
                               story_.moment(of.begin_ms), story_.moment(of.end_ms),
                               of.ended ? "" : " (it has not ended)"),
                   "  ", look_, Ink::strong);
    if (of.waits.empty()) return std::move(out_);
    out_ += "\n  What made it so long, and what a minute less would gain:\n";
    waits(of);
    if (!of.kinds.empty()) kinds(of);
    if (!of.rows.empty()) rows(of);
    return std::move(out_);
  }

 private:
  void waits(const Rollout& of) {
    std::int64_t at = of.begin_ms;
    for (std::size_t i = 0; i < of.waits.size(); ++i) {
      const RolloutWait& wait = of.waits[i];
      const std::string gain = wait.gain_ms > 0 ? exact(wait.gain_ms) : "-";
      if (i < kMostWaitsShown) {
        const std::string head =
            fmt::format("  {:>8}  {:>9}  {:>6}  ", story_.clock(at), exact(wait.ms), gain);
        const bool last = i + 1 == of.waits.size();
        out_ += wrapped(head + wait.text + (wait.alone && !last ? "; all else waits for it" : ""),
                        std::string(head.size(), ' '), look_);
      }
      at += wait.ms;
    }
    if (of.waits.size() > kMostWaitsShown) {
      out_ += fmt::format("  ... and {} more, which `--format json` tells\n",
                          of.waits.size() - kMostWaitsShown);
    }
  }

  void kinds(const Rollout& of) {
    out_ += "\n  What it would gain were all of a kind a minute shorter:\n";
    for (const KindGain& each : of.kinds) {
      out_ += fmt::format("  {:>8}  {}\n", exact(each.gain_ms), each.what);
    }
  }

  /// The tightest rows first: those are where more time is lost first.
  void rows(const Rollout& of) {
    std::vector<RowSlack> sorted = of.rows;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const RowSlack& a, const RowSlack& b) { return a.slack_ms < b.slack_ms; });
    out_ += "\n  How much longer each row could have taken:\n";
    for (std::size_t i = 0; i < std::min(sorted.size(), kMostRowsShown); ++i) {
      const Record& row = story_[sorted[i].row];
      const std::string slack = sorted[i].slack_ms == 0 ? "nothing: it is on the critical path"
                                                        : exact(sorted[i].slack_ms);
      out_ += fmt::format("  {} (batch {}): {}\n", story_.instance(row.a), row.b, slack);
    }
    if (sorted.size() > kMostRowsShown) {
      out_ += fmt::format("  ... and {} more\n", sorted.size() - kMostRowsShown);
    }
  }

  const Story& story_;
  const Look& look_;
  std::string out_;
};

void write_rollout(JsonWriter& json, const Story& story, const Rollout& of) {
  json.begin_map().key("activity").text(story.activity(of.activity));
  json.key("begin_ms").integer(of.begin_ms).key("end_ms").integer(of.end_ms);
  json.key("ended").flag(of.ended).key("critical_path").begin_list();
  for (const RolloutWait& wait : of.waits) {
    json.begin_map().key("from");
    if (wait.from == kNoRecord) json.null();
    if (wait.from != kNoRecord) json.integer(wait.from);
    json.key("to").integer(wait.to).key("ms").integer(wait.ms);
    json.key("gain_of_a_minute_ms").integer(wait.gain_ms).key("alone").flag(wait.alone);
    json.key("text").text(wait.text).end_map();
  }
  json.end_list().key("if_all_were_a_minute_shorter").begin_list();
  for (const KindGain& each : of.kinds) {
    json.begin_map().key("what").text(each.what).key("gain_ms").integer(each.gain_ms).end_map();
  }
  json.end_list().key("rows").begin_list();
  for (const RowSlack& each : of.rows) {
    const Record& row = story[each.row];
    json.begin_map().key("InstanceId").text(story.instance(row.a));
    json.key("batch").integer(row.b).key("slack_ms").integer(each.slack_ms).end_map();
  }
  json.end_list().end_map();
}

std::string dot_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string rollout_text(const Story& story, const std::vector<Rollout>& all, const Look& wish) {
  Look look = wish;
  look.width = std::clamp(wish.width, kMinWidth, kMaxWidth);
  std::string text;
  for (const Rollout& each : all) {
    text += (text.empty() ? "" : "\n") + RolloutWriter(story, look).write(each);
  }
  return text;
}

std::string rollout_json(const Story& story, const std::vector<Rollout>& all) {
  std::string out;
  JsonWriter json(out);
  json.begin_map().key("name").text(story.result().name);
  json.key("seed").integer(story.result().seed).key("replica").integer(story.result().replica);
  json.key("fingerprint").text(hex16(story.result().fingerprint)).key("rollouts").begin_list();
  for (const Rollout& each : all) write_rollout(json, story, each);
  json.end_list().end_map();
  return out + "\n";
}

std::string rollout_dot(const Story& story, const std::vector<Rollout>& all) {
  std::string text =
      "digraph " + dot_quoted(story.result().name) +
      " {\n  rankdir=TB; node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
  for (const Rollout& each : all) {
    std::string before = fmt::format("a{}", each.activity);
    text += fmt::format("  {} [label={}];\n", before,
                        dot_quoted(story.activity(each.activity) + " begins"));
    for (const RolloutWait& wait : each.waits) {
      const std::string next = fmt::format("a{}r{}", each.activity, wait.to);
      text += fmt::format("  {} [label={}];\n", next, dot_quoted(sentence(story, story[wait.to])));
      text += fmt::format("  {} -> {} [label={}];\n", before, next,
                          dot_quoted(exact(wait.ms) + ": " + wait.text));
      before = next;
    }
  }
  return text + "}\n";
}

}  // namespace refreshsim
