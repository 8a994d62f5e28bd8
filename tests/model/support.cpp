// What a run says, as texts.
#include "tests/model/support.h"

#include <map>

#include "refreshsim/metric.h"
#include "sim/base/duration_text.h"

namespace refreshsim::model_test {
namespace {

class Recorder : public RecordSink {
 public:
  explicit Recorder(std::vector<Record>& records) : records_(records) {}
  void hear(std::span<const Record> records) override {
    records_.insert(records_.end(), records.begin(), records.end());
  }

 private:
  std::vector<Record>& records_;
};

std::string when(std::int64_t time_ms) { return duration_text(Duration{time_ms}); }

template <class Items, class Text>
std::string join(const Items& items, Text text, const char* separator = ", ") {
  std::string all;
  for (const auto& item : items) all += (all.empty() ? "" : separator) + text(item);
  return all;
}

/// The instance's index in the records; none if there never was one of this number.
std::uint32_t index_of(const Story& run, std::uint32_t number) {
  for (const Record& each : run.records) {
    if (each.kind == RecordKind::instance_created && each.b == number) return each.subject;
  }
  ADD_FAILURE() << "there is no instance " << number;
  return Record::kNone;
}

std::vector<Record> of_instance(const Story& run, std::uint32_t number,
                                std::initializer_list<RecordKind> kinds) {
  const std::uint32_t subject = index_of(run, number);
  std::vector<Record> found;
  for (const Record& each : run.records) {
    if (each.subject != subject) continue;
    if (std::find(kinds.begin(), kinds.end(), each.kind) != kinds.end()) found.push_back(each);
  }
  return found;
}

Software software(const Story& run, std::uint32_t id) {
  for (const Record& each : run.records) {
    if (each.kind != RecordKind::software_defined || each.subject != id) continue;
    return {SymbolId{each.from}, SymbolId{each.to}, SymbolId{each.a}, SymbolId{each.b},
            SymbolId{each.c}};
  }
  return {};
}

std::string symbol(const Story& run, SymbolId id) {
  return id.some() ? run.scenario.symbols.text(id) : "none";
}

/// The record kind's changes of the first group.
template <class E>
std::string group_changes(const Story& run, RecordKind kind) {
  return join(records_of(run, kind), [](const Record& each) {
    return std::string(name(static_cast<E>(each.to))) + " " + when(each.time_ms);
  });
}

}  // namespace

Story run_text(const std::string& yaml, std::uint64_t seed) {
  Story run;
  LoadResult loaded = parse_scenario(yaml);
  for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
  if (!loaded.ok()) return run;
  run.scenario = std::move(loaded.scenario);
  Recorder recorder(run.records);
  RunOptions options;
  options.seed = seed;
  options.sinks = {&recorder};
  run.result = Simulation(run.scenario).run(options);
  return run;
}

const ActivityView& activity(const Story& run, std::string_view as) {
  static const ActivityView none;
  const ActivityView* found = nullptr;
  for (const ActivityView& each : run.result.activities) {
    if (each.as == as) found = &each;
  }
  if (found == nullptr) ADD_FAILURE() << "there is no activity " << as;
  return found == nullptr ? none : *found;
}

std::string history(const Story& run, std::string_view as) {
  return join(activity(run, as).history, [](const auto& entry) {
    return std::string(name(entry.second)) + " " + when(entry.first);
  });
}

std::string batches(const Story& run, std::string_view as) {
  return join(activity(run, as).batches, [](const BatchView& batch) {
    std::string text(name(batch.status));
    if (batch.start_ms || batch.end_ms) text += " ";
    if (batch.start_ms) text += when(*batch.start_ms);
    if (batch.start_ms || batch.end_ms) text += "-";
    if (batch.end_ms) text += when(*batch.end_ms);
    return text;
  });
}

std::string rows(const Story& run, std::string_view as) {
  return join(
      activity(run, as).batches,
      [](const BatchView& batch) {
        return join(batch.rows, [](const RowView& each) {
          return std::to_string(each.instance.code) + " " + std::string(name(each.status));
        });
      },
      " | ");
}

const RowView& row(const Story& run, std::string_view as, std::uint32_t instance) {
  static const RowView none;
  for (const BatchView& batch : activity(run, as).batches) {
    for (const RowView& each : batch.rows) {
      if (each.instance.code == instance) return each;
    }
  }
  ADD_FAILURE() << as << " has no row for instance " << instance;
  return none;
}

std::string life(const Story& run, std::uint32_t instance) {
  const auto records = of_instance(
      run, instance,
      {RecordKind::instance_created, RecordKind::life_cycle_state, RecordKind::instance_gone});
  return join(records, [](const Record& each) {
    if (each.kind == RecordKind::instance_gone) return "gone " + when(each.time_ms);
    return std::string(name(static_cast<LifeCycleState>(each.to))) + " " + when(each.time_ms);
  });
}

std::string steps(const Story& run, std::uint32_t instance) {
  std::vector<std::string> all;
  for (const Record& each :
       of_instance(run, instance, {RecordKind::step_started, RecordKind::step_ended})) {
    if (each.kind == RecordKind::step_started) {
      const std::string attempt = each.a == 1 ? "" : "#" + std::to_string(each.a);
      all.push_back(std::string(name(static_cast<Step>(each.to))) + attempt + " " +
                    when(each.time_ms) + "-");
    } else {
      constexpr std::array kHow{" failed", "", " stopped"};
      all.back() += when(each.time_ms) + kHow[each.d];
    }
  }
  return join(all, [](const std::string& each) { return each; });
}

std::string health(const Story& run, std::uint32_t instance) {
  return join(of_instance(run, instance, {RecordKind::health}), [](const Record& each) {
    return (each.to == 0 ? "unhealthy " : "healthy ") + when(each.time_ms);
  });
}

std::string images(const Story& run, std::uint32_t instance) {
  const auto records =
      of_instance(run, instance, {RecordKind::instance_created, RecordKind::installed});
  return join(records, [&](const Record& each) {
    const std::uint32_t id = each.kind == RecordKind::installed ? each.to : each.a;
    return symbol(run, software(run, id)[index(Field::ImageId)]) + " " + when(each.time_ms);
  });
}

const InstanceView& instance(const Story& run, std::uint32_t number) {
  static const InstanceView none;
  for (const InstanceView& each : run.result.instances) {
    if (each.name.code == number) return each;
  }
  ADD_FAILURE() << "there is no instance " << number;
  return none;
}

std::string field(const Story& run, std::uint32_t instance, Field field) {
  const auto records =
      of_instance(run, instance, {RecordKind::instance_created, RecordKind::installed});
  if (records.empty()) return "none";
  const Record& last = records.back();
  const std::uint32_t id = last.kind == RecordKind::installed ? last.to : last.a;
  return symbol(run, software(run, id)[index(field)]);
}

std::vector<std::string> codes(const Story& run) {
  std::vector<std::string> all;
  for (const CallView& each : run.result.calls) all.push_back(each.code.empty() ? kOk : each.code);
  return all;
}

std::vector<std::string> call_times(const Story& run) {
  std::vector<std::string> all;
  for (const CallView& each : run.result.calls) all.push_back(when(each.at_ms));
  return all;
}

std::string desired(const Story& run) {
  std::vector<Record> records = records_of(run, RecordKind::desired_capacity);
  std::string all;
  for (const Record& each : records_of(run, RecordKind::group_listed)) {
    if (each.subject == 0) all = std::to_string(each.b) + " 0s";
  }
  for (const Record& each : records) {
    all += ", " + std::to_string(each.to) + " " + when(each.time_ms);
  }
  return all;
}

std::string enabled(const Story& run) {
  return group_changes<EnabledStatus>(run, RecordKind::enabled_status);
}

std::string in_activity(const Story& run) {
  return group_changes<InActivityStatus>(run, RecordKind::in_activity_status);
}

std::vector<Record> records_of(const Story& run, RecordKind kind) {
  std::vector<Record> found;
  for (const Record& each : run.records) {
    if (each.kind == kind) found.push_back(each);
  }
  return found;
}

std::optional<double> statistic(const Story& run, std::string_view path) {
  if (run.result.groups.empty()) return std::nullopt;
  return metric(run.result.groups.front().statistics, path);
}

}  // namespace refreshsim::model_test
