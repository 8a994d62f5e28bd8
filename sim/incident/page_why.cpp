#include "sim/incident/page_why.h"

#include <algorithm>
#include <map>
#include <set>

#include "sim/incident/explanation.h"
#include "sim/incident/reasons.h"
#include "sim/incident/rollout.h"
#include "sim/incident/rule.h"
#include "sim/report/json_writer.h"

namespace refreshsim {
namespace {

// What each of these takes grows with the records: of a long run fewer are told.
constexpr std::size_t kMostRefusalsTold = 40;
constexpr std::size_t kMostFailuresTold = 20;
constexpr std::size_t kMostPaths = 100;
constexpr std::size_t kMostRecordsRead = 50'000'000;
constexpr std::size_t kMostRecordsWithGains = 50'000;

constexpr std::size_t kMostWaits = 2'000;
constexpr std::size_t kMostReasonsTold = 4;

class PageWhy {
 public:
  explicit PageWhy(const Story& story)
      : story_(story), latest_(story.before(story.records().size())) {}

  std::string write() {
    const std::size_t activities = std::min(latest_.activities.size(), at_most(kMostPaths));
    for (std::uint32_t i = 0; i < activities; ++i) paths_.push_back(path_of(i));
    JsonWriter json(out_);
    json.begin_map();
    instances(json.key("instances"));
    activities_told(json.key("activities"), activities);
    calls(json.key("calls"));
    expectations(json.key("expectations"));
    paths(json.key("paths"));
    facts(json.key("facts"));
    json.key("rules").begin_list();
    for (const std::string& rule : rules_) json.text(rule);
    json.end_list().end_map();
    return std::move(out_);
  }

 private:
  /// So many things whose telling reads all the records.
  std::size_t at_most(std::size_t wanted) const {
    return std::min(wanted, 1 + kMostRecordsRead / (story_.records().size() + 1));
  }

  Rollout path_of(std::uint32_t activity) const {
    const bool few = story_.records().size() <= kMostRecordsWithGains;
    return rollout_of(story_, activity, few ? RolloutDetail::all : RolloutDetail::path);
  }

  /// The instances that have sentences, those that someone will ask about first.
  std::vector<std::uint32_t> worth_asking() const {
    std::vector<std::uint32_t> all;
    std::set<std::uint32_t> seen;
    const auto add = [&](std::uint32_t id) {
      if (all.size() < kMostInstancesTold && seen.insert(id).second) all.push_back(id);
    };
    for (const Rollout& path : paths_) {
      for (const RolloutWait& wait : path.waits) {
        if (story_[wait.to].kind == RecordKind::step_ended) add(story_[wait.to].subject);
      }
    }
    for (const Record& record : story_.records()) {
      if (went_wrong(record)) add(record.subject);
    }
    for (std::uint32_t id = 0; id < latest_.instances.size(); ++id) {
      if (all.size() == kMostInstancesTold) break;
      add(id);
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  static bool went_wrong(const Record& record) {
    const auto gone = static_cast<GoneReason>(record.to);
    return (record.kind == RecordKind::step_ended && record.d == 0) ||
           (record.kind == RecordKind::health && record.to == 0) ||
           (record.kind == RecordKind::instance_gone && gone != GoneReason::terminated);
  }

  void instances(JsonWriter& json) {
    const std::vector<std::uint32_t> asked = worth_asking();
    std::map<std::uint32_t, std::vector<Explanation>> failures;
    for (const Record& record : story_.records()) {
      const bool failed = record.kind == RecordKind::row_status &&
                          static_cast<RowStatus>(record.to) == RowStatus::FAILED;
      if (!failed || latest_.instances[record.a].row == record.sequence) continue;
      if (!std::binary_search(asked.begin(), asked.end(), record.a)) continue;
      failures[record.a].push_back(
          {"",
           "at " + story_.moment(record.time_ms) + " " + sentence(story_, record),
           {},
           chain_of(story_, record.sequence)});
    }
    json.begin_map();
    for (const std::uint32_t id : asked) {
      if (latest_.instances[id].created == kNoRecord) continue;
      std::vector<Explanation> all = explain_instance(story_, latest_, id);
      std::move(failures[id].begin(), failures[id].end(), std::back_inserter(all));
      told(json.key(std::to_string(id)), all);
    }
    json.end_map();
  }

  void activities_told(JsonWriter& json, std::size_t many) {
    json.begin_map();
    for (std::uint32_t i = 0; i < many; ++i) {
      told(json.key(std::to_string(i)), {explain_activity(story_, latest_, i)});
    }
    json.end_map();
  }

  void calls(JsonWriter& json) {
    json.begin_map();
    std::size_t left = at_most(kMostRefusalsTold);
    for (const Record& record : story_.records()) {
      if (record.kind != RecordKind::call_made || record.to == 0 || left == 0) continue;
      --left;
      told(json.key(std::to_string(place_of(record))), {explain_call(story_, record)});
    }
    json.end_map();
  }

  void expectations(JsonWriter& json) {
    json.begin_map();
    std::size_t left = at_most(kMostFailuresTold);
    const auto& all = story_.result().expectations;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].ok || left == 0) continue;
      --left;
      Question question;
      question.expectation = i + 1;
      const auto answers = explain(story_, question);
      if (answers) told(json.key(std::to_string(i)), *answers);
    }
    json.end_map();
  }

  /// A call's place in the result.
  std::size_t place_of(const Record& call_made) const {
    return static_cast<std::size_t>(&story_.made(call_made) - story_.result().calls.data());
  }

  void told(JsonWriter& json, const std::vector<Explanation>& all) {
    json.begin_list();
    for (const Explanation& each : all) {
      json.begin_map().key("answer").text(each.answer).key("notes").begin_list();
      for (const std::string& note : each.notes) json.text(note);
      json.end_list().key("chain").begin_list();
      for (const Sequence step : worth_telling(story_, each.chain)) step_of(json, step);
      json.end_list().end_map();
    }
    json.end_list();
  }

  void step_of(JsonWriter& json, Sequence step) {
    const std::vector<Sequence>& also = reasons_of(step);
    const std::size_t named = std::min(also.size(), kMostReasonsTold);
    in_chains_.insert(step);
    json.begin_list().integer(step).begin_list();
    for (std::size_t i = 0; i < named; ++i) {
      beside_.insert(also[i]);
      json.integer(also[i]);
    }
    json.end_list().integer(also.size() - named).end_list();
  }

  /// Chains meet: what a record rests on is asked once.
  const std::vector<Sequence>& reasons_of(Sequence step) {
    const auto [found, is_new] = reasons_.try_emplace(step);
    if (is_new) found->second = reasons(story_, story_[step]);
    return found->second;
  }

  void facts(JsonWriter& json) {
    std::set<Sequence> all = beside_;
    all.insert(in_chains_.begin(), in_chains_.end());
    std::map<std::string, std::size_t> places;
    json.begin_list();
    for (const Sequence each : all) {
      const Record& record = story_[each];
      json.begin_list().integer(each).text(sentence(story_, record));
      json.integer(in_chains_.contains(each) ? rule_place(places, record) : -1).end_list();
    }
    json.end_list();
  }
  std::int64_t rule_place(std::map<std::string, std::size_t>& places, const Record& record) {
    const std::string rule = rule_text(rule_of(story_, record));
    const auto [found, is_new] = places.try_emplace(rule, rules_.size());
    if (is_new) rules_.push_back(rule);
    return static_cast<std::int64_t>(found->second);
  }

  void paths(JsonWriter& json) const {
    json.begin_list();
    for (const Rollout& path : paths_) {
      json.begin_map().key("activity").integer(path.activity).key("begin_ms");
      json.integer(path.begin_ms).key("end_ms").integer(path.end_ms);
      json.key("ended").flag(path.ended).key("more");
      json.integer(path.waits.size() - std::min(path.waits.size(), kMostWaits));
      json.key("waits").begin_list();
      for (std::size_t i = 0; i < std::min(path.waits.size(), kMostWaits); ++i) {
        wait(json, path.waits[i]);
      }
      json.end_list().key("kinds").begin_list();
      for (const KindGain& kind : path.kinds) {
        json.begin_list().text(kind.what).integer(kind.gain_ms).end_list();
      }
      json.end_list().end_map();
    }
    json.end_list();
  }

  void wait(JsonWriter& json, const RolloutWait& of) const {
    const Record& to = story_[of.to];
    json.begin_map().key("at_ms").integer(to.time_ms - of.ms).key("ms").integer(of.ms);
    json.key("gain_ms").integer(of.gain_ms).key("alone").flag(of.alone);
    json.key("text").text(of.text);
    if (to.kind == RecordKind::step_ended) {
      json.key("instance").integer(to.subject).key("step").integer(to.from);
      json.key("activity").integer(to.part).key("batch").integer(to.b);
    }
    if (to.kind == RecordKind::call_made) json.key("call").integer(place_of(to));
    json.end_map();
  }

  const Story& story_;
  Latest latest_;
  std::string out_;
  std::vector<Rollout> paths_;
  std::map<Sequence, std::vector<Sequence>> reasons_;
  std::set<Sequence> in_chains_;
  std::set<Sequence> beside_;
  std::vector<std::string> rules_;
};

}  // namespace

std::string page_why(const Story& story) { return PageWhy(story).write(); }

}  // namespace refreshsim
