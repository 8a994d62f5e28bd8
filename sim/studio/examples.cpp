#include "sim/studio/examples.h"

#include "sim/report/json_writer.h"
#include "sim/scenario/load_alone.h"

namespace refreshsim {

std::string examples_json(const std::vector<Example>& examples) {
  std::string text;
  JsonWriter json(text);
  json.begin_list();
  for (const Example& each : examples) {
    json.begin_map().key("name").text(each.name);
    json.key("about").text(parse_scenario_alone(each.text, each.name).scenario.description);
    json.key("text").text(each.text).end_map();
  }
  json.end_list();
  return text;
}

}  // namespace refreshsim
