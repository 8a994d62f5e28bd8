// The rollout of rollout.yaml in ns-3, as simpy_rollout.py has it: ns3_rollout REPLICAS [SEED]
// [SCHEDULER] prints a line for each replica: its duration in ms, and its availability. Random
// numbers are C++'s, of its 64-bit Mersenne Twister. The clock goes on from one replica to the
// next, which costs ns-3 least.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "bench/peers/ns3_clock.h"
#include "bench/peers/refresh.h"

namespace {

constexpr std::uint32_t kInstances = 1000;
constexpr std::uint32_t kSteps = 4;
constexpr std::int64_t kPause = 120'000;
constexpr double kBoot = 30e3;
constexpr double kMedian = 240e3;
constexpr double kP95 = 540e3;
constexpr double kNormalP95 = 1.6448536269514722;

/// How long each instance's drain, reinstall, boot and health check take, in ms.
class Lengths {
 public:
  explicit Lengths(std::uint64_t seed) : luck_(seed) {}

  void draw(std::vector<std::uint32_t>& into) {
    for (std::size_t i = 0; i < into.size(); i += kSteps) {
      into[i] = rounded(drain_(luck_));
      into[i + 1] = rounded(reinstall_(luck_));
      into[i + 2] = rounded(kBoot);
      into[i + 3] = rounded(health_check_(luck_));
    }
  }

 private:
  static std::uint32_t rounded(double ms) { return static_cast<std::uint32_t>(ms + 0.5); }

  std::mt19937_64 luck_;
  std::uniform_real_distribution<> drain_{10e3, 20e3};
  std::lognormal_distribution<> reinstall_{std::log(kMedian),
                                           std::log(kP95 / kMedian) / kNormalP95};
  std::uniform_real_distribution<> health_check_{5e3, 25e3};
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2 || count > 4) return 2;
  peers::use_ns3_scheduler(count > 3 ? arguments[3] : "ns3::PriorityQueueScheduler");
  Lengths lengths(count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1);
  std::vector<std::uint32_t> durations(kInstances * kSteps);
  peers::Ns3Clock clock;
  peers::Refresh<peers::Ns3Clock, kSteps, kPause> refresh(durations, clock);
  for (long left = std::strtol(arguments[1], nullptr, 10); left > 0; --left) {
    lengths.draw(durations);
    refresh.begin();
    ns3::Simulator::Run();
    const auto end_ms = static_cast<double>(refresh.end_ms());
    const auto lost_ms = static_cast<double>(refresh.lost_ms());
    std::printf("%.0f %.9f\n", end_ms, 1 - lost_ms / (kInstances * end_ms));
  }
  ns3::Simulator::Destroy();
  return 0;
}
