#include "sim/report/json_lines.h"

#include "sim/base/utc.h"
#include "sim/record/activity_value.h"
#include "sim/report/json_group.h"
#include "sim/report/json_writer.h"

namespace refreshsim {
namespace {

void append_statistics(JsonWriter& json, const ActivityStatistics& statistics) {
  json.begin_map().key("duration_ms").integer(statistics.duration_ms);
  json.key("time_in_status_ms").begin_map();
  for (const auto& [status, length] : statistics.time_in_status_ms) {
    json.key(name(status)).integer(length);
  }
  json.end_map().key("rows").begin_map();
  for (const auto& [status, rows] : statistics.rows) json.key(name(status)).integer(rows);
  json.end_map().key("retries").integer(statistics.retries).end_map();
}

void append_batches(JsonWriter& json, const ActivityView& activity, const Scenario& scenario,
                    JsonRows rows) {
  json.begin_list();
  for (std::size_t i = 0; i < activity.batches.size(); ++i) {
    const BatchView& batch = activity.batches[i];
    json.begin_map();
    const BatchView bare{batch.status, batch.start_ms, batch.end_ms, {}};
    const Value value = batch_value(rows == JsonRows::all ? batch : bare, i + 1, scenario);
    for (const auto& [key, item] : *value.map()) json.key(key).value(item);
    json.key("StartTime_ms").integer_or_null(batch.start_ms);
    json.key("EndTime_ms").integer_or_null(batch.end_ms).end_map();
  }
  json.end_list();
}

void append_checkpoints(JsonWriter& json, const std::vector<Checkpoint>& checkpoints) {
  json.begin_list();
  for (const Checkpoint& each : checkpoints) {
    json.begin_list().integer(each.records).text(hex16(each.fingerprint)).end_list();
  }
  json.end_list();
}

}  // namespace

std::string activity_line(const ActivityView& activity, const Scenario& scenario, JsonRows rows) {
  std::string line;
  JsonWriter json(line);
  json.begin_map().key("as").text_or_null(activity.as);
  const Value outline = activity_outline(activity, scenario);
  for (const auto& [key, item] : *outline.map()) {
    json.key(key);
    if (key == "RefreshBatchSet") {
      append_batches(json, activity, scenario, rows);
    } else {
      json.value(item);
    }
  }
  json.key("CreatedTime_ms").integer(activity.created_ms);
  json.key("StartTime_ms").integer_or_null(activity.start_ms);
  json.key("EndTime_ms").integer_or_null(activity.end_ms);
  json.key("statistics");
  append_statistics(json, activity.statistics);
  json.end_map();
  return line;
}

std::string call_line(const CallView& view, const Scenario& scenario) {
  const Call& call = scenario.calls[view.call.value];
  std::string line;
  JsonWriter json(line);
  json.begin_map().key("at_ms").integer(view.at_ms);
  json.key("action").text(name(call.action)).key("as").text_or_null(call.as);
  json.key("request").value(view.request).key("response").value(view.response).end_map();
  return line;
}

std::string expectation_line(const ExpectationView& expectation) {
  std::string line;
  JsonWriter json(line);
  json.begin_map().key("text").text(expectation.text).key("ok").flag(expectation.ok);
  json.key("got").text_or_null(expectation.got);
  if (expectation.place.line > 0) json.key("line").integer(expectation.place.line);
  if (expectation.at_ms) json.key("at_ms").integer(*expectation.at_ms);
  json.end_map();
  return line;
}

void write_json_head(const RunResult& result, const Scenario& scenario, ByteSink& out) {
  const auto line = [&](std::string_view key, auto append) {
    std::string text = "\"" + std::string(key) + "\":";
    JsonWriter json(text);
    append(json);
    out.write(text += ",\n");
  };
  const std::int64_t start = scenario.start_unix_ms;
  line("name", [&](JsonWriter& json) { json.text(result.name); });
  line("seed", [&](JsonWriter& json) { json.integer(result.seed); });
  line("replica", [&](JsonWriter& json) { json.integer(result.replica); });
  line("fingerprint", [&](JsonWriter& json) { json.text(hex16(result.fingerprint)); });
  line("events", [&](JsonWriter& json) { json.integer(result.events); });
  line("records", [&](JsonWriter& json) { json.integer(result.records); });
  line("checkpoints", [&](JsonWriter& json) { append_checkpoints(json, result.checkpoints); });
  line("start", [&](JsonWriter& json) { json.text(utc_text(start)); });
  line("end", [&](JsonWriter& json) { json.text(utc_text(start + result.end_ms)); });
  if (!result.stopped.empty()) {
    line("stopped", [&](JsonWriter& json) { json.text(result.stopped); });
  }
  line("end_ms", [&](JsonWriter& json) { json.integer(result.end_ms); });
}

void write_json_groups(const RunResult& result, ByteSink& out) {
  out.write("\"groups\":{");
  std::string_view separator = "\n";
  for (const GroupView& group : result.groups) {
    std::string line;
    append_json_string(line, group.id);
    line += ':';
    append_group(line, group);
    out.write(separator);
    out.write(line);
    separator = ",\n";
  }
  out.write(result.groups.empty() ? "}" : "\n}");
}

}  // namespace refreshsim
