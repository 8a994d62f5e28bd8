#include "sim/run/call_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace refreshsim {
namespace {

constexpr std::array<std::string_view, 3> kIdKeys{"RefreshActivityId", "OriginRefreshActivityId",
                                                  "RefreshActivityIds"};
constexpr std::string_view kIdFilter = "refresh-activity-id";

class Replacer {
 public:
  Replacer(const Scenario& scenario, const Service& service)
      : scenario_(scenario), service_(service) {}

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
    if (value.text() != nullptr) replace(*value.text());
    if (value.list() == nullptr) return;
    for (Value& item : *value.list()) {
      if (item.text() != nullptr) replace(*item.text());
    }
  }

  void replace(std::string& text) const {
    if (text.empty() || text.front() != '$') return;
    const auto& names = scenario_.activity_names;
    const auto found = std::find(names.begin(), names.end(), std::string_view(text).substr(1));
    if (found == names.end()) return;
    const ActivityId id = service_.latest(NameId{static_cast<std::size_t>(found - names.begin())});
    if (id.some()) text = service_.activity(id).id;
  }

  const Scenario& scenario_;
  const Service& service_;
};

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
  Value request = call.request;
  if (request.is_null()) request = Value::Map{};
  Replacer(scenario, service).in_request(request);
  return request;
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
