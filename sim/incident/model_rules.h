// Which rule of model.md a state comes from, in a sentence.
#pragma once

#include <string_view>

#include "refreshsim/vocabulary.h"

namespace refreshsim {

std::string_view rule_of(ActivityStatus status);
std::string_view rule_of(BatchStatus status);
std::string_view rule_of(RowStatus status);
/// The rule behind an answer: `ok`, or the code of an error.
std::string_view rule_of_answer(std::string_view code);

}  // namespace refreshsim
