// The options that commands share: one row an option, one struct for what was given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/report/result_formats.h"
#include "sim/study/run_study.h"
#include "sim/study/study_reports.h"

namespace refreshsim::tools {

enum class Opt : std::uint8_t {
  seed,
  replica,
  format,
  output,
  timeline,
  trace,
  junit,
  jobs,
  width,
  color,
  no_color,
  progress,
  quiet,
  states,
  vanishings,
  questions,
  cover,
  setting,
  study_format,
  replicas_file,
  shard,
  scenario,
  program,
  anonymize,
  instance,
  activity,
  call,
  expectation,
  at,
  explain_format,
  critical_path,
  keep,
  exit,
  log,
  tries_program,
  report,
  host,
  port,
  examples,
  engine,
};

enum class When : std::uint8_t { automatic, always, never };

/// What the command line said.
struct Options {
  std::vector<std::string> arguments;
  std::optional<std::uint64_t> seed;
  std::uint32_t replica = 0;
  bool replica_given = false;
  const ResultFormat* format = nullptr;
  std::string output = "-";
  std::string timeline;  ///< empty: none
  std::string trace;     ///< empty: none
  std::string junit;     ///< empty: none
  std::size_t jobs = 0;  ///< 0: one a processor
  int width = 0;         ///< 0: the terminal's, or 80
  When color = When::automatic;
  When progress = When::automatic;
  bool quiet = false;
  std::size_t states = 1'000'000;
  std::uint32_t vanishings = 1;
  bool questions = false;
  std::string cover;                  ///< a folder; empty: none
  std::vector<std::string> settings;  ///< PATH=VALUE
  const StudyFormat* study_format = nullptr;
  std::string replicas_file;  ///< empty: none
  Shard shard{1, 0};          ///< of 0: the whole
  std::string scenario;       ///< empty: none
  std::string program;        ///< empty: none
  bool anonymize = false;
  std::string instance;                 ///< empty: none
  std::string activity;                 ///< empty: none
  std::uint32_t call = 0;               ///< its place in the file, from 1; 0: none
  std::uint32_t expectation = 0;        ///< its place in the result, from 1; 0: none
  std::string at;                       ///< a moment of the run; empty: its end
  std::string explain_format = "text";  ///< text, json or dot
  bool critical_path = false;
  std::string keep;               ///< an expectation as YAML; empty: none
  std::vector<std::string> logs;  ///< files that the scenario parts from
  std::optional<int> exit;        ///< an exit code
  std::string report;             ///< empty: none
  std::string host = "127.0.0.1";
  int port = 7373;       ///< 0: a free one
  std::string examples;  ///< a folder; empty: none
  Engine engine = Engine::automatic;
};

struct OptionRow {
  Opt opt;
  std::string_view flag;
  std::string_view value;  ///< how help names its value; empty: it takes none
  std::string_view meaning;
  /// Stores the value; returns what is wrong with it, or nothing.
  std::string (*set)(Options& options, const std::string& value);
  bool repeats = false;  ///< may be given several times
};

const OptionRow& option_row(Opt opt);

}  // namespace refreshsim::tools
