#include "sim/explore/ending.h"

namespace refreshsim {
namespace {

/// More choices than any way to the end has in a small scope: beyond it the way goes in circles.
constexpr int kLongestEnding = 500;

bool all_ended(const Service& service) {
  for (std::uint32_t i = 0; i < service.activity_count(); ++i) {
    if (!service.activity(ActivityId{i}).ended()) return false;
  }
  return true;
}

/// What happens by itself, the good before the bad.
bool goes_on(SmallWorld& world) {
  const std::vector<Choice> choices = world.choices();
  for (const ChoiceKind kind : {ChoiceKind::reacts, ChoiceKind::passes, ChoiceKind::fails}) {
    for (const Choice& choice : choices) {
      if (choice.kind != kind) continue;
      world.apply(choice);
      return true;
    }
  }
  return false;
}

bool resumed(SmallWorld& world) {
  for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
    if (!is_paused(world.service().activity(ActivityId{i}).status())) continue;
    world.resume(ActivityId{i});
    return true;
  }
  return false;
}

}  // namespace

bool can_end(SmallWorld& world) {
  for (int i = 0; i < kLongestEnding; ++i) {
    if (!goes_on(world) && !resumed(world)) return all_ended(world.service());
  }
  return false;
}

}  // namespace refreshsim
