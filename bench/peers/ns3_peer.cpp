// ns-3: ns3_peer DURATIONS SCHEDULER, the scheduler one of ns-3's own (ns3::HeapScheduler, …).
// The second of two refreshes counts: its memory has been touched.
#include <ns3/core-module.h>

#include "bench/peers/refresh.h"

namespace {

struct Clock {
  std::int64_t now_ms() const { return ns3::Simulator::Now().GetMilliSeconds(); }
  template <class Action>
  void after(std::int64_t delay_ms, Action action) {
    ns3::Simulator::Schedule(ns3::MilliSeconds(delay_ms), action);
  }
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const auto durations = peers::read_durations(arguments[1]);
  ns3::ObjectFactory scheduler;
  scheduler.SetTypeId(arguments[2]);
  ns3::Simulator::SetScheduler(scheduler);
  Clock clock;
  peers::Refresh<Clock> refresh(durations, clock);
  refresh.begin();
  ns3::Simulator::Run();
  const double start = peers::cpu_seconds();
  refresh.begin();
  ns3::Simulator::Run();
  peers::report(peers::cpu_seconds() - start, refresh.end_ms(), refresh.lost_ms());
  ns3::Simulator::Destroy();
  return 0;
}
