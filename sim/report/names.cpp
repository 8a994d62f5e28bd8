#include "sim/report/names.h"

#include <array>
#include <charconv>

#include "refreshsim/error_code.h"
#include "sim/record/activity_value.h"

namespace refreshsim {
namespace {

constexpr std::uint32_t kTopBit = 0x8000'0000;

Spelled append_number(std::string& out, std::uint32_t number) {
  std::array<char, 10> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
  return Spelled::number;
}

Spelled append_text(std::string& out, std::string_view text) {
  out += text;
  return Spelled::text;
}

template <NamedEnum E>
Spelled append_word(std::string& out, std::uint32_t value) {
  if (value >= kCount<E>) return Spelled::none;
  return append_text(out, name(static_cast<E>(value)));
}

Spelled append_failure(std::string& out, std::uint32_t value) {
  append_word<Step>(out, value % 256);
  out += ": ";
  return append_word<FailureCause>(out, value / 256);
}

constexpr std::array<std::string_view, 3> kStepResults{"failed", "passed", "stopped"};

void put_at(auto& list, std::uint32_t at, auto value) {
  if (at >= list.size()) list.resize(at + std::size_t{1});
  list[at] = value;
}

}  // namespace

void Names::remember(const Record& record) {
  if (record.kind == RecordKind::instance_created) {
    put_at(instances_, record.subject, InstanceName{record.b});
  } else if (record.kind == RecordKind::activity_created) {
    put_at(activities_, record.subject, record.part);
  } else if (record.kind == RecordKind::software_defined) {
    put_at(images_, record.subject, record.from);
  }
}

Spelled Names::append_symbol(std::string& out, std::uint32_t symbol) const {
  if (symbol >= scenario_.symbols.size()) return Spelled::none;
  return append_text(out, scenario_.symbols.text(SymbolId{symbol}));
}

Spelled Names::append_activity(std::string& out, std::uint32_t activity) const {
  if (activity >= activities_.size()) return Spelled::none;
  const std::uint32_t code = activities_[activity];
  if ((code & kTopBit) != 0) return append_symbol(out, code & ~kTopBit);
  const std::string digits = std::to_string(code);
  out += "asr-";
  out.append(digits.size() < 8 ? 8 - digits.size() : 0, '0');
  return append_text(out, digits);
}

Spelled Names::append_thing(std::string& out, const Record& record, Meaning meaning,
                            std::uint32_t value) const {
  if (meaning == Meaning::fault_target) {
    const bool zone = scenario_.faults[record.subject].kind == FaultKind::outage;
    meaning = zone ? Meaning::zone : Meaning::instance;
  }
  if (meaning == Meaning::group) return append_text(out, scenario_.groups[value].id);
  if (meaning == Meaning::zone) return append_text(out, scenario_.zones[value]);
  if (meaning == Meaning::instance) {
    if (value >= instances_.size()) return Spelled::none;
    return append_text(out, instance_text(scenario_.symbols, instances_[value]));
  }
  if (meaning == Meaning::activity) return append_activity(out, value);
  if (meaning == Meaning::activity_name) return append_text(out, scenario_.activity_names[value]);
  if (meaning == Meaning::configuration)
    return append_text(out, scenario_.configurations[value].id);
  if (meaning == Meaning::image_of_software) {
    return value < images_.size() ? append_symbol(out, images_[value]) : Spelled::none;
  }
  if (meaning == Meaning::symbol) return append_symbol(out, value);
  if (meaning == Meaning::scaling_activity) return append_text(out, scaling_activity_text(value));
  return append_number(out, value + 1);  // calls and faults: their place in the file, from 1
}

Spelled Names::append(std::string& out, const Record& record, Meaning meaning,
                      std::uint32_t value) const {
  if (is_none(meaning, value)) return Spelled::none;
  switch (meaning) {
    case Meaning::nothing:
      return Spelled::none;
    case Meaning::flag:
      out += value != 0 ? "true" : "false";
      return Spelled::flag;
    case Meaning::number:
    case Meaning::number_or_none:
    case Meaning::software:
      return append_number(out, value);
    case Meaning::group:
    case Meaning::zone:
    case Meaning::instance:
    case Meaning::activity:
    case Meaning::activity_name:
    case Meaning::configuration:
    case Meaning::image_of_software:
    case Meaning::symbol:
    case Meaning::call:
    case Meaning::fault:
    case Meaning::fault_target:
    case Meaning::scaling_activity:
      return append_thing(out, record, meaning, value);
    case Meaning::step_and_cause:
      return append_failure(out, value);
    case Meaning::action:
      return append_word<Action>(out, value);
    case Meaning::activity_status:
      return append_word<ActivityStatus>(out, value);
    case Meaning::activity_type:
      return append_word<ActivityType>(out, value);
    case Meaning::batch_pause:
      return append_word<BatchPause>(out, value);
    case Meaning::batch_status:
      return append_word<BatchStatus>(out, value);
    case Meaning::enabled_status:
      return append_word<EnabledStatus>(out, value);
    case Meaning::error_code:
      return append_text(out, code_text(static_cast<ErrorCode>(value)));
    case Meaning::fail_process:
      return append_word<FailProcess>(out, value);
    case Meaning::failure_cause:
      return append_word<FailureCause>(out, value);
    case Meaning::field:
      return append_word<Field>(out, value);
    case Meaning::gone_reason:
      return append_word<GoneReason>(out, value);
    case Meaning::group_status:
      return append_word<GroupStatus>(out, value);
    case Meaning::in_activity_status:
      return append_word<InActivityStatus>(out, value);
    case Meaning::life_cycle_state:
      return append_word<LifeCycleState>(out, value);
    case Meaning::refresh_mode:
      return append_word<RefreshMode>(out, value);
    case Meaning::row_status:
      return append_word<RowStatus>(out, value);
    case Meaning::step:
      return append_word<Step>(out, value);
    case Meaning::step_result:
      return append_text(out, kStepResults[value % 3]);
    case Meaning::surge_state:
      return append_word<SurgeState>(out, value);
  }
  return Spelled::none;
}

}  // namespace refreshsim
