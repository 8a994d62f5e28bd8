// A study: one scenario under several strategies, measured over the same replicas
// (interface.md, section 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "refreshsim/load.h"
#include "refreshsim/run.h"

namespace refreshsim {

/// A setting of a strategy: where it stands in the scenario, and its value as a single line.
struct Setting {
  std::string path;
  std::string value;
};

struct Strategy {
  std::string name;
  std::vector<Setting> settings;
  Scenario scenario;  ///< with the settings in it
};

/// What a metric's numbers are counted in.
enum class Unit : std::uint8_t { ratio, count, ms, instance_ms, share };

/// A number that each run yields.
struct StudyMetric {
  enum class Kind : std::uint8_t { group, activity, duration, expectation };
  std::string name;  ///< as the study calls it
  std::string path;  ///< include/refreshsim/metric.h; of an expectation its text
  Kind kind = Kind::duration;
  Unit unit = Unit::count;
  bool more_is_better = false;
  std::size_t group = 0;
  std::string activity;         ///< the name it goes by
  std::size_t expectation = 0;  ///< its place among the expectations of the result
};

struct Objective {
  std::size_t metric = 0;
  bool maximize = false;
};

/// How many replicas: a number, or until the half-widths are reached.
struct ReplicaPlan {
  std::size_t count = 1000;  ///< the most, if automatic
  bool automatic = false;
  std::vector<std::pair<std::size_t, double>> half_widths;  ///< metric, and how wide it may be
};

/// What is to come out.
struct Wish {
  std::string text;
  Place place;
  std::size_t strategy = 0;
  std::size_t metric = 0;
  std::optional<std::size_t> better_than;
  std::optional<double> at_least, at_most;
};

struct Study {
  std::string name;
  std::string description;
  std::string path;        ///< what `refreshsim run` takes to replay it: a scenario, or the study
  std::string text;        ///< the whole study on one line, its scenario written out
  std::uint64_t seed = 1;  ///< one for all strategies
  std::vector<Strategy> strategies;
  std::size_t baseline = 0;
  std::vector<std::string> grid_paths;  ///< of the settings that a grid varies
  std::vector<StudyMetric> metrics;
  std::vector<Objective> objectives;
  std::vector<Wish> wishes;
  ReplicaPlan replicas;

  /// Whether more of a metric is better: as an objective says, or as it is usually.
  bool more_is_better(std::size_t metric) const;
};

struct StudyResult {
  Study study;  ///< whole only if there are no diagnostics
  std::vector<Diagnostic> diagnostics;
  bool ok() const { return diagnostics.empty(); }
};

/// Loads a study from a file; `-` is standard input.
StudyResult load_study(const std::string& path);
/// The same from a text; `path` names it, and the scenario's file is relative to it.
StudyResult parse_study(std::string text, const std::string& path);

/// A scenario, or a study's own without its strategies, with settings `PATH=VALUE` put into it:
/// what replays a replica of a strategy.
LoadResult load_with_settings(const std::string& path, const std::vector<std::string>& settings);
/// The same from a text.
LoadResult parse_with_settings(std::string text, const std::string& path,
                               const std::vector<std::string>& settings);

}  // namespace refreshsim
