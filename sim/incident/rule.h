// Which rule of the model a record follows.
#pragma once

#include <string>
#include <string_view>

#include "sim/incident/story.h"

namespace refreshsim {

struct Rule {
  std::string_view
      section;            ///< of the model, as in tests/README.md: `3`; 9 is the scenario language
  std::string_view name;  ///< of the assumption; empty: it has none
  std::string_view text;
};

/// The rule by which this record followed from its cause.
Rule rule_of(const Story& story, const Record& record);

/// `section 3, `drain-first`: an instance leaves service as its drain starts`
std::string rule_text(const Rule& rule);

}  // namespace refreshsim
