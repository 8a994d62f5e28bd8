#include "tests/property/world.h"

#include "sim/run/call_log.h"

namespace refreshsim::property::random_story {

World::World(const Scenario& scenario)
    : scenario_(scenario),
      fleet_(scenario, queue_, facts_),
      service_(scenario, queue_, facts_, fleet_),
      script_(scenario, queue_, statistics_) {
  const Draws draws(scenario.seed, 0);
  fingerprint_.reset(scenario);
  statistics_.reset(scenario);
  ledger_.reset(scenario);
  facts_.reset({&fingerprint_, &statistics_, &ledger_, &script_});
  script_.reset(draws);
  fleet_.reset(draws, service_);
  service_.reset();
  facts_.flush();
  script_.begin();
}

void World::run(const std::function<void()>& look) {
  const std::int64_t horizon = scenario_.horizon ? ms(*scenario_.horizon) : INT64_MAX;
  while (!queue_.empty() && queue_.top().time_ms <= horizon) {
    const Event event = queue_.pop();
    facts_.advance_to(event.time_ms);
    handle(event);
    facts_.flush();
    script_.after_event(facts_.now_ms(), facts_.next() - 1);
    look();
  }
}

void World::handle(const Event& event) {
  if (event.kind == EventKind::call_is_made) return make_call(event);
  if (event.kind == EventKind::activity_reacts) return service_.react(event);
  fleet_.handle(event);
}

void World::make_call(const Event& event) {
  const Call& call = scenario_.calls[event.target];
  const std::uint64_t cause = call.at ? facts_.next() : event.tag;
  service_.call(CallId{event.target}, Order::low_of(event.order),
                with_ids(scenario_, call, service_), cause, &ledger_);
}

}  // namespace refreshsim::property::random_story
