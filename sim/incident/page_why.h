// What a page tells beside its records (sim/report/page.h): explain's sentences about what went
// wrong, and what each rollout waited for.
#pragma once

#include <cstddef>
#include <string>

#include "sim/incident/story.h"

namespace refreshsim {

/// With more records a page has none of this: it would take too long, and too much memory.
inline constexpr std::size_t kMostRecordsWithWhy = 4'000'000;

/// So many instances have sentences: those on a critical path, those whose steps failed, that were
/// lost or turned unhealthy, then any. Of the others a page tells what its records say.
inline constexpr std::size_t kMostInstancesTold = 200;

/// JSON, one value:
/// `rules`: texts · `facts`: [sequence, sentence, its rule or -1] · `instances`, `activities`,
/// `calls`, `expectations`: by their place in the result (instances by ordinal) a list of {answer,
/// notes, chain: [[sequence, [what else it rests on], how many more]]} · `paths`: of each activity
/// what its end waited for, one wait after the other.
std::string page_why(const Story& story);

}  // namespace refreshsim
