// What the shipped scenarios show: which values of the vocabulary occur in their runs and files.
#pragma once

#include <set>
#include <string>
#include <tuple>

#include "refreshsim/error_code.h"
#include "tests/golden/shipped.h"

namespace refreshsim::golden {

/// One set for each enum of the vocabulary, all filled from the facts of the runs, but for what
/// only a file tells: load balancers, laws, fault kinds, and the modes of accepted Resume calls.
class Seen final : public RecordSink {
 public:
  void hear(std::span<const Record> records) override;
  void look_at(const Shipped& shipped);

  template <NamedEnum E>
  bool has(E value) const {
    return std::get<std::set<E>>(sets_).contains(value);
  }

  std::set<ErrorCode> codes;          ///< that a call was answered with
  std::set<Trigger::Kind> triggers;   ///< of calls that were made
  std::set<DistributionKind> delays;  ///< laws of an operator's reaction time
  std::set<std::string> statistics;   ///< that an expectation asks for
  std::string faults;                 ///< the faults as written, a line each

 private:
  void note(const Record& record);
  void look_at(const Call& call, const CallView& made);

  template <NamedEnum E>
  void add(E value) {
    std::get<std::set<E>>(sets_).insert(value);
  }
  template <NamedEnum E>
  void add(std::uint32_t value) {
    add(static_cast<E>(value));
  }

  template <class... E>
  using Sets = std::tuple<std::set<E>...>;
  Sets<RecordKind, LifeCycleState, Step, ActivityStatus, BatchStatus, RowStatus, ActivityType,
       RefreshMode, BatchPause, FailProcess, ResumeMode, LoadBalancer, GroupStatus, EnabledStatus,
       InActivityStatus, Action, Field, FailureCause, GoneReason, SurgeState, FaultKind,
       DistributionKind>
      sets_;
};

}  // namespace refreshsim::golden
