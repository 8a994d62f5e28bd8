#include "sim/report/verdicts.h"

#include <algorithm>

#include "sim/report/utf8.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kListed = 20;

std::string failed_text(const ExpectationView& expectation, const Look& look,
                        std::string_view indent) {
  const auto shown = [&](const std::string& text) { return printable(text, look.utf8); };
  std::string text = std::string(indent) + paint(look, Ink::trouble, "FAILED") + "  " +
                     shown(expectation.text) + "\n";
  const std::string margin = std::string(indent) + "        ";
  std::string got = expectation.got.empty() ? "" : "got " + shown(expectation.got);
  if (expectation.at_ms) got += " at " + moment_words(*expectation.at_ms);
  if (!got.empty()) text += margin + got + "\n";
  const std::string place = place_text(expectation.place);
  if (!place.empty()) text += margin + paint(look, Ink::faint, shown(place)) + "\n";
  return text;
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
  std::string text =
      ok == all ? "all " + plural(all, "expectation") + " hold" + "\n"
                : count_words(all - ok) + " of " + plural(all, "expectation") + " FAILED\n";
  text = paint(look, Ink::strong, text.substr(0, text.size() - 1)) + "\n";
  if (all > kListed) return text + failed_expectations(expectations, look, "  ");
  for (const ExpectationView& each : expectations) {
    if (!each.ok) {
      text += failed_text(each, look, "  ");
      continue;
    }
    const std::string shown =
        shortened(printable(each.text, look.utf8), look.width - 10, look.utf8);
    text += "  " + paint(look, Ink::serving, "ok") + "      " + shown + "\n";
  }
  return text;
}

}  // namespace refreshsim
