#include "tests/property/recording.h"

#include "sim/base/byte_sink.h"
#include "sim/report/json.h"

namespace refreshsim::property::random_story {

Scenario scenario_of(const std::string& yaml) {
  LoadResult loaded = parse_scenario(yaml);
  if (!loaded.ok()) RC_FAIL(describe(loaded.diagnostics.front()));
  return std::move(loaded.scenario);
}

Recording record(const std::string& yaml) {
  Recording recording{scenario_of(yaml), {}, {}};
  Recorder recorder;
  RunOptions options;
  options.sinks = {&recorder};
  recording.result = Simulation(recording.scenario).run(options);
  recording.records = std::move(recorder.records);
  return recording;
}

std::string shown(const RunResult& result, const Scenario& scenario) {
  StringSink out;
  write_json(result, scenario, out);
  return std::move(out.text);
}

}  // namespace refreshsim::property::random_story
