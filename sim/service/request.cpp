#include "sim/service/request.h"

#include "refreshsim/scenario.h"

namespace refreshsim {
namespace {

const Value* field_of(const Value& object, std::string_view key) {
  const Value* value = object.find(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

void read_text(const Value& object, std::string_view key, std::string& to) {
  if (const Value* value = field_of(object, key)) to = *value->text();
}

template <class Number>
void read_integer(const Value& object, std::string_view key, Number& to) {
  if (const Value* value = field_of(object, key)) to = static_cast<Number>(*value->integer());
}

template <NamedEnum E>
void read_enum(const Value& object, std::string_view key, E& to) {
  if (const Value* value = field_of(object, key)) to = *parse<E>(*value->text());
}

std::vector<std::string> texts(const Value& list) {
  std::vector<std::string> all;
  for (const Value& item : *list.list()) all.push_back(*item.text());
  return all;
}

void read_settings(const Value& settings, RefreshSettings& to) {
  if (const Value* check = field_of(settings, "CheckInstanceTargetHealth")) {
    to.check_health = *check->boolean();
  }
  read_integer(settings, "CheckInstanceTargetHealthTimeout", to.check_health_timeout_s);
  const Value& rolling = *field_of(settings, "RollingUpdateSettings");
  read_integer(rolling, "BatchNumber", to.batch_number);
  read_enum(rolling, "BatchPause", to.batch_pause);
  read_enum(rolling, "FailProcess", to.fail_process);
  if (const Value* surge = field_of(rolling, "MaxSurge")) {
    to.max_surge = static_cast<std::uint32_t>(*surge->integer());
  }
}

}  // namespace

void Request::clear() {
  for (std::string* text : {&group, &activity, &configuration}) text->clear();
  settings = {};
  resume_mode = ResumeMode::RETRY;
  instances.clear();
  fields.clear();
  ids.reset();
  filters.reset();
  limit = Request{}.limit;
  offset = 0;
}

void read_request(const Value& request, Request& read) {
  read_text(request, "AutoScalingGroupId", read.group);
  read_text(request, "RefreshActivityId", read.activity);
  read_text(request, "OriginRefreshActivityId", read.activity);
  read_text(request, "LaunchConfigurationId", read.configuration);
  read_enum(request, "RefreshMode", read.settings.mode);
  read_enum(request, "ResumeMode", read.resume_mode);
  read_integer(request, "Limit", read.limit);
  read_integer(request, "Offset", read.offset);
  if (const Value* settings = field_of(request, "RefreshSettings")) {
    read_settings(*settings, read.settings);
  }
  if (const Value* ids = field_of(request, "InstanceIds")) {
    for (const Value& item : *ids->list()) read.instances.push_back(*item.text());
  }
  if (const Value* ids = field_of(request, "RefreshActivityIds")) read.ids = texts(*ids);
  if (const Value* filters = field_of(request, "Filters")) {
    read.filters.emplace();
    for (const Value& filter : *filters->list()) {
      read.filters->push_back({*filter.find("Name")->text(), texts(*filter.find("Values"))});
    }
  }
  for (const Field field : values<Field>()) {
    if (const Value* value = field_of(request, name(field))) {
      read.fields.emplace_back(field, field_text(*value));
    }
  }
}

}  // namespace refreshsim
