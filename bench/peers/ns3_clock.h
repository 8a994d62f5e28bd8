// ns-3 as the clock of bench/peers/refresh.h.
#pragma once

#include <ns3/core-module.h>

#include <cstdint>
#include <string>

namespace peers {

struct Ns3Clock {
  std::int64_t now_ms() const { return ns3::Simulator::Now().GetMilliSeconds(); }
  template <class Action>
  void after(std::int64_t delay_ms, Action action) {
    ns3::Simulator::Schedule(ns3::MilliSeconds(delay_ms), action);
  }
};

/// One of ns-3's own: ns3::HeapScheduler, …
inline void use_ns3_scheduler(const std::string& name) {
  ns3::ObjectFactory scheduler;
  scheduler.SetTypeId(name);
  ns3::Simulator::SetScheduler(scheduler);
}

}  // namespace peers
