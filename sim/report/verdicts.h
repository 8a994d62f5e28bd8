// The expectations and how they turned out.
#pragma once

#include <string>
#include <vector>

#include "refreshsim/run.h"
#include "sim/report/look.h"

namespace refreshsim {

/// `file:line`, or nothing if the place is not known.
std::string place_text(const Place& place);

/// The failed ones, each with what was wanted, what was got, when, and where it stands.
std::string failed_expectations(const std::vector<ExpectationView>& expectations, const Look& look,
                                std::string_view indent);

/// A heading, all of them in order if they are few, otherwise the failed ones and a count.
std::string verdicts(const std::vector<ExpectationView>& expectations, const Look& look);

}  // namespace refreshsim
