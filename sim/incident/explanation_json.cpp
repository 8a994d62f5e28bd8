#include "sim/base/utc.h"
#include "sim/incident/explanation.h"
#include "sim/incident/reasons.h"
#include "sim/incident/rule.h"
#include "sim/report/json_writer.h"

namespace refreshsim {
namespace {

void write_record(JsonWriter& json, const Story& story, const Record& record) {
  const Rule rule = rule_of(story, record);
  json.begin_map().key("sequence").integer(record.sequence).key("time_ms").integer(record.time_ms);
  json.key("time").text(utc_text(story.scenario().start_unix_ms + record.time_ms));
  json.key("kind").text(name(record.kind)).key("text").text(sentence(story, record));
  json.key("rule").begin_map().key("section").text(rule.section);
  json.key("name").text_or_null(rule.name).key("text").text(rule.text).end_map();
  json.key("because").begin_list();
  if (record.cause < record.sequence) json.integer(record.cause);
  for (const Sequence each : reasons(story, record)) json.integer(each);
  json.end_list().end_map();
}

}  // namespace

std::string explanation_json(const Story& story, const std::vector<Explanation>& all) {
  std::string out;
  JsonWriter json(out);
  const RunResult& result = story.result();
  json.begin_map().key("name").text(result.name).key("seed").integer(result.seed);
  json.key("replica").integer(result.replica);
  json.key("fingerprint").text(hex16(result.fingerprint)).key("explanations").begin_list();
  for (const Explanation& each : all) {
    json.begin_map().key("about").text(each.about).key("answer").text(each.answer);
    json.key("notes").begin_list();
    for (const std::string& note : each.notes) json.text(note);
    json.end_list().key("chain").begin_list();
    for (const Sequence step : each.chain) json.integer(step);
    json.end_list().key("records").begin_list();
    for (const Sequence ground : grounds_of(story, each.chain)) {
      write_record(json, story, story[ground]);
    }
    json.end_list().end_map();
  }
  json.end_list().end_map();
  return out + "\n";
}

}  // namespace refreshsim
