// What the records of a step's start and end say of it.
#pragma once

#include "refreshsim/id.h"
#include "refreshsim/record.h"
#include "refreshsim/vocabulary.h"

namespace refreshsim {

struct StepFacts {
  InstanceId instance;
  GroupId group;
  ActivityId activity;
  Step step = Step::drain;
  std::uint32_t attempt = 1;
  std::uint32_t batch = 0;
};

[[gnu::always_inline]] inline Record step_started(const StepFacts& step) {
  return {.kind = RecordKind::step_started,
          .group = step.group.value,
          .subject = step.instance.value,
          .part = step.activity.value,
          .to = static_cast<std::uint32_t>(step.step),
          .a = step.attempt,
          .b = step.batch};
}

/// `fault`: what made it fail.
[[gnu::always_inline]] inline Record step_ended(const StepFacts& step, FailureCause why,
                                                FaultId fault) {
  return {.kind = RecordKind::step_ended,
          .group = step.group.value,
          .subject = step.instance.value,
          .part = step.activity.value,
          .from = static_cast<std::uint32_t>(step.step),
          .to = static_cast<std::uint32_t>(why),
          .a = step.attempt,
          .b = step.batch,
          .c = fault.value,
          .d = why == FailureCause::none ? 1u : 0u};
}

}  // namespace refreshsim
