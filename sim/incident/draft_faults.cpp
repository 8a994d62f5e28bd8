#include "sim/incident/draft_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/base/utc.h"
#include "sim/incident/yaml_flow.h"
#include "sim/report/words.h"
#include "sim/scenario/render.h"

namespace refreshsim {
namespace {

class FaultWriter {
 public:
  explicit FaultWriter(const Draft& draft) : draft_(draft), usual_ms_(usual_length_ms(draft)) {}

  std::string text() {
    rows();
    for (const SurgePlan& each : draft_.surges) surge(each);
    for (const std::string& each : draft_.surge_goes_at_once) {
      out_ += fmt::format(
          "  - {{match: {{activity: {}, surge: true, step: terminate}}, outcome: {{takes: 0s}}}}\n",
          each);
    }
    for (const Removal& each : draft_.removals) removal(each);
    for (const Hindrance& each : draft_.hindrances) hindrance(each);
    if (!draft_.finished) everything_hangs();
    return out_.empty() ? out_ : "\nfaults:\n" + out_;
  }

 private:
  /// What rows must have in common to share an entry.
  using Kind = std::tuple<std::string, std::size_t, std::uint32_t, PlannedEnd, Step, Step,
                          std::string, std::int64_t>;

  void rows() {
    std::map<Kind, std::vector<const RowPlan*>> kinds;
    std::vector<Kind> order;
    for (const RowPlan& each : draft_.rows) {
      const Kind kind{each.activity, each.batch,   each.attempt, each.ending,
                      each.main,     each.failing, each.message, each.end.at_ms - each.start_ms};
      auto& members = kinds[kind];
      if (members.empty()) order.push_back(kind);
      members.push_back(&each);
    }
    for (const Kind& kind : order) row_entries(kinds[kind]);
  }

  void row_entries(const std::vector<const RowPlan*>& rows) {
    const RowPlan& row = *rows.front();
    if (row.ending == PlannedEnd::hangs && !draft_.finished) return;
    const std::int64_t length_ms = row.end.at_ms - row.start_ms;
    const bool usual = draft_.finished && row.ending == PlannedEnd::passes &&
                       row.main == Step::reinstall && length_ms == usual_ms_;
    if (usual) return;
    const std::string who = match(rows);
    out_ += comment(row.end, row.ending);
    if (row.ending == PlannedEnd::hangs) return entry(who, row.main, "hang", "");
    const bool same = row.ending == PlannedEnd::fails && row.failing == row.main;
    if (same) {
      entry(who, row.main, "{fail_after: " + yaml_length(length_ms) + "}", row.message);
    } else {
      const bool drains = row.ending == PlannedEnd::fails && row.failing == Step::drain;
      if (!drains) entry(who, row.main, "{takes: " + yaml_length(length_ms) + "}", "");
      if (row.ending == PlannedEnd::fails) {
        entry(who, row.failing, "{fail_after: " + yaml_length(drains ? length_ms : 0) + "}",
              row.message);
      }
    }
    const bool terminates = row.main == Step::launch && row.ending == PlannedEnd::passes;
    if (terminates && !draft_.finished) entry(who, Step::terminate, "{takes: 0s}", "");
  }

  std::string match(const std::vector<const RowPlan*>& rows) const {
    std::string ids;
    for (const RowPlan* each : rows) ids += (ids.empty() ? "" : ", ") + yaml_scalar(each->instance);
    if (rows.size() > 1) ids = "[" + ids + "]";
    const RowPlan& row = *rows.front();
    return fmt::format("activity: {}, batch: {}, attempt: {}, instance: {}", row.activity,
                       row.batch, row.attempt, ids);
  }

  void entry(const std::string& who, Step step, const std::string& outcome,
             const std::string& message) {
    out_ += fmt::format("  - {{match: {{{}, step: {}}}, outcome: {}{}}}\n", who, name(step),
                        outcome, message.empty() ? "" : ", message: " + yaml_scalar(message));
  }

  std::string clock(std::int64_t at_ms) const {
    return utc_text(draft_.incident->start_ms + at_ms).substr(11, 8);
  }

  std::string place(LogPlace at) const { return comment_path(draft_.incident->log.place_text(at)); }

  std::string comment(const Bounded& when, PlannedEnd ending) const {
    if (!draft_.finished) return {};
    std::string text = "  # ";
    if (ending == PlannedEnd::hangs) {
      text += "not over at the end of the log";
    } else {
      text += "ended between " + clock(when.from_ms);
      text += " and " + (when.to_ms ? clock(*when.to_ms) : std::string("the end of the log"));
    }
    if (when.seen_before) text += "; not yet: " + place(*when.seen_before);
    if (when.seen_after) text += "; over: " + place(*when.seen_after);
    return text + "\n";
  }

  void surge(const SurgePlan& plan) {
    if (plan.ending == PlannedEnd::hangs && !draft_.finished) return;
    const std::string length = yaml_length(plan.end.at_ms - plan.start_ms);
    const std::string outcome = plan.ending == PlannedEnd::hangs   ? "hang"
                                : plan.ending == PlannedEnd::fails ? "{fail_after: " + length + "}"
                                                                   : "{takes: " + length + "}";
    out_ += comment(plan.end, plan.ending);
    out_ += fmt::format(
        "  - {{match: {{activity: {}, surge: true, step: {}, attempt: {}}}, outcome: {}}}\n",
        plan.activity, plan.out ? "launch" : "terminate", plan.attempt, outcome);
  }

  void removal(const Removal& each) {
    out_ += comment(each.when, PlannedEnd::passes);
    out_ += fmt::format("  - {{at: {}, remove: {}}}\n", yaml_length(each.when.at_ms),
                        yaml_scalar(each.instance));
  }

  void hindrance(const Hindrance& each) {
    if (!each.abnormal) return;
    if (draft_.finished) {
      out_ += "  # assumed: CVM_ABNORMAL, for as long as the refused call at " + place(each.place) +
              "\n";
    }
    out_ += fmt::format("  - {{at: {}, group_status: {{{}: CVM_ABNORMAL}}, for: 1ms}}\n",
                        yaml_length(each.at_ms), yaml_scalar(each.group));
  }

  /// So that the replay stops at the first thing that has no explanation yet.
  void everything_hangs() {
    for (const Step step : {Step::reinstall, Step::launch, Step::terminate}) {
      out_ += fmt::format("  - {{match: {{step: {}}}, outcome: hang}}\n", name(step));
    }
  }

  const Draft& draft_;
  std::int64_t usual_ms_;
  std::string out_;
};

}  // namespace

std::int64_t usual_length_ms(const Draft& draft) {
  std::map<std::int64_t, std::size_t> counts;
  for (const RowPlan& each : draft.rows) {
    const bool counted = each.ending == PlannedEnd::passes && each.main == Step::reinstall;
    if (counted) ++counts[each.end.at_ms - each.start_ms];
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? 0 : most->first;
}

std::string draft_timing(const Draft& draft) {
  std::string text = "\ntiming:\n";
  if (draft.finished) {
    text =
        "\n# assumed: a row's time is that of its reinstall (or launch); the log only tells the "
        "sum\n"
        "timing:\n";
  }
  for (const Step step : values<Step>()) {
    const bool usual = draft.finished && step == Step::reinstall;
    text +=
        fmt::format("  {}: {}\n", name(step), usual ? yaml_length(usual_length_ms(draft)) : "0s");
  }
  return text;
}

std::string draft_faults(const Draft& draft) { return FaultWriter(draft).text(); }

}  // namespace refreshsim
