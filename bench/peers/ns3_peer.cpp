// ns-3: ns3_peer DURATIONS SCHEDULER, the scheduler one of ns-3's own (ns3::HeapScheduler, …).
// The second of two refreshes counts: its memory has been touched.
#include "bench/peers/ns3_clock.h"
#include "bench/peers/refresh.h"

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const auto durations = peers::read_durations(arguments[1]);
  peers::use_ns3_scheduler(arguments[2]);
  peers::Ns3Clock clock;
  peers::Refresh<peers::Ns3Clock> refresh(durations, clock);
  refresh.begin();
  ns3::Simulator::Run();
  const double start = peers::cpu_seconds();
  refresh.begin();
  ns3::Simulator::Run();
  peers::report(peers::cpu_seconds() - start, refresh.end_ms(), refresh.lost_ms());
  ns3::Simulator::Destroy();
  return 0;
}
