// What a scenario shows that a smaller one has to show as well.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "sim/incident/incident.h"

namespace refreshsim {

struct LogDifference;

/// How one text fares: whether it loads, how its run ends, what its expectations say.
class Symptom {
 public:
  struct Wish {
    std::string keep;               ///< an expectation as YAML; empty: none
    std::optional<int> exit;        ///< an exit code of `run`
    const Incident* log = nullptr;  ///< that the run parts from; must outlive the symptom
  };

  /// What this text shows: `keep` as it comes out, or the exit code, or where the run and the log
  /// part first, or the first expectation that fails, or a defect of the program. The error says
  /// why there is nothing to keep.
  static tl::expected<Symptom, std::string> of(const std::string& text, const Wish& wish);

  /// Whether another text shows the same. Any text may be asked about, by several threads; a run
  /// that goes on for much longer than the first does not, nor does any after an interruption.
  bool shown_by(const std::string& text, const std::atomic<bool>* interrupt = nullptr) const;

  /// `{activity: refresh, Status: SUCCESSFUL} fails: CANCELLED at 21m30s`
  const std::string& words() const { return words_; }

 private:
  enum class Kind : std::uint8_t { expectation, kept, exit, log, defect };
  struct Outcome;
  void take(const LogDifference& parting);
  Outcome outcome(const std::string& text, const std::atomic<bool>* interrupt) const;

  Kind kind_ = Kind::expectation;
  std::string keep_;
  std::string text_;  ///< of the expectation; numbers masked in that of a call
  bool ok_ = false;
  std::string got_;  ///< of what fails, with its numbers masked; of a defect, what it says
  int exit_ = 0;
  const Incident* log_ = nullptr;
  std::size_t exchange_ = 0;  ///< of the log, where the two part
  std::uint64_t most_events_ = 0;
  std::string words_;
};

}  // namespace refreshsim
