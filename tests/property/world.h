// The main loop of sim/run with its inside open: the very fleet, service and script that a run
// uses, to be compared with what the records tell. That it is the same run is shown by its
// fingerprint.
#pragma once

#include <functional>

#include "sim/record/fingerprint.h"
#include "sim/record/ledger.h"
#include "sim/record/statistics_fold.h"
#include "sim/run/script.h"
#include "sim/service/service.h"

namespace refreshsim::property::random_story {

class World {
 public:
  explicit World(const Scenario& scenario);
  /// Runs it; `look` is called after each event, when the folds have heard of it.
  void run(const std::function<void()>& look);

  const Fleet& fleet() const { return fleet_; }
  const Service& service() const { return service_; }
  const Ledger& ledger() const { return ledger_; }
  const StatisticsFold& statistics() const { return statistics_; }
  std::uint64_t fingerprint() const { return fingerprint_.value(); }

 private:
  void handle(const Event& event);
  void make_call(const Event& event);

  const Scenario& scenario_;
  EventQueue queue_;
  FactStream facts_;
  StatisticsFold statistics_;
  Fingerprint fingerprint_;
  Ledger ledger_;
  Fleet fleet_;
  Service service_;
  Script script_;
};

}  // namespace refreshsim::property::random_story
