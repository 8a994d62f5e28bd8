#include "sim/report/json.h"

#include <string>

#include "sim/report/json_lines.h"
#include "sim/report/json_writer.h"

namespace refreshsim {
namespace {

std::string instance_line(const InstanceView& instance, const Scenario& scenario) {
  std::string line;
  JsonWriter json(line);
  const auto image = [&](SymbolId symbol) {
    symbol.some() ? json.text(scenario.symbols.text(symbol)) : json.null();
  };
  json.begin_map().key("InstanceId").text(instance_text(scenario.symbols, instance.name));
  json.key("AutoScalingGroupId").text(scenario.groups[instance.group.value].id);
  json.key("zone").text(scenario.zones[instance.zone.value]);
  json.key("LifeCycleState").text(name(instance.state)).key("ImageId");
  image(instance.image);
  json.key("healthy").flag(instance.healthy).key("surge").flag(instance.surge);
  json.key("gone_ms").integer_or_null(instance.gone_ms);
  json.key("downtime_ms").integer(instance.downtime_ms);
  json.key("attempts").integer(instance.attempts).key("images").begin_list();
  for (const SymbolId symbol : instance.images) image(symbol);
  json.end_list().end_map();
  return line;
}

}  // namespace

void write_json(const RunResult& result, const Scenario& scenario, ByteSink& out) {
  out.write("{\n");
  write_json_head(result, scenario, out);
  write_json_list(out, "calls", result.calls,
                  [&](const auto& c) { return call_line(c, scenario); });
  out.write(",\n");
  write_json_list(out, "activities", result.activities,
                  [&](const auto& a) { return activity_line(a, scenario, JsonRows::all); });
  out.write(",\n");
  write_json_list(out, "instances", result.instances,
                  [&](const auto& i) { return instance_line(i, scenario); });
  out.write(",\n");
  write_json_groups(result, out);
  out.write(",\n");
  write_json_list(out, "expectations", result.expectations,
                  [&](const auto& e) { return expectation_line(e); });
  out.write("\n}\n");
}

}  // namespace refreshsim
