// Whatever loads also runs: the same every time, without an invariant broken, and everything that
// is written about it can be read again.
#include <nlohmann/json.hpp>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/incident/timeline_file.h"
#include "sim/record/history.h"
#include "sim/report/json.h"
#include "sim/report/text.h"
#include "sim/report/timeline.h"
#include "tests/fuzz/target.h"

using namespace refreshsim;

namespace {

constexpr std::uint32_t kMostInstances = 200;
constexpr std::size_t kMostCalls = 40;

/// Whether a run is short enough to be made thousands of times.
bool is_small(const Scenario& scenario) {
  std::uint64_t instances = 0;
  for (const ScalingGroup& group : scenario.groups) instances += group.count;
  if (instances > kMostInstances || scenario.calls.size() > kMostCalls) return false;
  for (const Call& call : scenario.calls) {
    const bool repeats = call.when && call.times.value_or(UINT32_MAX) > 5;
    if (repeats && !scenario.horizon) return false;
  }
  return true;
}

RunOptions options(std::vector<RecordSink*> sinks) {
  RunOptions how;
  how.sinks = std::move(sinks);
  how.progress = [](std::uint64_t events, std::int64_t) { return events < 1u << 16; };
  return how;
}

/// The prefix hash of a whole timeline, as the format wrote it and the reader read it.
std::uint64_t read_again(const std::string& text) {
  const auto file = TimelineFile::parse(text);
  fuzz::claim(file.has_value(), "a timeline that was written can be read");
  return file->prefix(file->size());
}

void claim_json(const RunResult& result, const Scenario& scenario) {
  StringSink json;
  write_json(result, scenario, json);
  fuzz::claim(nlohmann::json::accept(json.text), "the result is JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const LoadResult loaded = parse_scenario(fuzz::text_of(data, size));
  if (!loaded.ok() || !is_small(loaded.scenario)) return 0;
  const Scenario& scenario = loaded.scenario;
  StringSink csv;
  StringSink lines;
  const auto csv_sink = csv_timeline(scenario, csv);
  const auto lines_sink = jsonl_timeline(scenario, lines);
  History history(scenario);
  Simulation simulation(scenario);
  const RunResult result = simulation.run(options({csv_sink.get(), lines_sink.get(), &history}));
  history.finish(result.end_ms);

  const RunResult again = simulation.measure(options({}));
  fuzz::claim(again.fingerprint == result.fingerprint, "a second run is the same");
  fuzz::claim(again.checkpoints == result.checkpoints, "and so are its prefixes");
  const RunResult fresh = Simulation(scenario).run(options({}));
  fuzz::claim(fresh.fingerprint == result.fingerprint, "a fresh world is the same");
  fuzz::claim(read_again(csv.text) == read_again(lines.text), "both timelines say the same");
  claim_json(result, scenario);
  fuzz::claim(!text_report(result, scenario, history, Look{}).empty(), "there is a report");
  return 0;
}
