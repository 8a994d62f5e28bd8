// SimGrid's timers: simgrid_peer DURATIONS. Its time is in seconds, a double; to the millisecond
// it is exact all the same. The second of two refreshes counts: its memory has been touched.
#include <cmath>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

#include "bench/peers/refresh.h"

namespace {

struct Clock {
  std::int64_t now_ms() const { return std::llround(simgrid::s4u::Engine::get_clock() * 1000); }
  template <class Action>
  void after(std::int64_t delay_ms, Action action) {
    simgrid::kernel::timer::Timer::set(static_cast<double>(now_ms() + delay_ms) / 1000, action);
  }
};

double refreshed(simgrid::s4u::Engine& engine, peers::Refresh<Clock>& refresh) {
  const double start = peers::cpu_seconds();
  refresh.begin();
  engine.run();
  return peers::cpu_seconds() - start;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  int words = 1;
  simgrid::s4u::Engine engine(&words, arguments);
  auto* const zone = simgrid::s4u::create_full_zone("zone");  // it runs nothing without one
  zone->create_host("host", 1.0);
  zone->seal();
  const auto durations = peers::read_durations(arguments[1]);
  Clock clock;
  peers::Refresh<Clock> refresh(durations, clock);
  refreshed(engine, refresh);
  const double seconds = refreshed(engine, refresh);
  peers::report(seconds, refresh.end_ms(), refresh.lost_ms());
  return 0;
}
