// A small study to test with.
#pragma once

#include <string>

#include "sim/study/run_study.h"
#include "sim/study/study.h"

namespace refreshsim::testing {

/// A scenario of two calls: `modify` of the launch configuration, `refresh` in two batches. Every
/// line is indented by two blanks, so that it can stand in a study.
std::string scenario_text();
/// A study of that scenario; `rest` are its other keys.
std::string study_text(const std::string& rest);

/// The other keys of one with so many replicas of two strategies.
std::string two_strategies(int replicas);

/// A study that is right; fails the test otherwise.
Study study_of(const std::string& rest);
/// The first complaint of a study that is wrong, as it is shown.
std::string complaint_of(const std::string& rest);

StudyRun run_of(const Study& study, std::size_t jobs = 1, Shard shard = {});

/// Every replica's numbers.
std::string csv_of(const Study& study, const StudyRun& run);
/// The result in a form of the output.
std::string report_of(const Study& study, const StudyRun& run, std::string_view format);

}  // namespace refreshsim::testing
