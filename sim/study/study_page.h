// A study as a page: the same file as a run's (sim/report/page.h), with a study's data in it.
#pragma once

#include <string_view>

#include "sim/base/byte_sink.h"
#include "sim/study/findings.h"

namespace refreshsim {

/// The whole page: the result as `--format json` gives it, and what is needed to draw it: the
/// objectives, histograms, and the numbers in the program's own words.
void write_study_page(const Findings& of, std::string_view version, ByteSink& out);

}  // namespace refreshsim
