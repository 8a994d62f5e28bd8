#include "tools/diff_side.h"

#include "sim/base/byte_sink.h"
#include "sim/base/check.h"
#include "sim/incident/file_kind.h"
#include "sim/incident/packed_timeline.h"
#include "sim/report/timeline.h"
#include "sim/scenario/read_file.h"
#include "tools/load.h"

namespace refreshsim::tools {
namespace {

using Failure = tl::unexpected<std::string>;
using Loaded = tl::expected<std::shared_ptr<const Scenario>, std::string>;

Failure wrong(const std::string& path, const std::string& what) {
  return Failure(path + ": error: " + what);
}

Loaded scenario_of(LoadResult loaded) {
  if (loaded.ok()) return std::make_shared<const Scenario>(std::move(loaded.scenario));
  std::string text = complaints(loaded);
  text.pop_back();
  return Failure(text);
}

template <class File>
tl::expected<Side, std::string> parsed(const std::string& path, std::string text) {
  auto file = File::parse(std::move(text));
  if (!file) return wrong(path, file.error());
  return Side{path, std::move(*file)};
}

}  // namespace

Loaded read_scenario(const std::string& path) { return scenario_of(load_scenario(path)); }

tl::expected<Side, std::string> read_side(const std::string& path) {
  auto text = read_file(path, kLargestTimeline);
  if (text && is_packed(*text)) text = unpacked_timeline(*text);
  if (!text) return wrong(path, text.error());
  switch (kind_of_file(*text)) {
    case FileKind::result:
      return parsed<ResultFile>(path, std::move(*text));
    case FileKind::timeline:
      return parsed<TimelineFile>(path, std::move(*text));
    case FileKind::results:
      return wrong(path, "these are several results; one of each side is needed");
    case FileKind::log:
      return Side{path, LogFile{path, std::move(*text)}};
    case FileKind::scenario:
      break;
  }
  auto scenario = scenario_of(parse_scenario(*text, path));
  if (!scenario) return Failure(scenario.error());
  return Side{path, std::move(*scenario)};
}

Replay replay(const Scenario& scenario, std::optional<std::uint64_t> seed, std::uint32_t replica) {
  StringSink out;
  const std::unique_ptr<RecordSink> sink = csv_timeline(scenario, out);
  RunOptions how;
  how.seed = seed;
  how.replica = replica;
  how.sinks = {sink.get()};
  RunResult result = Simulation(scenario).run(how);
  auto timeline = TimelineFile::parse(std::move(out.text));
  REFRESHSIM_CHECK(timeline.has_value(), "a timeline that was just written can be read");
  return {std::move(result), std::move(*timeline)};
}

}  // namespace refreshsim::tools
