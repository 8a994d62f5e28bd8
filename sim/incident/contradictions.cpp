#include "sim/incident/contradictions.h"

#include <fmt/format.h>

#include <array>

#include "sim/service/status_machines.h"

namespace refreshsim {
namespace {

/// Whether a table's changes lead from one status to another, in any number of steps.
template <class Status, std::size_t N>
bool leads_to(const std::array<StatusChange<Status>, N>& table, Status from, Status to) {
  std::array<bool, kCount<Status>> reached{};
  reached[index(from)] = true;
  for (std::size_t round = 0; round < kCount<Status>; ++round) {
    for (const StatusChange<Status>& change : table) {
      if (reached[index(change.from)]) reached[index(change.to)] = true;
    }
  }
  return reached[index(to)];
}

class Contradictions {
 public:
  explicit Contradictions(const Incident& incident) : incident_(incident) {}

  std::vector<std::string> find() {
    for (const IncidentActivity& activity : incident_.activities) {
      for (std::size_t i = 1; i < activity.seen.size(); ++i) compare(activity, i);
    }
    return std::move(found_);
  }

 private:
  std::string place(const IncidentActivity& activity, std::size_t number) const {
    const std::size_t exchange = incident_.observations[activity.seen[number].first].exchange;
    return incident_.log.place_text(incident_.log.exchanges[exchange].place);
  }

  void add(const std::string& what, std::string_view from, std::string_view to) {
    found_.push_back(
        fmt::format("{}: {} ({}) can't be followed by {} ({})", what, from, before_, to, after_));
  }

  void compare(const IncidentActivity& activity, std::size_t number) {
    const ObservedActivity& from = incident_.seen(activity, number - 1);
    const ObservedActivity& to = incident_.seen(activity, number);
    before_ = place(activity, number - 1);
    after_ = place(activity, number);
    const std::string what = "activity " + activity.id;
    const bool ended = from.status && has_ended(*from.status) && to.status != from.status;
    const bool back = to.status == ActivityStatus::INIT && from.status && !ended &&
                      *from.status != ActivityStatus::INIT;
    if (to.status && (ended || back)) add(what, name(*from.status), name(*to.status));
    for (std::size_t i = 0; i < std::min(from.batches.size(), to.batches.size()); ++i) {
      batch(what + fmt::format(", batch {}", i + 1), from.batches[i], to.batches[i]);
    }
  }

  void batch(const std::string& what, const ObservedBatch& from, const ObservedBatch& to) {
    const bool both = from.status && to.status;
    if (both && !leads_to(kBatchChanges, *from.status, *to.status)) {
      add(what, name(*from.status), name(*to.status));
    }
    const bool same = from.rows.size() == to.rows.size();
    for (std::size_t i = 0; same && i < from.rows.size(); ++i) {
      const ObservedRow& a = from.rows[i];
      const ObservedRow& b = to.rows[i];
      const bool comparable = a.instance == b.instance && a.status && b.status;
      if (comparable && !leads_to(kRowChanges, *a.status, *b.status)) {
        add(what + ", instance " + a.instance, name(*a.status), name(*b.status));
      }
    }
  }

  const Incident& incident_;
  std::string before_;
  std::string after_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> contradictions(const Incident& incident) {
  return Contradictions(incident).find();
}

}  // namespace refreshsim
