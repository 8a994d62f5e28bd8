// Random runs, rendered as logs with random polling, imported and replayed: no difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "refreshsim/load.h"
#include "sim/incident/import_log.h"
#include "tests/incident/recorder.h"
#include "tests/property/story.h"

namespace refreshsim {
namespace {

using property::random_story::stories;

/// REFRESHSIM_SEED=N REFRESHSIM_COUNT=1000 tries other ones.
std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
}

std::uint64_t seed() { return from_environment("REFRESHSIM_SEED", 1); }
std::uint64_t count() { return from_environment("REFRESHSIM_COUNT", 40); }

std::string story_yaml(std::uint64_t seed) {
  const rc::Random random(seed);
  return stories()(random, rc::kNominalSize).value().yaml();
}

/// REFRESHSIM_KEEP=FOLDER keeps the stories and their logs there.
void keep(const std::string& name, const std::string& text) {
  if (const char* folder = std::getenv("REFRESHSIM_KEEP")) {
    std::ofstream(std::string(folder) + "/" + name) << text;
  }
}

using Render = std::string (*)(const RunResult&, const Scenario&);

/// Where the replay of an imported log parts from it; empty if it does not.
std::string parting(const std::string& yaml, std::uint64_t seed, Render render) {
  const LoadResult loaded = parse_scenario(yaml);
  if (!loaded.ok()) return describe(loaded.diagnostics.front());
  const std::int64_t end = Simulation(loaded.scenario).run().end_ms;
  const std::int64_t mean = 5'000 << (seed % 6);  // 5 s to 160 s between polls
  const auto polls = recorder::random_polls(seed, mean, std::min<std::int64_t>(end, 7'200'000));
  const RunResult run = recorder::polled_run(loaded.scenario, polls);
  const std::string text = render(run, loaded.scenario);
  keep(std::to_string(seed) + ".yaml", yaml);
  keep(std::to_string(seed) + ".log", text);
  const Log log = read_log({{"log", text}});
  if (log.exchanges.empty()) return "";
  const Incident incident = incident_of(log);
  const Import import = import_log(incident, "again");
  if (!import.contradictions.empty()) return "contradiction: " + import.contradictions.front();
  if (!import.left) return "";
  return incident.log.place_text(incident.log.exchanges[import.left->exchange].place) + ": " +
         import.left->what + ": log " + import.left->log_says + ", simulation " +
         import.left->simulation_says;
}

void round_trips(Render render) {
  const std::uint64_t first = seed();
  std::printf("REFRESHSIM_SEED=%llu\n", static_cast<unsigned long long>(first));
  for (std::uint64_t i = first; i < first + count(); ++i) {
    EXPECT_EQ(parting(story_yaml(i), i, render), "")
        << "REFRESHSIM_SEED=" << i << " REFRESHSIM_COUNT=1";
  }
}

TEST(RoundTrip, AnInstanceThatARollbackLeavesOutWasGone) {
  const std::string yaml = R"(refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 4, min: 0}}
timing: {reinstall: 5m}
faults:
  - {at: 8m, remove: ins-00000002}
  - {match: {instance: ins-00000004, step: reinstall, batch: 2}, outcome: fail}
calls:
  - at: 1m
    as: refresh
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-web
      RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2, FailProcess: AUTO_ROLLBACK}}
expect:
  - {activity: refresh.rollback, batch: 3, RefreshBatchStatus: SUCCESSFUL}
)";
  const LoadResult loaded = parse_scenario(yaml);
  ASSERT_TRUE(loaded.ok());
  ASSERT_TRUE(Simulation(loaded.scenario).run().expectations.front().ok);
  EXPECT_EQ(parting(yaml, 0, recorder::json_lines), "");
}

TEST(RoundTrip, JsonLinesReplayWithoutADifference) { round_trips(recorder::json_lines); }
TEST(RoundTrip, JsonListsReplayWithoutADifference) { round_trips(recorder::json_list); }
TEST(RoundTrip, TerraformLogsReplayWithoutADifference) { round_trips(recorder::terraform); }
TEST(RoundTrip, RawExchangesReplayWithoutADifference) { round_trips(recorder::http); }

TEST(RoundTrip, BareAnswersReplayWithoutADifference) { round_trips(recorder::bare_answers); }

/// Each of these was once imported with a difference, for a reason of its own.
TEST(RoundTrip, SeedsThatOnceDifferedNoLongerDo) {
  constexpr std::uint64_t kSeeds[] = {
      21,   46,   59,   61,   63,   123,  169,  176,  192,  222,     227,     240,
      252,  255,  283,  317,  370,  561,  576,  704,  3011, 3026,    3027,    3029,
      3065, 3088, 3102, 3147, 3152, 3206, 3208, 3214, 3226, 3339,    3366,    3373,
      3405, 3406, 3418, 3448, 3468, 3513, 3963, 4096, 4667, 3000545, 10000267};
  for (const std::uint64_t each : kSeeds) {
    EXPECT_EQ(parting(story_yaml(each), each, recorder::json_lines), "") << each;
  }
  // A Stop whose time is told to a second came after the batch that began in that second.
  EXPECT_EQ(parting(story_yaml(97000277), 97000277, recorder::http), "");
  // A Resume between two snapshots, or before what ended the activity, was not seen, nor a retry
  // that failed as well; rows had ends planned before they were those of the log, or before a Stop
  // had been seen; a retry found an instance gone. A Stop that no snapshot shows came before a
  // rollback that waited; a scale-in was planned before one; a snapshot of the very moment in which
  // a batch ended; an EndTime that was a retry's; a pause for another reason than the one before;
  // an end that was no rollback's; a Stop before a Cancel that no snapshot shows.
  constexpr std::uint64_t kBareSeeds[] = {
      7100077,  7100126,  7100135,  7100219,  7100383,  7100401,  7100476,  7100477,  7100503,
      7100516,  7100537,  8300062,  8300123,  8300387,  8300873,  8300881,  9100134,  10000462,
      30000383, 30000598, 30001584, 30001673, 30002873, 30002903, 30003538, 50002208, 70001038,
      70001314, 70001979, 80002786, 80002852, 90000629, 90001479, 91002352};
  for (const std::uint64_t each : kBareSeeds) {
    EXPECT_EQ(parting(story_yaml(each), each, recorder::bare_answers), "") << each;
  }
}

}  // namespace
}  // namespace refreshsim
