// What the forms have in common: an answer taken apart, an action that fits its body.
#include <fmt/format.h>

#include <algorithm>

#include "refreshsim/vocabulary.h"
#include "sim/incident/log_forms.h"
#include "sim/incident/secrets.h"
#include "sim/report/utf8.h"

namespace refreshsim {
namespace {

std::string text_at(const Value& map, std::string_view key) {
  const Value* found = map.find(key);
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

struct BodyShape {
  std::string_view key;                   ///< that the request has
  std::vector<std::string_view> actions;  ///< that take it, the likeliest first
};

/// The first row whose key is there decides what the request may be.
const std::vector<BodyShape>& body_shapes() {
  static const std::vector<BodyShape> kShapes{
      {"OriginRefreshActivityId", {"RollbackInstanceRefresh"}},
      {"ResumeMode", {"ResumeInstanceRefresh"}},
      {"RefreshSettings", {"StartInstanceRefresh", "RollbackInstanceRefresh"}},
      {"RefreshActivityIds", {"DescribeRefreshActivities"}},
      {"LaunchConfigurationId", {"ModifyLaunchConfigurationAttributes"}},
      {"InstanceIds", {"EnterStandby", "ExitStandby", "DetachInstances", "RemoveInstances"}},
      {"RefreshActivityId",
       {"StopInstanceRefresh", "ResumeInstanceRefresh", "CancelInstanceRefresh"}}};
  return kShapes;
}

/// The action that the body shows, if the one that is told can't be right; empty otherwise.
std::string_view shown_instead(const Exchange& exchange) {
  if (exchange.is_snapshot()) {
    return exchange.action == "DescribeRefreshActivities" ? "" : "DescribeRefreshActivities";
  }
  for (const BodyShape& shape : body_shapes()) {
    if (exchange.request.find(shape.key) == nullptr) continue;
    const auto& fits = shape.actions;
    const bool right = std::find(fits.begin(), fits.end(), exchange.action) != fits.end();
    // A wrong request is a use of its own: only an action that never takes the key is doubted.
    const bool plain = shape.key != "RefreshSettings" && shape.key != "RefreshActivityId";
    return right || (!plain && !exchange.action.empty()) ? "" : fits.front();
  }
  return "";
}

/// Whether a body that shows an action may as well be another's.
bool is_one_of_several(std::string_view shown) {
  const auto& shapes = body_shapes();
  return std::any_of(shapes.begin(), shapes.end(), [shown](const BodyShape& each) {
    return each.actions.front() == shown && each.actions.size() > 1;
  });
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

/// Texts that can stand in a file: on one line, of UTF-8; ids of a sensible length.
void make_plain(Value& value, bool id) {
  constexpr std::size_t kLongestId = 128;
  if (value.text() != nullptr) {
    const bool plain = is_plain_ascii(*value.text());
    if (!plain) *value.text() = printable(*value.text(), true);
    if (id && value.text()->size() > kLongestId) value.text()->resize(kLongestId, '?');
    if (id && !plain) *value.text() = printable(*value.text(), true);
    // In a scenario `$` begins a name of the file's own; no id of the service has one.
    if (id && value.text()->starts_with('$')) value.text()->front() = '_';
  }
  if (value.list() != nullptr) {
    for (Value& item : *value.list()) make_plain(item, id);
  }
  if (value.map() == nullptr) return;
  for (auto& [key, item] : *value.map()) {
    if (key.size() > kLongestId || !is_plain_ascii(key)) {
      key = printable(key.substr(0, kLongestId), true);
    }
    make_plain(item, key.ends_with("Id") || key.ends_with("Ids"));
  }
}

}  // namespace

void set_answer(Exchange& exchange, Value response) {
  Value* inside = &response;
  if (response.map() != nullptr) {
    for (auto& [key, value] : *response.map()) {
      if (key == "Response") inside = &value;
    }
  }
  if (inside->map() == nullptr) return;
  exchange.request_id = text_at(*inside, "RequestId");
  if (const Value* error = inside->find("Error")) {
    exchange.code = text_at(*error, "Code");
    exchange.message = without_secrets(text_at(*error, "Message"));
    if (exchange.code.empty()) exchange.code = "InternalError";
  }
  Value kept = std::move(*inside);
  exchange.answer = std::move(kept);
}

void add_exchange(Exchange exchange, Log& log) {
  if (exchange.request.map() == nullptr) exchange.request = Value::Map{};
  if (const std::string_view shown = shown_instead(exchange); !shown.empty()) {
    if (!exchange.action.empty()) {
      log.remarks.push_back(
          {{exchange.place},
           fmt::format("the action is given as {}, but the body is one of {}: taken as that",
                       without_secrets(exchange.action), shown)});
    } else if (is_one_of_several(shown)) {
      log.remarks.push_back(
          {{exchange.place}, fmt::format("the action is not given: taken as {}", shown)});
    }
    exchange.action = shown;
  }
  if (!parse<Action>(exchange.action)) return;  // another API's call
  exchange.code = printable(exchange.code, true);
  exchange.message = printable(exchange.message, true);
  exchange.request_id = printable(exchange.request_id, true);
  for (Value* body : {&exchange.request, &exchange.answer}) {
    hide_secrets(*body);
    make_plain(*body, false);
  }
  log.exchanges.push_back(std::move(exchange));
}

}  // namespace refreshsim
