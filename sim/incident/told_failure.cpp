#include <array>
#include <charconv>

#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

struct Clue {
  std::string_view word;  ///< in lower case
  Step step;
};

/// What messages of the service have in them when a step fails; the first that fits decides.
constexpr std::array<Clue, 16> kClues{{{"health", Step::health_check},
                                       {"target", Step::health_check},
                                       {"terminate", Step::terminate},
                                       {"destroy", Step::terminate},
                                       {"reinstall", Step::reinstall},
                                       {"reset", Step::reinstall},
                                       {"image", Step::reinstall},
                                       {"launch", Step::launch},
                                       {"create", Step::launch},
                                       {"sold out", Step::launch},
                                       {"boot", Step::boot},
                                       {"userdata", Step::boot},
                                       {"start", Step::boot},
                                       {"unbind", Step::drain},
                                       {"weight", Step::drain},
                                       {"drain", Step::drain}}};

std::optional<Step> step_by_words(std::string message) {
  for (char& c : message) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const Clue& clue : kClues) {
    if (message.find(clue.word) != std::string::npos) return clue.step;
  }
  return std::nullopt;
}

}  // namespace

ToldFailure told_failure(const std::string& message) {
  constexpr std::string_view kMark = " failed (attempt ";
  const std::size_t mark = message.find(kMark);
  const std::size_t end = message.find("): ", mark);
  if (mark == std::string::npos || end == std::string::npos) {
    return {step_by_words(message), std::nullopt, message};
  }
  ToldFailure told{parse<Step>(message.substr(0, mark)), std::nullopt, message.substr(end + 3)};
  std::uint32_t attempt = 0;
  const char* digits = message.data() + mark + kMark.size();
  if (std::from_chars(digits, message.data() + end, attempt).ptr == message.data() + end) {
    told.attempt = attempt;
  }
  if (const std::size_t also = told.why.rfind("; new instance "); also != std::string::npos) {
    told.why.resize(also);
  }
  return told;
}

}  // namespace refreshsim
