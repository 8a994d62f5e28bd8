// The forms in which a run's result can be had: one table.
#pragma once

#include <span>
#include <string_view>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/base/byte_sink.h"
#include "sim/record/history.h"
#include "sim/report/look.h"

namespace refreshsim {

/// Everything that a result may be made from.
struct ResultSource {
  const RunResult& result;
  const Scenario& scenario;
  const History& history;  ///< has heard the run if the format `draws`
  Look look;
};

struct ResultFormat {
  std::string_view name;
  std::string_view meaning;
  bool draws;  ///< needs the history
  void (*write)(const ResultSource& source, ByteSink& out);
  std::string_view before, between, after;  ///< around and between several results
};

/// The first one is the default.
std::span<const ResultFormat> result_formats();

}  // namespace refreshsim
