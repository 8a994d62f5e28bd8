// The answers of questions.h in words.
#include <fmt/format.h>

#include "sim/explore/questions.h"

namespace refreshsim {
namespace {

std::string call_text(const Scenario& scenario, CallId id) {
  const Call& call = scenario.calls[id.value];
  std::string text = fmt::format("{}", name(call.action));
  if (!call.as.empty()) text += " as " + call.as;
  // Calls of one action are told apart by their place in the file.
  for (std::size_t i = 0; i < scenario.calls.size(); ++i) {
    if (i != id.value && scenario.calls[i].action == call.action) {
      return text + fmt::format(" (call {})", id.value + 1);
    }
  }
  return text;
}

std::string list(const Scenario& scenario, const std::vector<CallId>& calls) {
  std::string text;
  for (const CallId each : calls) text += (text.empty() ? "" : ", ") + call_text(scenario, each);
  return text;
}

std::string counted(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

/// Calls and what goes wrong, as they follow each other; what goes well is left out.
std::string events(const Scenario& scenario, std::uint32_t vanishings,
                   const std::vector<Choice>& choices) {
  SmallWorld world(scenario, vanishings);
  std::string text;
  for (const Choice& choice : choices) {
    const bool call = choice.kind == ChoiceKind::call;
    if (choice.kind != ChoiceKind::passes && choice.kind != ChoiceKind::reacts) {
      text += (text.empty() ? "" : "; ") +
              (call ? call_text(scenario, CallId{choice.subject}) : world.describe(choice));
    }
    world.apply(choice);
  }
  return text;
}

std::string rows(const Scenario& scenario, const ActivityAnswer& of, const StatusAnswer& answer) {
  std::string text;
  for (const NamedRow& each : answer.always) {
    const std::string whose = each.name == of.name ? ""
                              : each.name.some()   ? scenario.activity_names[each.name.value] + ": "
                                                   : "another: ";
    text += "          " + whose + transition_text(each.row) + "\n";
  }
  return text.empty() ? text : "        every way takes\n" + text;
}

std::string status_text(const Scenario& scenario, std::uint32_t vanishings,
                        const Exploration& found, const ActivityAnswer& of,
                        const StatusAnswer& answer) {
  std::string text =
      fmt::format("    {} in {}, soonest by {}:\n", name(answer.status),
                  counted(answer.states, "state"), counted(answer.calls.front().size(), "call"));
  std::vector<CallId> shown;
  if (const auto choices = choices_along(scenario, vanishings, found, answer.way)) {
    text += "        " + events(scenario, vanishings, *choices) + "\n";
    for (const Choice& each : *choices) {
      if (each.kind == ChoiceKind::call) shown.emplace_back(each.subject);
    }
  }
  for (const std::vector<CallId>& each : answer.calls) {
    if (each != shown) text += "        or " + list(scenario, each) + "\n";
  }
  if (answer.more_calls) text += "        or other calls, as many\n";
  return text + rows(scenario, of, answer);
}

std::string succeeding(const ActivityAnswer& answer) {
  std::string text = fmt::format(
      "    {} of the {} in which it exists can still reach SUCCESSFUL with the calls that are left",
      answer.can_succeed, counted(answer.states, "state"));
  std::string others;
  for (std::size_t i = 0; i < answer.can_not.size(); ++i) {
    if (answer.can_not[i] == 0) continue;
    others += fmt::format("{}{} {}", others.empty() ? "" : ", ", answer.can_not[i],
                          name(static_cast<ActivityStatus>(i)));
  }
  text += others.empty() ? "\n" : ";\n    the others are " + others + "\n";
  return text + fmt::format("    {} of the {} before it exists can\n", answer.not_yet_can_succeed,
                            counted(answer.not_yet, "state"));
}

}  // namespace

std::string transition_text(std::uint32_t row) {
  const ActivityTransition& taken = activity_machine::kTransitions[row];
  const std::string guard =
      taken.guard == ActivityGuard::always ? "" : fmt::format(" [{}]", name(taken.guard));
  return fmt::format("{} --{}{}--> {}", name(taken.from), name(taken.trigger), guard,
                     name(taken.to));
}

std::string answers_text(const Scenario& scenario, std::uint32_t vanishings,
                         const Exploration& found) {
  std::string text;
  for (const ActivityAnswer& answer : ask(scenario, found)) {
    text += "  " + scenario.activity_names[answer.name.value] + "\n" + succeeding(answer);
    for (const StatusAnswer& each : answer.statuses) {
      text += status_text(scenario, vanishings, found, answer, each);
    }
  }
  return text.empty() ? "  no call names an activity with `as`, so there is nothing to ask about\n"
                      : text;
}

}  // namespace refreshsim
