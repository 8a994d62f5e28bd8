#include "sim/report/verdicts.h"

#include <algorithm>

#include "sim/report/utf8.h"
#include "sim/report/words.h"
#include "sim/report/wrap.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kListedVerdicts = 8;

std::string failed_text(const ExpectationView& expectation, const Look& look,
                        std::string_view indent) {
  const auto shown = [&](const std::string& text) { return printable(text, look.utf8); };
  const std::string margin = std::string(indent) + "        ";
  std::string text = wrapped(margin + shown(expectation.text), margin, look);
  text.replace(0, margin.size(), std::string(indent) + paint(look, Ink::trouble, "FAILED") + "  ");
  const std::string got = expectation.got.empty() ? "" : "got " + shown(expectation.got);
  if (!got.empty()) text += wrapped(margin + got, margin, look);
  const std::string place = place_text(expectation.place);
  if (!place.empty()) text += margin + paint(look, Ink::faint, shown(place)) + "\n";
  return text;
}

std::string ok_text(const ExpectationView& expectation, const Look& look) {
  const std::string shown = printable(expectation.text, look.utf8);
  return "  " + paint(look, Ink::serving, "ok") + "      " +
         shortened(shown, look.width - 10, look.utf8) + "\n";
}

}  // namespace

std::string place_text(const Place& place) {
  if (place.line <= 0) return place.file;
  return place.file + ":" + std::to_string(place.line);
}

std::string failed_expectations(const std::vector<ExpectationView>& expectations, const Look& look,
                                std::string_view indent) {
  std::string text;
  for (const ExpectationView& each : expectations) {
    if (!each.ok) text += failed_text(each, look, indent);
  }
  return text;
}

std::string verdicts(const std::vector<ExpectationView>& expectations, const Look& look) {
  if (expectations.empty()) return "no expectations\n";
  const auto all = static_cast<std::int64_t>(expectations.size());
  const std::int64_t ok = std::count_if(expectations.begin(), expectations.end(),
                                        [](const ExpectationView& each) { return each.ok; });
  const std::string heading =
      ok == all ? plural(all, "expectation") + ": as expected"
                : count_words(all - ok) + " of " + plural(all, "expectation") + " FAILED";
  std::string text = paint(look, Ink::strong, heading) + "\n";
  if (all > kListedVerdicts) return text + failed_expectations(expectations, look, "  ");
  for (const ExpectationView& each : expectations) {
    text += each.ok ? ok_text(each, look) : failed_text(each, look, "  ");
  }
  return text;
}

}  // namespace refreshsim
