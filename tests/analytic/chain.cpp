#include "tests/analytic/chain.h"

#include <Eigen/Dense>

namespace refreshsim::analytic {
namespace {

/// M of the header, without forming the inverse.
Eigen::MatrixXd time_in_states(const Chain& chain) {
  const auto n = static_cast<Eigen::Index>(chain.states);
  Eigen::VectorXd leaving = Eigen::VectorXd::Zero(n);
  Eigen::MatrixXd jump = Eigen::MatrixXd::Zero(n, n);
  for (const Jump& each : chain.jumps) {
    const auto from = static_cast<Eigen::Index>(each.from);
    leaving(from) += each.rate;
    if (each.to != kAbsorbed) jump(from, static_cast<Eigen::Index>(each.to)) += each.rate;
  }
  const Eigen::VectorXd held = leaving.cwiseInverse();
  const Eigen::MatrixXd transient = Eigen::MatrixXd::Identity(n, n) - held.asDiagonal() * jump;
  const Eigen::MatrixXd times = held.asDiagonal();
  return transient.partialPivLu().solve(times);
}

}  // namespace

Moments gathered(const Chain& chain, const std::vector<double>& reward) {
  const Eigen::MatrixXd times = time_in_states(chain);
  const Eigen::VectorXd rewards =
      Eigen::Map<const Eigen::VectorXd>(reward.data(), static_cast<Eigen::Index>(reward.size()));
  const auto start = static_cast<Eigen::Index>(chain.start);
  const Eigen::VectorXd once = times * rewards;
  const Eigen::VectorXd twice = 2 * (times * rewards.cwiseProduct(once));
  return {once(start), twice(start) - once(start) * once(start)};
}

}  // namespace refreshsim::analytic
