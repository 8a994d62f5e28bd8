#include "sim/report/page.h"

#include <string>

#include "sim/report/headline.h"
#include "sim/report/json_lines.h"
#include "sim/report/json_writer.h"
#include "sim/report/page_frame.h"
#include "sim/report/page_words.h"

namespace refreshsim {
namespace {

void append_texts(JsonWriter& json, std::string_view key, const auto& items, auto text_of) {
  json.key(key).begin_list();
  for (const auto& item : items) json.text(text_of(item));
  json.end_list();
}

void append_symbols(JsonWriter& json, const Symbols& symbols) {
  json.key("symbols").begin_list();
  for (std::size_t i = 0; i < symbols.size(); ++i) json.text(symbols.text(SymbolId{i}));
  json.end_list();
}

void append_faults(JsonWriter& json, const Scenario& scenario) {
  json.key("faults").begin_list();
  for (const Fault& fault : scenario.faults) {
    json.begin_map().key("kind").text(name(fault.kind)).key("text").text(fault.text);
    json.key("line").integer(fault.place.line).end_map();
  }
  json.end_list();
}

void append_thresholds(JsonWriter& json, const Scenario& scenario) {
  json.key("slo").begin_list();
  for (const Threshold& threshold : scenario.serving_at_least) {
    json.begin_map().key("text").text(threshold.text).key("percent").flag(threshold.percent);
    json.key("amount").integer(threshold.amount).end_map();
  }
  json.end_list();
}

// Beside each entry of `calls`: what the result does not repeat from the file.
void append_call_places(JsonWriter& json, const RunResult& result, const Scenario& scenario) {
  json.key("call_places").begin_list();
  for (const CallView& call : result.calls) {
    json.begin_map().key("line").integer(scenario.calls[call.call.value].place.line);
    json.key("call").integer(call.call.value).key("firing").integer(call.firing);
    json.key("code").text(call.code).end_map();
  }
  json.end_list();
}

void append_sentences(JsonWriter& json, const PageRun& run) {
  json.key("outcomes").begin_list();
  for (const GroupView& group : run.result.groups) {
    json.text(outcome_sentence(run.result, group.id));
  }
  json.end_list().key("costs").begin_list();
  for (std::size_t i = 0; i < run.result.groups.size(); ++i) {
    json.text(cost_sentence(run.history.shortfall(GroupId{i}),
                            run.result.groups[i].statistics.availability));
  }
  json.end_list();
}

std::string names_line(const PageRun& run) {
  const Scenario& scenario = run.scenario;
  const auto id = [](const auto& thing) { return std::string_view(thing.id); };
  const auto itself = [](const std::string& text) { return std::string_view(text); };
  std::string line;
  JsonWriter json(line);
  json.begin_map().key("description").text(scenario.description);
  json.key("seed").text(std::to_string(run.result.seed));  // more digits than a browser's numbers
  json.key("start_unix_ms").integer(scenario.start_unix_ms);
  append_texts(json, "group_ids", scenario.groups, id);
  append_texts(json, "zones", scenario.zones, itself);
  append_texts(json, "configurations", scenario.configurations, id);
  append_texts(json, "activity_names", scenario.activity_names, itself);
  append_symbols(json, scenario.symbols);
  append_faults(json, scenario);
  append_thresholds(json, scenario);
  append_call_places(json, run.result, scenario);
  append_sentences(json, run);
  json.end_map();
  return line;
}

// What the result tells of each instance and the records do not, as columns in its order; an
// instance is known by its name's number, a text's with the top bit.
std::string instances_line(const RunResult& result) {
  std::string names, downtimes, attempts;
  std::uint32_t before = 0;
  for (const InstanceView& instance : result.instances) {
    append_page_difference(names, std::int64_t{instance.name.code} - before);
    append_page_number(downtimes, static_cast<std::uint64_t>(instance.downtime_ms));
    append_page_number(attempts, instance.attempts);
    before = instance.name.code;
  }
  std::string line;
  JsonWriter json(line);
  json.begin_map().key("count").integer(result.instances.size()).key("names").text(names);
  json.key("downtime_ms").text(downtimes).key("attempts").text(attempts).end_map();
  return line;
}

void write_run(const PageRun& run, ByteSink& out) {
  const RunResult& result = run.result;
  out.write("{\n");
  write_json_head(result, run.scenario, out);
  out.write("\"names\":" + names_line(run) + ",\n");
  write_json_list(out, "calls", result.calls,
                  [&](const auto& call) { return call_line(call, run.scenario); });
  out.write(",\n");
  write_json_list(out, "activities", result.activities, [&](const auto& activity) {
    return activity_line(activity, run.scenario, JsonRows::none);
  });
  out.write(",\n\"instances\":" + instances_line(result) + ",\n");
  write_json_groups(result, out);
  out.write(",\n");
  write_json_list(out, "expectations", result.expectations,
                  [](const auto& each) { return expectation_line(each); });
  out.write(",\n\"why\":" + (run.why.empty() ? std::string("null") : run.why));
  out.write(",\n\"stream\":\"");
  out.write(run.records.text());
  out.write("\"\n}");
}

std::string page_begin(std::string_view version) {
  std::string text = "{\"refreshsim\":";
  append_json_string(text, version);
  return text + ",\"page\":\"run\"," + page_words() + ",\"runs\":[";
}

std::string page_end(const std::vector<std::pair<std::string, std::string>>& errors) {
  std::string text = "\n],\"errors\":";
  JsonWriter json(text);
  json.begin_list();
  for (const auto& [file, why] : errors) {
    json.begin_map().key("file").text(file).key("why").text(why).end_map();
  }
  json.end_list().end_map();
  return text;
}

}  // namespace

std::string page_data(std::string_view version, std::string_view run) {
  return page_begin(version).append(run) + page_end({});
}

std::string page_run(const PageRun& run) {
  StringSink text;
  write_run(run, text);
  return std::move(text.text);
}

Page::Page(ByteSink& out, std::string_view version) : out_(out) {
  out_.write(page_frame().before);
  PageData(out_).write(page_begin(version));
}

void Page::add(const PageRun& run) { add(page_run(run)); }

void Page::add(std::string_view run) {
  PageData data(out_);
  data.write(runs_ == 0 ? "\n" : ",\n");
  data.write(run);
  ++runs_;
}

void Page::add_error(std::string_view file, std::string_view why) {
  errors_.emplace_back(file, why);
}

void Page::finish() {
  PageData(out_).write(page_end(errors_));
  out_.write(page_frame().after);
}

}  // namespace refreshsim
