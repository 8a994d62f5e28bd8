// A run of a text that anybody may have typed: it takes so much time and memory, and no more.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/load.h"
#include "sim/studio/run_places.h"

namespace refreshsim {

/// What was typed, and what the file would be called that holds it.
struct TypedText {
  std::string_view text;
  std::string_view file;
};

struct RunBounds {
  std::uint64_t instances = 100'000;  ///< of all groups, at the start
  std::uint64_t events = 4'000'000;
  std::uint64_t bytes = std::uint64_t{1} << 30;  ///< of memory that the program takes meanwhile
  std::chrono::milliseconds time{10'000};
};

/// What is wrong with a text, as JSON: `[{"line", "column", "message", "also": […]}, …]`; columns
/// count characters, from 1.
std::string diagnostics_json(const std::vector<Diagnostic>& diagnostics);

/// What is wrong with a text and can be told without a run: what the reader says, and a fleet that
/// is larger than the bounds allow.
std::string check_json(const TypedText& typed, const RunBounds& bounds);

/// `{"diagnostics": […]}`, and if there are none `"data"`: what a page shows of the run (page.h). A
/// run that is given up, or takes too long, is told as one that was stopped.
std::string run_json(const TypedText& typed, std::string_view version, const RunBounds& bounds,
                     const RunPlace& place);

}  // namespace refreshsim
