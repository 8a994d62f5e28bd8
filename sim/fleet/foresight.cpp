// Rows that start together, foreseen step by step for all of them at once: so that a step's law,
// timeout and faults are looked up once, and draws are made side by side. What is foreseen of a row
// goes up to the first step about which there is more to say than how long it takes.
#include <algorithm>

#include "sim/fleet/fleet.h"

namespace refreshsim {

void Fleet::foresee(const StepContext& shared, std::span<const Departure> rows) {
  foreseen_.assign(rows.size(), Foreseen{});
  if (rows.empty()) return;
  lengths_.resize(rows.size());
  number(rows);
  foresee(Step::drain, 0, shared, rows);
  for (std::size_t i = 0; i < shared.following.count; ++i) {
    foresee(shared.following.steps[i], i + 1, shared, rows);
  }
}

/// Adds the step at a place to what is foreseen of rows that pass all steps before it.
void Fleet::foresee(Step step, std::size_t place, const StepContext& shared,
                    std::span<const Departure> rows) {
  draw_lengths(step, shared);
  if (faults_.knows(step) || installs(step)) rule_out(step, place, shared, rows);
  const std::int64_t timeout = timeout_ms(step, shared.health_check_timeout_ms);
  const auto most = static_cast<std::uint64_t>(std::min(timeout, Lane::kMostMs));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Foreseen& row = foreseen_[i];
    if (row.count != place || lengths_[i] > most) continue;
    const std::uint64_t end = lengths_[i] + (place > 0 ? row.ends[place - 1] : 0);
    if (end > static_cast<std::uint64_t>(Lane::kMostMs)) continue;
    row.ends[row.count++] = static_cast<std::uint32_t>(end);
  }
}

/// Nothing more is foreseen of those about whose step a missing image or a fault decides.
void Fleet::rule_out(Step step, std::size_t place, const StepContext& shared,
                     std::span<const Departure> rows) {
  const SymbolId configured = configured_image(instances_[rows.front().instance.value].group());
  StepContext context = shared;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (foreseen_[i].count != place) continue;
    const InstanceId id = rows[i].instance;
    const SymbolId installed = rows[i].image.some() ? rows[i].image : configured;
    bool rules_out = false;
    if (!faults_.knows(step)) {
      rules_out = image_problem(installed) != FailureCause::none;
    } else {
      context.row_instance = name_of(id);
      const SymbolId image = step == Step::drain ? image_of(id) : installed;
      rules_out = decided(situation(id, step, image, context));
    }
    if (rules_out) lengths_[i] = UINT64_MAX;
  }
}

/// Notes where the rows are whose instances' ordinals follow one another.
void Fleet::number(std::span<const Departure> rows) {
  runs_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t ordinal = ordinal_of(rows[i].instance);
    if (i == 0 || ordinal != runs_.back().ordinal + (i - runs_.back().first)) {
      runs_.push_back({i, ordinal});
    }
  }
}

/// The draws of a run are made together.
void Fleet::draw_lengths(Step step, const StepContext& shared) {
  const Sampler& sampler = samplers_[index(step)];
  for (std::size_t i = 0; i < runs_.size() && !sampler.constant(); ++i) {
    const Run& run = runs_[i];
    const std::size_t end = i + 1 < runs_.size() ? runs_[i + 1].first : lengths_.size();
    draws_.bits({Purpose::step_duration, static_cast<std::uint32_t>(step), run.ordinal,
                 shared.activity_ordinal, shared.attempt},
                std::span(lengths_).subspan(run.first, end - run.first));
  }
  sampler.replace(lengths_);
}

}  // namespace refreshsim
