#include "sim/report/text.h"

#include <algorithm>

#include "sim/base/utc.h"
#include "sim/report/headline.h"
#include "sim/report/json_writer.h"
#include "sim/report/numbers.h"
#include "sim/report/picture.h"
#include "sim/report/utf8.h"
#include "sim/report/verdicts.h"
#include "sim/report/words.h"
#include "sim/report/wrap.h"

namespace refreshsim {
namespace {

constexpr std::size_t kGroups = 3;

bool trouble(const History& history, GroupId group) {
  const std::span<const TimeBin> bins = history.bins(group);
  return history.shortfall(group).badly_ms > 0 ||
         std::any_of(bins.begin(), bins.end(),
                     [](const TimeBin& bin) { return bin.failed_steps > 0; });
}

std::string group_text(const RunResult& result, const Scenario& scenario, const History& history,
                       GroupId group, const Look& look) {
  const GroupView& view = result.groups[group.value];
  const std::string id = printable(view.id, look.utf8);
  const std::string size = plural(scenario.groups[group.value].count, "instance");
  const std::string title = id + " " + std::string(glyph(look, Glyph::separator)) + " " + size;
  std::string text =
      "\n" + paint(look, Ink::strong, shortened(title, look.width, look.utf8)) + "\n";
  if (result.groups.size() > 1) {
    text += wrapped("  " + outcome_sentence(result, view.id) + "; " +
                        cost_sentence(history.shortfall(group), view.statistics.availability),
                    "  ", look);
  }
  text += picture(result, scenario, history, group, look) + "\n";
  return text + numbers(view.statistics, trouble(history, group), look);
}

std::string headline(const RunResult& result, const History& history, const Look& look) {
  std::string sentence = printable(result.name, look.utf8) + ": ";
  if (result.groups.size() == 1) {
    sentence += outcome_sentence(result, result.groups[0].id) + "; " +
                cost_sentence(history.shortfall(GroupId{std::size_t{0}}),
                              result.groups[0].statistics.availability);
  } else {
    sentence += plural(static_cast<std::int64_t>(result.groups.size()), "scaling group") + ", " +
                refreshes_sentence(result);
  }
  std::string text = wrapped(sentence, "  ", look, Ink::strong);
  if (!result.stopped.empty()) {
    text += wrapped("stopped after " + length_words(result.end_ms) + ": " + result.stopped, "  ",
                    look, Ink::trouble);
  }
  return text;
}

std::string footer(const RunResult& result, const Scenario& scenario, const Look& look) {
  const std::string gap = " " + std::string(glyph(look, Glyph::separator)) + " ";
  const std::string line = "seed " + std::to_string(result.seed) + gap + "replica " +
                           std::to_string(result.replica) + gap + "fingerprint " +
                           hex16(result.fingerprint) + gap +
                           plural(static_cast<std::int64_t>(result.events), "event");
  const std::string span = utc_text(scenario.start_unix_ms) + " to " +
                           utc_text(scenario.start_unix_ms + result.end_ms) + " (" +
                           length_words(result.end_ms) + ")";
  return wrapped(line, "  ", look, Ink::faint) + wrapped(span, "  ", look, Ink::faint);
}

}  // namespace

std::string text_report(const RunResult& result, const Scenario& scenario, const History& history,
                        const Look& wish) {
  Look look = wish;
  look.width = std::clamp(wish.width, kMinWidth, kMaxWidth);
  std::string text = headline(result, history, look);
  const std::size_t shown = std::min(result.groups.size(), kGroups);
  for (std::size_t i = 0; i < shown; ++i) {
    text += group_text(result, scenario, history, GroupId{i}, look);
  }
  if (result.groups.size() > shown) {
    text += "\nand " +
            plural(static_cast<std::int64_t>(result.groups.size() - shown), "more scaling group") +
            " (--format json shows all)\n";
  }
  return text + "\n" + verdicts(result.expectations, look) + "\n" + footer(result, scenario, look);
}

}  // namespace refreshsim
