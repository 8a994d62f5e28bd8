#include "sim/incident/explanation.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/incident/reasons.h"
#include "sim/incident/standing.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostListed = 10;

using Answers = std::vector<Explanation>;

Explanation explanation(const Story& story, std::string about, std::string answer,
                        Sequence decisive) {
  Explanation made{std::move(about), std::move(answer), {}, {}};
  if (decisive != kNoRecord) made.chain = chain_of(story, decisive);
  return made;
}

class Explainer {
 public:
  Explainer(const Story& story, const Question& question)
      : story_(story),
        question_(question),
        end_(question.at_ms ? story.end_of(*question.at_ms) : story.records().size()),
        latest_(story.before(end_)) {}

  std::string instance(std::string_view text);
  std::string activity(std::string_view text);
  std::string call(std::uint32_t number);
  std::string expectation(std::uint32_t number);
  void whole();
  void moment();

  Answers take() { return std::move(answers_); }

 private:
  Explanation& add(std::string about, std::string answer, Sequence decisive) {
    return answers_.emplace_back(
        explanation(story_, std::move(about), std::move(answer), decisive));
  }
  void add_instance(std::uint32_t id) {
    for (Explanation& each : explain_instance(story_, latest_, id)) {
      answers_.push_back(std::move(each));
    }
  }
  void add_activity(std::uint32_t id) { answers_.push_back(explain_activity(story_, latest_, id)); }
  void add_made(const Record& record) { answers_.push_back(explain_call(story_, record)); }
  void add_worst(std::uint32_t group, bool badly);
  bool add_subject(const Expectation& wanted);
  void list_trouble(const Latest& latest, std::uint32_t group, Explanation& into);

  const Story& story_;
  const Question& question_;
  Sequence end_;
  Latest latest_;
  Answers answers_;
};

std::string Explainer::instance(std::string_view text) {
  const InstanceId id = story_.find_instance(text);
  if (!id.some()) return fmt::format("there never was an instance `{}`", text);
  const bool there =
      id.value < latest_.instances.size() && latest_.instances[id.value].created != kNoRecord;
  if (!there) return fmt::format("there is no instance `{}` yet at that time", text);
  add_instance(id.value);
  return {};
}

std::string Explainer::activity(std::string_view text) {
  ActivityId found;
  for (std::size_t i = 0; i < latest_.activities.size(); ++i) {
    const ActivityView& view = story_.result().activities[i];
    if (view.as == text || view.id == text) found = ActivityId{i};
  }
  if (found.some()) {
    add_activity(found.value);
    return {};
  }
  if (story_.find_activity(text).some()) {
    return fmt::format("there is no activity `{}` yet at that time", text);
  }
  for (std::uint32_t i = 0; i < story_.scenario().calls.size(); ++i) {
    if (story_.scenario().calls[i].as == text) return call(i + 1);
  }
  return fmt::format("there never was an activity `{}`", text);
}

std::string Explainer::call(std::uint32_t number) {
  const std::size_t there = story_.scenario().calls.size();
  if (number > there) return fmt::format("there is no call {}; the file has {}", number, there);
  for (Sequence i = 0; i < end_; ++i) {
    const Record& record = story_[i];
    if (record.kind == RecordKind::call_made && record.subject == number - 1) add_made(record);
  }
  if (!answers_.empty()) return {};
  const Call& call = story_.scenario().calls[number - 1];
  add(fmt::format("call {}", number), story_.call(number - 1) + " was not made", kNoRecord)
      .notes.emplace_back(call.when ? "what it waits for did not happen, or its reaction time "
                                      "was not over"
                                    : "its time had not come");
  return {};
}

/// The instances of a group that do not serve, and why.
void Explainer::list_trouble(const Latest& latest, std::uint32_t group, Explanation& into) {
  std::size_t more = 0;
  for (std::uint32_t i = 0; i < latest.instances.size(); ++i) {
    const LatestOfInstance& it = latest.instances[i];
    if (it.created == kNoRecord || story_[it.created].group != group || it.gone != kNoRecord)
      continue;
    const Standing now = standing_of_instance(story_, latest, i);
    if (now.fine) continue;
    if (into.notes.size() == kMostListed) ++more;
    if (into.notes.size() < kMostListed) into.notes.push_back(now.text);
    if (into.chain.empty()) into.chain = chain_of(story_, now.decisive);
  }
  if (more > 0) into.notes.push_back(fmt::format("and {} more", more));
}

void Explainer::add_worst(std::uint32_t group, bool badly) {
  const Sequence worst = worst_moment(story_, group, badly);
  if (worst == kNoRecord) return;
  const Latest latest = story_.before(worst + 1);
  Explanation& added =
      add("group " + story_.group(group),
          fmt::format("{} had {} from {} on", story_.group(group),
                      badly ? "the most instances serving badly" : "the fewest instances serving",
                      story_.moment(story_[worst].time_ms)),
          kNoRecord);
  list_trouble(latest, group, added);
  if (added.chain.empty()) added.chain = chain_of(story_, worst);
}

/// The thing that an expectation is about, if it ever came to be.
bool Explainer::add_subject(const Expectation& wanted) {
  std::uint32_t activity = Record::kNone;
  if (wanted.activity.some()) activity = latest_.latest_of_name[wanted.activity.value];
  const bool has_activity = activity != Record::kNone;
  switch (wanted.kind) {
    case Expectation::Kind::activity:
      if (has_activity) add_activity(activity);
      return has_activity;
    case Expectation::Kind::batch: {
      if (!has_activity || wanted.batch > latest_.activities[activity].batches.size()) return false;
      const Record& batch = story_[latest_.activities[activity].batches[wanted.batch - 1]];
      add(fmt::format("batch {}", wanted.batch), sentence(story_, batch), batch.sequence);
      return true;
    }
    case Expectation::Kind::row:
    case Expectation::Kind::instance: {
      for (std::uint32_t i = 0; i < latest_.instances.size(); ++i) {
        const Sequence created = latest_.instances[i].created;
        if (created == kNoRecord || story_[created].b != wanted.instance.code) continue;
        add_instance(i);
        return true;
      }
      return false;
    }
    case Expectation::Kind::statistic:
    case Expectation::Kind::always:
      if (wanted.activity.some() && has_activity) add_activity(activity);
      if (wanted.activity.some()) return has_activity;
      add_worst(wanted.group.value, wanted.statistic.find("bad") != std::string::npos);
      return true;
  }
  return false;
}

std::string Explainer::expectation(std::uint32_t number) {
  const auto& all = story_.result().expectations;
  if (number > all.size()) {
    return fmt::format("there is no expectation {}; there are {}", number, all.size());
  }
  const ExpectationView& view = all[number - 1];
  const std::string head =
      fmt::format("expectation {} ({}:{}) {}: {}; got {}", number, view.place.file, view.place.line,
                  view.ok ? "holds" : "fails", view.text, view.got);
  const std::size_t before = answers_.size();
  const auto& expectations = story_.scenario().expectations;
  if (number <= expectations.size()) {
    const Expectation& wanted = expectations[number - 1];
    if (!add_subject(wanted) && wanted.activity.some()) {
      activity(story_.scenario().activity_names[wanted.activity.value]);
    }
  } else {
    std::uint32_t place = number - static_cast<std::uint32_t>(expectations.size());
    for (std::uint32_t i = 0; i < story_.scenario().calls.size(); ++i) {
      if (!story_.scenario().calls[i].expect.empty() && --place == 0) call(i + 1);
    }
  }
  if (answers_.size() == before) add(fmt::format("expectation {}", number), "", kNoRecord);
  Explanation& first = answers_[before];
  first.about = fmt::format("expectation {}", number);
  first.answer = head + (first.answer.empty() ? "" : ". " + first.answer);
  return {};
}

/// Failed expectations; without any, what was refused and how each activity came to its end.
void Explainer::whole() {
  const auto& all = story_.result().expectations;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (!all[i].ok) expectation(i + 1);
  }
  if (!answers_.empty()) return;
  for (const Record& record : story_.records()) {
    if (record.kind == RecordKind::call_made && record.to != 0) add_made(record);
  }
  for (std::uint32_t i = 0; i < latest_.activities.size(); ++i) add_activity(i);
  if (answers_.empty()) add("the run", "no call made an activity, and none was refused", kNoRecord);
}

/// How everything stands at a time.
void Explainer::moment() {
  for (std::uint32_t group = 0; group < story_.scenario().groups.size(); ++group) {
    Explanation& added = add(
        "group " + story_.group(group),
        fmt::format("{} at {}", story_.group(group), story_.moment(*question_.at_ms)), kNoRecord);
    list_trouble(latest_, group, added);
    if (added.notes.empty()) added.notes.emplace_back("every instance is in service and serves");
  }
  for (std::uint32_t i = 0; i < latest_.activities.size(); ++i) {
    if (!standing_of_activity(story_, latest_, i).fine) add_activity(i);
  }
}

}  // namespace

Answers explain_instance(const Story& story, const Latest& latest, std::uint32_t id) {
  const std::string about = "instance " + story.instance(id);
  const Standing now = standing_of_instance(story, latest, id);
  Answers answers{explanation(story, about, now.text, now.decisive)};
  const Standing software = software_of_instance(story, latest, id);
  if (software.decisive != kNoRecord) {
    answers.push_back(explanation(story, about, software.text, software.decisive));
  }
  return answers;
}

Explanation explain_activity(const Story& story, const Latest& latest, std::uint32_t id) {
  const Standing now = standing_of_activity(story, latest, id);
  Explanation made = explanation(story, "activity " + story.activity(id), now.text, now.decisive);
  made.notes = waits_of_activity(story, latest, id);
  return made;
}

Explanation explain_call(const Story& story, const Record& call_made) {
  Explanation made = explanation(
      story, fmt::format("call {}", call_made.subject + 1),
      fmt::format("at {} {}", story.moment(call_made.time_ms), sentence(story, call_made)),
      call_made.sequence);
  if (call_made.to == 0) return made;
  std::string_view meaning = code_message(static_cast<ErrorCode>(call_made.to));
  meaning.remove_suffix(1);  // its full stop
  made.notes.emplace_back(meaning);
  for (std::string& each : refusal(story, call_made).otherwise) {
    made.notes.push_back(std::move(each));
  }
  return made;
}

tl::expected<std::vector<Explanation>, std::string> explain(const Story& story,
                                                            const Question& question) {
  Explainer explainer(story, question);
  std::string wrong;
  const bool any = !question.instance.empty() || !question.activity.empty() || question.call > 0 ||
                   question.expectation > 0;
  if (!question.instance.empty()) wrong = explainer.instance(question.instance);
  if (wrong.empty() && !question.activity.empty()) wrong = explainer.activity(question.activity);
  if (wrong.empty() && question.call > 0) wrong = explainer.call(question.call);
  if (wrong.empty() && question.expectation > 0) {
    wrong = explainer.expectation(question.expectation);
  }
  if (!wrong.empty()) return tl::unexpected(wrong);
  if (!any && question.at_ms) explainer.moment();
  if (!any && !question.at_ms) explainer.whole();
  return explainer.take();
}

}  // namespace refreshsim
