#include "tests/incident/recorder.h"

#include <fmt/format.h>

#include <random>

#include "sim/base/utc.h"
#include "sim/report/json_writer.h"

namespace refreshsim::recorder {
namespace {

std::string json(const Value& value) {
  std::string text;
  append_json(text, value);
  return text;
}

std::string_view action_of(const CallView& call, const Scenario& scenario) {
  return call.call.value < scenario.calls.size() ? name(scenario.calls[call.call.value].action)
                                                 : name(Action::DescribeRefreshActivities);
}

/// `2025-01-01T00:00:01.250`
std::string stamp(const CallView& call, const Scenario& scenario) {
  const std::int64_t at = scenario.start_unix_ms + call.at_ms;
  std::string text = utc_text(at);
  text.pop_back();
  return text + fmt::format(".{:03}", at % 1000);
}

std::string error_text(const CallView& call, std::string_view key) {
  const Value* error = call.response.find("Response")->find("Error");
  return *error->find(key)->text();
}

}  // namespace

RunResult polled_run(const Scenario& scenario, const std::vector<std::int64_t>& polls_ms) {
  Scenario polled = scenario;
  for (const std::int64_t at : polls_ms) {
    Call& call = polled.calls.emplace_back();
    call.action = Action::DescribeRefreshActivities;
    call.request = Value::Map{{"Limit", 100}};
    call.at = at_ms(at);
  }
  return Simulation(polled).run();
}

std::vector<std::int64_t> random_polls(std::uint64_t seed, std::int64_t mean_ms,
                                       std::int64_t end_ms) {
  std::mt19937_64 random(seed);
  std::vector<std::int64_t> polls;
  for (std::int64_t at = 0; at < end_ms;) {
    at += 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(2 * mean_ms));
    if (at < end_ms) polls.push_back(at);
  }
  polls.push_back(end_ms);
  return polls;
}

std::string json_lines(const RunResult& run, const Scenario& scenario) {
  std::string text;
  for (const CallView& call : run.calls) {
    text += fmt::format("{{\"time\":\"{}Z\",\"action\":\"{}\",\"request\":{},\"response\":{}}}\n",
                        stamp(call, scenario), action_of(call, scenario), json(call.request),
                        json(call.response));
  }
  return text;
}

std::string json_list(const RunResult& run, const Scenario& scenario) {
  std::string text;
  for (const CallView& call : run.calls) {
    text += fmt::format(
        "{}\n  {{\"headers\": {{\"X-TC-Action\": \"{}\", \"X-TC-Timestamp\": {}}},\n"
        "   \"request\": {},\n   \"response\": {}}}",
        text.empty() ? "[" : ",", action_of(call, scenario),
        (scenario.start_unix_ms + call.at_ms) / 1000, json(call.request), json(call.response));
  }
  return text.empty() ? "[]\n" : text + "\n]\n";
}

std::string terraform(const RunResult& run, const Scenario& scenario) {
  std::string text = "2025/01/01 00:00:00 [INFO] Terraform version: 1.9.5\n";
  for (const CallView& call : run.calls) {
    const std::string at = stamp(call, scenario);
    std::string day = at.substr(0, 10);
    day[4] = day[7] = '/';
    const std::string head = fmt::format(
        "{}Z [DEBUG] provider.terraform-provider-tencentcloud_v1.81: {} {} [DEBUG] [DEBUG]log-1 "
        "api[{}]",
        at, day, at.substr(11, 8), action_of(call, scenario));
    if (call.code.empty()) {
      text += fmt::format("{} success, request body [{}], response body [{}]\n", head,
                          json(call.request), json(call.response));
    } else {
      const Value* id = call.response.find("Response")->find("RequestId");
      text += fmt::format(
          "{} fail, request body [{}], reason[[TencentCloudSDKError] Code={}, Message={}, "
          "RequestId={}]\n",
          head, json(call.request), call.code, error_text(call, "Message"), *id->text());
    }
    text += at + "Z [DEBUG] provider.terraform-provider-tencentcloud_v1.81: Waiting for state\n";
  }
  return text;
}

std::string http(const RunResult& run, const Scenario& scenario) {
  std::string text;
  for (const CallView& call : run.calls) {
    text += fmt::format(
        "POST / HTTP/1.1\nHost: as.intl.tencentcloudapi.com\nContent-Type: application/json\n"
        "Authorization: TC3-HMAC-SHA256 Credential=AKIDsecret/2025-01-01/as/tc3_request, "
        "Signature=5da7a33f6993f0614b047e5df4582db9\nX-TC-Action: {}\nX-TC-Timestamp: {}\n\n{}\n\n"
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}\n\n",
        action_of(call, scenario), (scenario.start_unix_ms + call.at_ms) / 1000, json(call.request),
        json(call.response));
  }
  return text;
}

std::string bare_answers(const RunResult& run, const Scenario& scenario) {
  std::string text;
  for (const CallView& call : run.calls) {
    const bool snapshot = action_of(call, scenario) == name(Action::DescribeRefreshActivities);
    if (snapshot && call.code.empty()) text += json(call.response) + "\n";
  }
  return text;
}

}  // namespace refreshsim::recorder
