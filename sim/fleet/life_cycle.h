// What may follow what in an instance's LifeCycleState (model.md, sections 2 and 3). Every change
// is checked against this table, and `refreshsim graph` prints it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "refreshsim/vocabulary.h"

namespace refreshsim {

/// One allowed change of a status, and what makes it.
template <class Status>
struct StatusChange {
  Status from;
  std::string_view trigger;
  Status to;
};

// clang-format off
inline constexpr std::array kLifeCycleChanges = std::to_array<StatusChange<LifeCycleState>>({
  {LifeCycleState::CREATING,   "it is up",                LifeCycleState::IN_SERVICE},
  {LifeCycleState::CREATING,   "launch, boot or health_check fails", LifeCycleState::CREATION_FAILED},
  {LifeCycleState::CREATING,   "the activity ends",       LifeCycleState::TERMINATING},
  {LifeCycleState::IN_SERVICE, "drain starts, or EnterStandby", LifeCycleState::STANDBY},
  {LifeCycleState::IN_SERVICE, "terminate starts",        LifeCycleState::TERMINATING},
  {LifeCycleState::STANDBY,    "refreshed, or ExitStandby", LifeCycleState::IN_SERVICE},
  {LifeCycleState::STANDBY,    "terminate starts",        LifeCycleState::TERMINATING},
  {LifeCycleState::TERMINATING, "terminate fails",        LifeCycleState::TERMINATION_FAILED},
  {LifeCycleState::TERMINATION_FAILED, "terminate is retried", LifeCycleState::TERMINATING},
});
// clang-format on

/// By status, a bit for each that may follow it.
template <class Status, std::size_t N>
constexpr auto followers(const std::array<StatusChange<Status>, N>& table) {
  std::array<std::uint32_t, kCount<Status>> bits{};
  for (const StatusChange<Status>& row : table) bits[index(row.from)] |= 1u << index(row.to);
  return bits;
}

template <const auto& kTable>
inline constexpr auto kFollowers = followers(kTable);

template <const auto& kTable, class Status>
constexpr bool may_follow(Status from, Status to) {
  static_assert(kCount<Status> <= 32);
  return (kFollowers<kTable>[index(from)] >> index(to) & 1) != 0;
}

}  // namespace refreshsim
