// The model without a clock: the very fleet and service that a run uses, in which whatever could
// happen may be made to happen now. Time stands at 0, events that they schedule are dropped. Only
// the phases are kept (model.md, section 1): while a reaction is pending its instant is not over,
// so a step can't complete after a fault or a call, nor a fault befall after a call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "refreshsim/scenario.h"
#include "sim/explore/choice.h"
#include "sim/service/service.h"

namespace refreshsim {

/// Whether any text of a request is this id.
bool mentions(const Value& value, const std::string& id);

class SmallWorld {
 public:
  /// A moment to go back to.
  struct Moment {
    FleetState fleet;
    ServiceState service;
    std::vector<bool> calls_made;
    std::vector<bool> faults_begun;
    std::vector<bool> faults_ended;
    std::uint32_t vanished = 0;
    /// The latest phase of the present instant, while a reaction holds the clock; 0 if none does.
    std::uint32_t phase = 0;
  };

  /// `vanishings`: how many instances may be destroyed by their owner, beside the file's faults.
  SmallWorld(const Scenario& scenario, std::uint32_t vanishings);

  void reset();
  /// Everything that could happen now, in a fixed order. Reactions come last.
  std::vector<Choice> choices() const;
  /// Makes it happen. Of a call the answer's code, otherwise ok.
  ErrorCode apply(const Choice& choice);
  /// Goes on with a paused activity, leaving what failed; as nobody has called yet.
  void resume(ActivityId id);

  void save(Moment& to) const;
  void restore(const Moment& from);

  const Scenario& scenario() const { return scenario_; }
  const Fleet& fleet() const { return fleet_; }
  const Service& service() const { return service_; }
  Service& service() { return service_; }
  const std::vector<bool>& calls_made() const { return now_.calls_made; }
  const std::vector<bool>& faults_begun() const { return now_.faults_begun; }
  const std::vector<bool>& faults_ended() const { return now_.faults_ended; }
  std::uint32_t vanished() const { return now_.vanished; }
  std::uint32_t phase() const { return now_.phase; }
  /// A pending reaction runs at this very instant, so time can't go on before it has.
  bool clock_is_held() const;
  /// Whether a call has put it in STANDBY, or it was listed out of service.
  bool taken_out(InstanceId id) const;
  /// In words: "ins-00000001: reinstall fails".
  std::string describe(const Choice& choice) const;

 private:
  void add_instances(std::vector<Choice>& to) const;
  void add_faults(std::vector<Choice>& to) const;
  ErrorCode call(CallId id);

  const Scenario& scenario_;
  std::uint32_t vanishings_;
  EventQueue queue_;
  FactStream facts_;
  Fleet fleet_;
  Service service_;
  Moment now_;  ///< only the parts that are not the fleet's or the service's
};

}  // namespace refreshsim
