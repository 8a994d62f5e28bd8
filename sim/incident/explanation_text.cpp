#include <fmt/format.h>

#include <set>

#include "sim/base/duration_text.h"
#include "sim/incident/explanation.h"
#include "sim/incident/reasons.h"
#include "sim/incident/rule.h"
#include "sim/report/wrap.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostSteps = 16;
constexpr std::size_t kFirstSteps = 10;
constexpr std::size_t kLastSteps = 4;
constexpr std::size_t kMostReasons = 4;

class Writer {
 public:
  Writer(const Story& story, const Look& look) : story_(story), look_(look) {}

  std::string write(const std::vector<Explanation>& all) {
    for (const Explanation& each : all) {
      if (!out_.empty()) out_ += "\n";
      one(each);
    }
    return std::move(out_);
  }

 private:
  void one(const Explanation& of) {
    out_ += wrapped(of.answer + ".", "  ", look_, Ink::strong);
    for (const std::string& note : of.notes) out_ += wrapped("  - " + note + ".", "    ", look_);
    std::vector<Sequence> told = worth_telling(story_, of.chain);
    // By its causes a record leads to the same ones whenever it is told: once is enough.
    const auto above = std::find_if(told.begin(), told.end(),
                                    [this](Sequence each) { return told_.contains(each); });
    if (above != told.end()) told.erase(above + 1, told.end());
    const bool all = told.size() <= kMostSteps;
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (!all && i == kFirstSteps) {
        const std::size_t left_out = told.size() - kFirstSteps - kLastSteps;
        out_ += fmt::format("  {:>18}  ... {} more, which `--format json` tells\n", "", left_out);
        i += left_out;
      }
      if (!told_.insert(told[i]).second) return as_above(story_[told[i]], i == 0);
      step(story_[told[i]], i == 0);
    }
  }

  std::string time_of(const Record& record) const {
    return fmt::format("  {:>8}  {:>8}  ", story_.clock(record.time_ms),
                       duration_text(Duration{record.time_ms}));
  }

  void as_above(const Record& record, bool first) {
    const std::string time = time_of(record);
    out_ += wrapped(time + (first ? "" : "because ") + sentence(story_, record) + " (see above)",
                    std::string(time.size(), ' '), look_);
  }

  void step(const Record& record, bool first) {
    const std::string time = time_of(record);
    const std::string margin(time.size(), ' ');
    out_ += wrapped(time + (first ? "" : "because ") + sentence(story_, record), margin, look_);
    const std::vector<Sequence> also = reasons(story_, record);
    for (std::size_t i = 0; i < also.size() && i < kMostReasons; ++i) {
      const Record& each = story_[also[i]];
      out_ +=
          wrapped(margin + "and, at " + story_.clock(each.time_ms) + ", " + sentence(story_, each),
                  margin + "  ", look_);
    }
    if (also.size() > kMostReasons) {
      out_ += margin + fmt::format("and {} more\n", also.size() - kMostReasons);
    }
    const std::string rule = rule_text(rule_of(story_, record));
    if (!rules_.insert(rule).second) return;  // told before
    out_ += wrapped(margin + rule, margin + "  ", look_, Ink::faint);
  }

  const Story& story_;
  const Look& look_;
  std::string out_;
  std::set<Sequence> told_;
  std::set<std::string> rules_;
};

}  // namespace

std::string explanation_text(const Story& story, const std::vector<Explanation>& all,
                             const Look& wish) {
  Look look = wish;
  look.width = std::clamp(wish.width, kMinWidth, kMaxWidth);
  return Writer(story, look).write(all);
}

}  // namespace refreshsim
