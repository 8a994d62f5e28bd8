#include "sim/report/page_words.h"

#include "refreshsim/metric.h"
#include "refreshsim/vocabulary.h"
#include "sim/report/json_writer.h"
#include "sim/report/page_records.h"
#include "sim/report/record_layout.h"

namespace refreshsim {
namespace {

std::string_view meaning_name(Meaning meaning) {
  switch (meaning) {
    case Meaning::nothing:
      return "";
    case Meaning::number:
      return "number";
    case Meaning::number_or_none:
      return "number_or_none";
    case Meaning::flag:
      return "flag";
    case Meaning::group:
      return "group";
    case Meaning::zone:
      return "zone";
    case Meaning::instance:
      return "instance";
    case Meaning::activity:
      return "activity";
    case Meaning::activity_name:
      return "activity_name";
    case Meaning::configuration:
      return "configuration";
    case Meaning::software:
      return "software";
    case Meaning::image_of_software:
      return "image_of_software";
    case Meaning::symbol:
      return "symbol";
    case Meaning::call:
      return "call";
    case Meaning::fault:
      return "fault";
    case Meaning::fault_target:
      return "fault_target";
    case Meaning::scaling_activity:
      return "scaling_activity";
    case Meaning::step_and_cause:
      return "step_and_cause";
    case Meaning::action:
      return "action";
    case Meaning::activity_status:
      return "activity_status";
    case Meaning::activity_type:
      return "activity_type";
    case Meaning::batch_pause:
      return "batch_pause";
    case Meaning::batch_status:
      return "batch_status";
    case Meaning::enabled_status:
      return "enabled_status";
    case Meaning::error_code:
      return "error_code";
    case Meaning::fail_process:
      return "fail_process";
    case Meaning::failure_cause:
      return "failure_cause";
    case Meaning::field:
      return "field";
    case Meaning::gone_reason:
      return "gone_reason";
    case Meaning::group_status:
      return "group_status";
    case Meaning::in_activity_status:
      return "in_activity_status";
    case Meaning::life_cycle_state:
      return "life_cycle_state";
    case Meaning::refresh_mode:
      return "refresh_mode";
    case Meaning::row_status:
      return "row_status";
    case Meaning::step:
      return "step";
    case Meaning::step_result:
      return "step_result";
    case Meaning::surge_state:
      return "surge_state";
  }
  return "";
}

std::string_view member_name(RecordKind kind, std::uint32_t Record::*member) {
  for (const PageField& field : page_fields(kind)) {
    if (field.member == member) return field.name;
  }
  return "";
}

void append_detail(JsonWriter& json, RecordKind kind, const RecordLayout& layout) {
  json.begin_list();
  for (const DetailField& field : layout.detail) {
    json.begin_list().text(field.label).text(member_name(kind, field.member));
    json.text(meaning_name(field.meaning)).end_list();
  }
  json.end_list();
}

void append_kind(JsonWriter& json, RecordKind kind) {
  Record record;
  record.kind = kind;
  const RecordLayout& layout = layout_of(record);
  json.begin_map().key("name").text(name(kind)).key("fields").begin_list();
  for (const PageField& field : page_fields(kind)) json.text(field.name);
  json.end_list();
  json.key("subject").text(meaning_name(layout.subject));
  json.key("part").text(meaning_name(layout.part));
  json.key("from").text(meaning_name(layout.from)).key("to").text(meaning_name(layout.to));
  json.key("detail");
  append_detail(json, kind, layout);
  json.end_map();
}

template <NamedEnum E>
void append_words(JsonWriter& json, Meaning of) {
  json.key(meaning_name(of)).begin_list();
  for (const E value : values<E>()) {
    json.begin_list().text(name(value)).text(meaning(value)).end_list();
  }
  json.end_list();
}

void append_all_words(JsonWriter& json) {
  json.begin_map();
  append_words<Action>(json, Meaning::action);
  append_words<ActivityStatus>(json, Meaning::activity_status);
  append_words<ActivityType>(json, Meaning::activity_type);
  append_words<BatchPause>(json, Meaning::batch_pause);
  append_words<BatchStatus>(json, Meaning::batch_status);
  append_words<EnabledStatus>(json, Meaning::enabled_status);
  append_words<FailProcess>(json, Meaning::fail_process);
  append_words<FailureCause>(json, Meaning::failure_cause);
  append_words<Field>(json, Meaning::field);
  append_words<GoneReason>(json, Meaning::gone_reason);
  append_words<GroupStatus>(json, Meaning::group_status);
  append_words<InActivityStatus>(json, Meaning::in_activity_status);
  append_words<LifeCycleState>(json, Meaning::life_cycle_state);
  append_words<RefreshMode>(json, Meaning::refresh_mode);
  append_words<RowStatus>(json, Meaning::row_status);
  append_words<Step>(json, Meaning::step);
  append_words<SurgeState>(json, Meaning::surge_state);
  json.end_map();
}

void append_metrics(JsonWriter& json, const auto& table) {
  json.begin_list();
  for (const auto& metric : table) {
    json.begin_list().text(metric.path).text(metric.meaning).end_list();
  }
  json.end_list();
}

}  // namespace

std::string page_words() {
  std::string text = "\"kinds\":";
  JsonWriter json(text);
  json.begin_list();
  for (const RecordKind kind : values<RecordKind>()) append_kind(json, kind);
  json.end_list();
  Record failed;
  failed.kind = RecordKind::row_status;
  failed.to = static_cast<std::uint32_t>(RowStatus::FAILED);
  json.key("failed_row");
  append_detail(json, RecordKind::row_status, layout_of(failed));
  json.key("words");
  append_all_words(json);
  json.key("group_metrics");
  append_metrics(json, kGroupMetrics);
  json.key("activity_metrics");
  append_metrics(json, kActivityMetrics);
  return text;
}

}  // namespace refreshsim
