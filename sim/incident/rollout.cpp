#include "sim/incident/rollout.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/duration_text.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kShorterByMs = 60'000;

bool batch_ended(const Record& record) {
  const auto to = static_cast<BatchStatus>(record.to);
  return record.kind == RecordKind::batch_status &&
         (to == BatchStatus::SUCCESSFUL || to == BatchStatus::FAILED ||
          to == BatchStatus::PARTIALLY_SUCCESSFUL);
}

bool scaling_ended(const Record& record) {
  const auto to = static_cast<SurgeState>(record.to);
  return record.kind == RecordKind::surge_state && to != SurgeState::scaling_out &&
         to != SurgeState::scaling_in;
}

bool row_open(const Record& record) {
  const auto to = static_cast<RowStatus>(record.to);
  return to == RowStatus::WAITING || to == RowStatus::INIT || to == RowStatus::RUNNING;
}

/// Builds the network from the end back to the activity's creation.
class Unroller {
 public:
  Unroller(const Story& story, std::uint32_t activity, RolloutDetail detail)
      : story_(story),
        latest_(story.before(story.records().size())),
        all_(detail == RolloutDetail::all) {
    made_.activity = activity;
  }

  Rollout run() {
    const LatestOfActivity& it = latest_.activities[made_.activity];
    begin_ = it.created;
    end_ = last_record();
    made_.begin_ms = story_[begin_].time_ms;
    made_.end_ms = story_[end_].time_ms;
    collect();
    number();
    const CriticalPath path = critical_path(nodes_, waits_, node_[end_]);
    tell(path);
    if (!all_) return std::move(made_);
    kinds(path.length_ms);
    for (const Sequence row : it.rows) {
      const bool counts = row != kNoRecord && node_[row] != kNoNode && !row_open(story_[row]);
      if (counts) made_.rows.push_back({row, path.slack_ms[node_[row]]});
    }
    return std::move(made_);
  }

 private:
  /// The end of the activity, or the last that happened to it.
  Sequence last_record() {
    const LatestOfActivity& it = latest_.activities[made_.activity];
    const auto status = static_cast<ActivityStatus>(story_[it.status].to);
    made_.ended = status == ActivityStatus::SUCCESSFUL || status == ActivityStatus::CANCELLED ||
                  status == ActivityStatus::FAILED;
    Sequence last = it.status;
    if (made_.ended) return last;
    for (const Sequence row : it.rows) last = std::max(last, row);
    return last;
  }

  /// What a record had to wait for, beside its cause, which is the last of them: the path goes
  /// through that.
  std::vector<Sequence> joined(const Record& record) const {
    std::vector<Sequence> all;
    if (!all_) return all;
    if (batch_ended(record)) {
      for (Sequence i = record.sequence; i-- > begin_;) {
        const Record& each = story_[i];
        if (each.subject != record.subject) continue;
        if (each.kind == RecordKind::batch_status && each.part == record.part) break;
        const bool row = each.kind == RecordKind::row_status && each.b == record.part;
        if (row && !row_open(each)) all.push_back(i);
      }
    }
    if (scaling_ended(record)) {
      for (Sequence i = record.sequence; i-- > begin_;) {
        const Record& each = story_[i];
        if (each.kind == RecordKind::surge_state && each.subject == record.subject) break;
        const bool step = each.kind == RecordKind::step_ended && each.part == record.subject;
        if (step && each.b == 0) all.push_back(i);
      }
    }
    return all;
  }

  /// What a record followed. A step that an outage held up followed its own beginning: an outage
  /// that came at another time would have held it up as long.
  Sequence cause_of(const Record& record) const {
    if (!held_up(record)) return record.cause;
    Sequence started = record.cause;
    while (started > begin_ && !(story_[started].kind == RecordKind::step_started &&
                                 story_[started].subject == record.subject)) {
      --started;
    }
    return started;
  }
  bool held_up(const Record& record) const {
    return record.kind == RecordKind::step_ended &&
           story_[record.cause].kind == RecordKind::zone_outage;
  }

  bool is_root(const Record& record) const {
    const Sequence cause = cause_of(record);
    return cause == record.sequence || record.sequence == begin_ || cause < begin_;
  }

  void collect() {
    node_.assign(story_.records().size(), kNoNode);
    std::vector<Sequence> open{end_};
    while (!open.empty()) {
      const Sequence next = open.back();
      open.pop_back();
      if (node_[next] != kNoNode) continue;
      node_[next] = kReached;
      if (is_root(story_[next])) continue;
      open.push_back(cause_of(story_[next]));
      for (const Sequence each : joined(story_[next])) open.push_back(each);
    }
  }

  /// Node 0 is the rollout's beginning; records follow in their order.
  void number() {
    for (Sequence each = 0; each < node_.size(); ++each) {
      if (node_[each] == kNoNode) continue;
      node_[each] = nodes_++;
      const Record& record = story_[each];
      if (is_root(record)) {
        add(kNoRecord, each, std::max<std::int64_t>(record.time_ms - made_.begin_ms, 0));
        continue;
      }
      const Sequence cause = cause_of(record);
      add(cause, each, record.time_ms - story_[cause].time_ms);
      for (const Sequence other : joined(record)) add(other, each, 0);
    }
  }
  void add(Sequence from, Sequence to, std::int64_t ms) {
    waits_.push_back({from == kNoRecord ? 0 : node_[from], node_[to], ms});
    sides_.emplace_back(from, to);
  }

  void tell(const CriticalPath& path) {
    for (std::size_t i = 0; i < path.waits.size(); ++i) {
      const std::uint32_t wait = path.waits[i];
      if (waits_[wait].ms == 0) continue;
      RolloutWait told;
      told.from = sides_[wait].first;
      told.to = sides_[wait].second;
      told.ms = waits_[wait].ms;
      told.alone = all_ && path.in_every_way[waits_[wait].to];
      told.text = words(told);
      if (all_) {
        told.gain_ms = std::min({kShorterByMs, told.ms, path.length_ms - path.around_ms[i]});
      }
      made_.waits.push_back(std::move(told));
    }
  }

  void kinds(std::int64_t length_ms) {
    std::vector<std::vector<std::uint32_t>> steps(kCount<Step>);
    std::vector<std::uint32_t> reactions;
    for (std::uint32_t i = 0; i < waits_.size(); ++i) {
      const Record& to = story_[sides_[i].second];
      if (waits_[i].ms == 0 || sides_[i].first == kNoRecord) continue;
      if (to.kind == RecordKind::step_ended) steps[to.from].push_back(i);
      if (to.kind == RecordKind::call_made) reactions.push_back(i);
    }
    for (const Step step : values<Step>()) {
      kind(fmt::format("every {}", name(step)), steps[static_cast<std::size_t>(step)], length_ms);
    }
    kind("every reaction time", reactions, length_ms);
    std::stable_sort(made_.kinds.begin(), made_.kinds.end(),
                     [](const KindGain& a, const KindGain& b) { return a.gain_ms > b.gain_ms; });
  }
  void kind(std::string what, const std::vector<std::uint32_t>& shorter, std::int64_t length_ms) {
    if (shorter.empty()) return;
    const std::int64_t gain =
        length_ms - length_if_shorter(nodes_, waits_, node_[end_], shorter, kShorterByMs);
    if (gain > 0) made_.kinds.push_back({std::move(what), gain});
  }

  std::string words(const RolloutWait& wait) const {
    const Record& to = story_[wait.to];
    if (to.kind == RecordKind::call_made) {
      const std::string call = story_.call(to.subject);
      if (wait.from == kNoRecord) return "until " + call + ", at its time";
      return "until " + call + ", by its reaction time";
    }
    if (wait.from == kNoRecord) return "until " + sentence(story_, to);
    const Record& from = story_[wait.from];
    if (to.kind == RecordKind::step_ended) {
      const std::string rest = from.kind == RecordKind::step_started ? "" : "the rest of ";
      const std::string batch = to.b == 0 ? "surge" : fmt::format("batch {}", to.b);
      return fmt::format("{}{} of {} (attempt {}, {}){}{}", rest, word<Step>(to.from),
                         story_.instance(to.subject), to.a, batch,
                         held_up(to) ? ", held up by an outage" : "",
                         to.d == 1 ? "" : ", which failed");
    }
    return "until " + sentence(story_, to);
  }

  const Story& story_;
  Latest latest_;
  bool all_;
  Rollout made_;
  Sequence begin_ = 0;
  Sequence end_ = 0;
  static constexpr std::uint32_t kNoNode = 0;  // the beginning, which is no record
  static constexpr std::uint32_t kReached = UINT32_MAX;
  std::vector<std::uint32_t> node_;  ///< by record
  std::uint32_t nodes_ = 1;
  std::vector<Wait> waits_;
  std::vector<std::pair<Sequence, Sequence>> sides_;
};

}  // namespace

Rollout rollout_of(const Story& story, std::uint32_t activity, RolloutDetail detail) {
  return Unroller(story, activity, detail).run();
}

}  // namespace refreshsim
