#include "sim/studio/bounded_run.h"

#include <unistd.h>

#include <fstream>

#include "refreshsim/run.h"
#include "sim/incident/page_why.h"
#include "sim/report/json_writer.h"
#include "sim/report/page.h"
#include "sim/report/words.h"
#include "sim/scenario/load_alone.h"

namespace refreshsim {
namespace {

using Clock = std::chrono::steady_clock;

// Reasons of more records take longer than one waits while typing.
constexpr std::size_t kMostRecordsWithReasons = 20'000;

void append(JsonWriter& json, const Diagnostic& diagnostic) {
  json.begin_map().key("line").integer(diagnostic.place.line);
  json.key("column").integer(diagnostic.place.column).key("message").text(diagnostic.message);
  json.key("also").begin_list();
  for (const Diagnostic& other : diagnostic.also) append(json, other);
  json.end_list().end_map();
}

std::string counted(std::uint64_t number) { return count_words(static_cast<std::int64_t>(number)); }

/// Its last part alone: no path leads anywhere from here.
std::string file_name(std::string_view file) {
  const std::string_view name = file.substr(file.rfind('/') + 1);
  return name.empty() || name == "-" ? "scenario.yaml" : std::string(name);
}

LoadResult load(const TypedText& typed, const RunBounds& bounds) {
  LoadResult loaded = parse_scenario_alone(typed.text, file_name(typed.file));
  if (!loaded.ok()) return loaded;
  std::uint64_t instances = 0;
  for (const ScalingGroup& group : loaded.scenario.groups) instances += group.count;
  if (instances <= bounds.instances) return loaded;
  Diagnostic large;
  large.place.line = large.place.column = 1;
  large.message = counted(instances) + " instances are too many for the studio, which takes " +
                  counted(bounds.instances) + "; `refreshsim run` takes them";
  loaded.diagnostics.push_back(std::move(large));
  return loaded;
}

/// What the program has in memory, in bytes.
std::uint64_t resident() {
  std::uint64_t whole = 0, pages = 0;
  std::ifstream("/proc/self/statm") >> whole >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Watches over a run; says why it was stopped.
class Watch {
 public:
  Watch(const RunBounds& bounds, const RunPlace& place)
      : bounds_(bounds), place_(place), end_(Clock::now() + bounds.time), bytes_(resident()) {}

  bool go_on(std::uint64_t events) {
    if (place_.given_up()) return stop("nobody waits for it any more");
    if (events > bounds_.events) return stop("the studio stops after so many events");
    if (resident() > bytes_ + bounds_.bytes) return stop("its answers take too much memory");
    if (Clock::now() > end_)
      return stop("the studio stops after " + length_words(bounds_.time.count()));
    return true;
  }
  const std::string& reason() const { return reason_; }

 private:
  bool stop(std::string reason) {
    reason_ = std::move(reason) + "; `refreshsim run` goes on to the end";
    return false;
  }

  const RunBounds& bounds_;
  const RunPlace& place_;
  Clock::time_point end_;
  std::uint64_t bytes_;
  std::string reason_;
};

std::string page_of(const Scenario& scenario, std::string_view version, Watch& watch) {
  History history(scenario);
  PageRecords records;
  RecordKeeper all(kMostRecordsWithReasons);
  RunOptions how;
  how.sinks = {&history, &records, &all};
  how.progress = [&watch](std::uint64_t events, std::int64_t) { return watch.go_on(events); };
  RunResult result = Simulation(scenario).run(how);
  if (!watch.reason().empty()) result.stopped = watch.reason();
  history.finish(result.end_ms);
  std::string why;
  if (auto kept = all.take()) why = page_why(Story(scenario, result, *std::move(kept)));
  return page_data(version, page_run({result, scenario, history, records, std::move(why)}));
}

}  // namespace

std::string diagnostics_json(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  JsonWriter json(text);
  json.begin_list();
  for (const Diagnostic& each : diagnostics) append(json, each);
  json.end_list();
  return text;
}

std::string check_json(const TypedText& typed, const RunBounds& bounds) {
  return "{\"diagnostics\":" + diagnostics_json(load(typed, bounds).diagnostics) + "}";
}

std::string run_json(const TypedText& typed, std::string_view version, const RunBounds& bounds,
                     const RunPlace& place) {
  Watch watch(bounds, place);
  const LoadResult loaded = load(typed, bounds);
  const std::string head = "{\"diagnostics\":" + diagnostics_json(loaded.diagnostics);
  if (!loaded.ok()) return head + "}";
  return head + ",\"data\":" + page_of(loaded.scenario, version, watch) + "}";
}

}  // namespace refreshsim
