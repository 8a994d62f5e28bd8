#include "tests/incident/rebuild.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "refreshsim/error_code.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

constexpr std::uint32_t kNothing = Record::kNone;

std::uint32_t digits(const std::string& text) {
  return static_cast<std::uint32_t>(std::stoul(text));
}

template <class E>
std::uint32_t word(const std::string& text) {
  const auto found = parse<E>(text);
  return found ? static_cast<std::uint32_t>(*found) : kNothing;
}

std::uint32_t place_in(const auto& list, const std::string& text, auto id_of) {
  const auto found = std::ranges::find(list, text, id_of);
  return static_cast<std::uint32_t>(found - list.begin());
}

std::uint32_t found_in(const std::map<std::string, std::uint32_t>& names, const std::string& text) {
  const auto found = names.find(text);
  return found == names.end() ? kNothing : found->second;
}

std::uint32_t step_and_cause(const std::string& text) {
  const std::size_t colon = text.find(": ");
  return word<Step>(text.substr(0, colon)) + 256 * word<FailureCause>(text.substr(colon + 2));
}

/// The number of an activity's id, or the symbol with the top bit.
std::uint32_t activity_code(const Symbols& symbols, const std::string& id) {
  const SymbolId symbol = symbols.find(id);
  return symbol.some() ? symbol.value | 0x8000'0000 : digits(id.substr(id.find('-') + 1));
}

/// `key=value` with blanks between them, values in JSON's quotes where they hold more than a word.
std::map<std::string, std::string> details(std::string_view text) {
  std::map<std::string, std::string> all;
  while (!text.empty()) {
    const std::string key(text.substr(0, text.find('=')));
    text.remove_prefix(key.size() + 1);
    std::size_t end = 0;
    if (text.starts_with('"')) {
      end = 1;
      while (text[end] != '"') end += text[end] == '\\' ? 2u : 1u;
      ++end;
      all[key] = nlohmann::json::parse(text.substr(0, end)).get<std::string>();
    } else {
      end = std::min(text.find(' '), text.size());
      all[key] = text.substr(0, end);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

}  // namespace

std::uint32_t Rebuild::thing(const Record& record, Meaning meaning, const std::string& text) {
  if (meaning == Meaning::fault_target) {
    const bool zone = scenario_.faults[record.subject].kind == FaultKind::outage;
    return thing(record, zone ? Meaning::zone : Meaning::instance, text);
  }
  if (meaning == Meaning::group) return place_in(scenario_.groups, text, &ScalingGroup::id);
  if (meaning == Meaning::zone) return place_in(scenario_.zones, text, std::identity());
  if (meaning == Meaning::instance) return found_in(instances_, text);
  if (meaning == Meaning::activity) return found_in(activities_, text);
  if (meaning == Meaning::activity_name)
    return place_in(scenario_.activity_names, text, std::identity());
  if (meaning == Meaning::configuration)
    return place_in(scenario_.configurations, text, &LaunchConfiguration::id);
  if (meaning == Meaning::symbol) return scenario_.symbols.find(text).value;
  if (meaning == Meaning::scaling_activity) return digits(text.substr(text.find('-') + 1));
  if (meaning == Meaning::call || meaning == Meaning::fault) return digits(text) - 1;
  return digits(text);
}

std::uint32_t Rebuild::value(const Record& record, Meaning meaning, const std::string& text) {
  switch (meaning) {
    case Meaning::nothing:
    case Meaning::image_of_software:  // a detail tells the software
      return 0;
    case Meaning::flag:
      return text == "true";
    case Meaning::scaling_activity:
      return text.empty() ? 0 : thing(record, meaning, text);
    case Meaning::number:
    case Meaning::number_or_none:
    case Meaning::group:
    case Meaning::zone:
    case Meaning::instance:
    case Meaning::activity:
    case Meaning::activity_name:
    case Meaning::configuration:
    case Meaning::software:
    case Meaning::symbol:
    case Meaning::call:
    case Meaning::fault:
    case Meaning::fault_target:
      return text.empty() ? kNothing : thing(record, meaning, text);
    case Meaning::step_and_cause:
      return step_and_cause(text);
    case Meaning::action:
      return word<Action>(text);
    case Meaning::activity_status:
      return word<ActivityStatus>(text);
    case Meaning::activity_type:
      return word<ActivityType>(text);
    case Meaning::batch_pause:
      return word<BatchPause>(text);
    case Meaning::batch_status:
      return word<BatchStatus>(text);
    case Meaning::enabled_status:
      return word<EnabledStatus>(text);
    case Meaning::error_code:
      return static_cast<std::uint32_t>(parse_code(text).value());
    case Meaning::fail_process:
      return word<FailProcess>(text);
    case Meaning::failure_cause:
      return word<FailureCause>(text);
    case Meaning::field:
      return word<Field>(text);
    case Meaning::gone_reason:
      return word<GoneReason>(text);
    case Meaning::group_status:
      return word<GroupStatus>(text);
    case Meaning::in_activity_status:
      return word<InActivityStatus>(text);
    case Meaning::life_cycle_state:
      return word<LifeCycleState>(text);
    case Meaning::refresh_mode:
      return word<RefreshMode>(text);
    case Meaning::row_status:
      return word<RowStatus>(text);
    case Meaning::step:
      return word<Step>(text);
    case Meaning::step_result:
      return text == "failed" ? 0 : text == "passed" ? 1 : 2;
    case Meaning::surge_state:
      return word<SurgeState>(text);
  }
  return kNothing;
}

// Instances and activities are numbered as they are made.
void Rebuild::name_new(Record& record, const std::string& text) {
  if (record.kind == RecordKind::instance_created) {
    record.b = instance_name(scenario_.symbols, text)->code;
    instances_.emplace(text, static_cast<std::uint32_t>(instances_.size()));
  } else if (record.kind == RecordKind::activity_created) {
    activities_.emplace(text, static_cast<std::uint32_t>(activities_.size()));
  }
}

Record Rebuild::record(const TimelineRow& row) {
  Record made;
  made.time_ms = row.time_ms;
  made.sequence = row.sequence;
  made.cause = row.cause;
  made.kind = parse<RecordKind>(row[Column::kind]).value();
  made.group = value(made, Meaning::group, row[Column::group]);
  name_new(made, row[Column::subject]);
  made.to = value(made, layout_of(made).to, row[Column::to]);  // a FAILED row has its own layout
  const RecordLayout& layout = layout_of(made);
  constexpr std::array kColumns{Column::subject, Column::part, Column::from, Column::to};
  for (std::size_t i = 0; i < kFieldColumns.size(); ++i) {
    const FieldColumn& column = kFieldColumns[i];
    made.*column.member = value(made, layout.*column.meaning, row[kColumns[i]]);
  }
  const auto all = details(row[Column::detail]);
  for (const DetailField& field : layout.detail) {
    if (field.meaning == Meaning::image_of_software) continue;
    const auto found = all.find(std::string(field.label));
    made.*field.member = value(made, field.meaning, found == all.end() ? "" : found->second);
  }
  if (made.kind == RecordKind::activity_created) {
    made.part = activity_code(scenario_.symbols, row[Column::subject]);
  }
  return made;
}

}  // namespace refreshsim
