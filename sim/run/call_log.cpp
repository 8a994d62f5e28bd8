#include "sim/run/call_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace refreshsim {
namespace {

constexpr std::array<std::string_view, 3> kIdKeys{"RefreshActivityId", "OriginRefreshActivityId",
                                                  "RefreshActivityIds"};
constexpr std::string_view kIdFilter = "refresh-activity-id";

/// Finds the `$name`s of activities that stand where ids do: `note(text, name)`.
template <class Note>
class IdFinder {
 public:
  IdFinder(const Scenario& scenario, Note note) : scenario_(scenario), note_(note) {}

  void in_request(Value& request) const {
    if (request.map() == nullptr) return;
    for (auto& [key, value] : *request.map()) {
      if (std::find(kIdKeys.begin(), kIdKeys.end(), key) != kIdKeys.end()) in_ids(value);
      if (key == "Filters" && value.list() != nullptr) in_filters(*value.list());
    }
  }

 private:
  void in_filters(Value::List& filters) const {
    for (Value& filter : filters) {
      const Value* name = filter.find("Name");
      if (name == nullptr || name->text() == nullptr || *name->text() != kIdFilter) continue;
      for (auto& [key, value] : *filter.map()) {
        if (key == "Values") in_ids(value);
      }
    }
  }

  void in_ids(Value& value) const {
    if (value.text() != nullptr) look_at(*value.text());
    if (value.list() == nullptr) return;
    for (Value& item : *value.list()) {
      if (item.text() != nullptr) look_at(*item.text());
    }
  }

  void look_at(std::string& text) const {
    if (text.empty() || text.front() != '$') return;
    const auto& names = scenario_.activity_names;
    const auto found = std::find(names.begin(), names.end(), std::string_view(text).substr(1));
    if (found != names.end()) note_(text, NameId{static_cast<std::size_t>(found - names.begin())});
  }

  const Scenario& scenario_;
  Note note_;
};

Value request_of(const Call& call) {
  return call.request.is_null() ? Value(Value::Map{}) : call.request;
}

/// Looks like the service's (a version 4 UUID), and is the same on every replay.
std::string request_id(CallId id, std::uint32_t firing, const Draws& draws) {
  const std::uint64_t high = draws.bits({Purpose::request_id, id.value, 0, 0, firing});
  const std::uint64_t low = draws.bits({Purpose::request_id, id.value, 1, 0, firing});
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xffff,
                     high & 0xfff, 0x8000 | ((low >> 48) & 0x3fff), low & 0xffffffffffff);
}

Value::Map error_of(const Answer& answer) {
  std::string message(code_message(answer.code));
  if (!answer.detail.empty()) message += " (" + answer.detail + ")";
  return {{"Code", code_text(answer.code)}, {"Message", std::move(message)}};
}

}  // namespace

Value with_ids(const Scenario& scenario, const Call& call, const Service& service) {
  Value request = request_of(call);
  IdFinder(scenario, [&service](std::string& text, NameId name) {
    const ActivityId id = service.latest(name);
    if (id.some()) text = service.activity(id).id;
  }).in_request(request);
  return request;
}

Requests::Requests(const Scenario& scenario) {
  for (const Call& call : scenario.calls) requests_.push_back(request_of(call));
  for (Value& request : requests_) {
    std::vector<Slot>& slots = slots_.emplace_back();
    IdFinder(scenario, [&slots](std::string& text, NameId name) {
      slots.push_back({&text, text, name});
    }).in_request(request);
  }
}

const Value& Requests::of(CallId id, const Service& service) {
  for (const Slot& each : slots_[id.value]) {
    const ActivityId activity = service.latest(each.name);
    *each.text = activity.some() ? service.activity(activity).id : each.given;
  }
  return requests_[id.value];
}

Value response_of(const Call& call, CallId id, std::uint32_t firing, const Answer& answer,
                  const Service& service, const Draws& draws) {
  Value::Map body = answer.content;
  if (answer.code != ErrorCode::ok) body.emplace_back("Error", error_of(answer));
  if (answer.activity.some()) {
    body.emplace_back("RefreshActivityId", service.activity(answer.activity).id);
  }
  const bool given = !call.request_id.empty() && firing == 1;
  body.emplace_back("RequestId", given ? call.request_id : request_id(id, firing, draws));
  return Value::Map{{"Response", std::move(body)}};
}

}  // namespace refreshsim
