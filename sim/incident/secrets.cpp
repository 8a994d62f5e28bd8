#include "sim/incident/secrets.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "refreshsim/scenario.h"
#include "sim/incident/time_stamp.h"
#include "sim/report/json_writer.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace refreshsim {
namespace {

/// Keys that hold a secret, in lower case and without `-` and `_`; also as a part of a longer key.
constexpr std::array<std::string_view, 10> kSecretKeys{
    "password",      "passwd",     "secret",     "token",  "signature",
    "authorization", "credential", "privatekey", "keyids", "accesskey"};

/// Every key of the requests and answers that the project knows of (references/).
constexpr std::array<std::string_view, 50> kPublicKeys{"Action",
                                                       "ActivityId",
                                                       "ActivityType",
                                                       "AutoScalingGroupId",
                                                       "BatchNumber",
                                                       "BatchPause",
                                                       "CheckInstanceTargetHealth",
                                                       "CheckInstanceTargetHealthTimeout",
                                                       "Code",
                                                       "CreatedTime",
                                                       "CurrentRefreshBatchNum",
                                                       "EndTime",
                                                       "EnhancedService",
                                                       "Error",
                                                       "FailProcess",
                                                       "Filters",
                                                       "HostName",
                                                       "HostNameSettings",
                                                       "ImageId",
                                                       "InstanceId",
                                                       "InstanceIds",
                                                       "InstanceStatus",
                                                       "InstanceStatusMessage",
                                                       "KeepImageLogin",
                                                       "LastActivityId",
                                                       "LaunchConfigurationId",
                                                       "Limit",
                                                       "LoginSettings",
                                                       "MaxSurge",
                                                       "Message",
                                                       "Name",
                                                       "Offset",
                                                       "OriginRefreshActivityId",
                                                       "RefreshActivityId",
                                                       "RefreshActivityIds",
                                                       "RefreshActivitySet",
                                                       "RefreshBatchNum",
                                                       "RefreshBatchRelatedInstanceSet",
                                                       "RefreshBatchSet",
                                                       "RefreshBatchStatus",
                                                       "RefreshMode",
                                                       "RefreshSettings",
                                                       "Region",
                                                       "RequestId",
                                                       "ResumeMode",
                                                       "RollingUpdateSettings",
                                                       "StartTime",
                                                       "Status",
                                                       "TotalCount",
                                                       "Values"};
static_assert(std::is_sorted(kPublicKeys.begin(), kPublicKeys.end()));

std::string plain_key(std::string_view key) {
  std::string plain;
  for (const char c : key) {
    if (c == '-' || c == '_') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}

bool is_secret(std::string_view key) {
  const std::string plain = plain_key(key);
  return std::any_of(kSecretKeys.begin(), kSecretKeys.end(), [&plain](std::string_view secret) {
    return plain.find(secret) != std::string::npos;
  });
}

bool is_public(std::string_view key) {
  return std::binary_search(kPublicKeys.begin(), kPublicKeys.end(), key);
}

std::string digest(const Value& value) {
  const std::string text = field_text(value);
  return "digest-" + hex16(XXH3_64bits(text.data(), text.size()));
}

/// Where the value behind a secret's name ends: at a blank or a comma, `Bearer` and `TC3-…` apart.
std::size_t end_of_secret(std::string_view text, std::size_t at) {
  constexpr std::string_view kEnds = " \t\n,;)}]\"'";
  while (at < text.size() && kEnds.find(text[at]) != std::string_view::npos) ++at;
  while (at < text.size() && kEnds.find(text[at]) == std::string_view::npos) ++at;
  return at;
}

}  // namespace

void hide_secrets(Value& value) {
  if (value.text() != nullptr) *value.text() = without_secrets(std::move(*value.text()));
  if (value.list() != nullptr) {
    for (Value& item : *value.list()) hide_secrets(item);
  }
  if (value.map() == nullptr) return;
  for (auto& [key, item] : *value.map()) {
    const bool known = is_public(key);
    if (!known) key = without_secrets(std::move(key));
    if (!known && is_secret(key)) {
      item = Value("left out");
    } else if (!known && !item.is_null()) {
      item = Value(digest(item));
    } else {
      hide_secrets(item);
    }
  }
}

std::string without_secrets(std::string text) {
  if (text.find_first_of(":=") == std::string::npos || parse_time(text)) return text;
  const std::string plain = [&text] {
    std::string lower = text;
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
  }();
  std::string kept;
  std::size_t done = 0;
  for (std::size_t at = plain.find_first_of(":="); at != std::string::npos;
       at = plain.find_first_of(":=", at + 1)) {
    const std::size_t word = plain.find_last_of(" ,;\"'{(", at) + 1;
    if (at < done || !is_secret(std::string_view(plain).substr(word, at - word))) continue;
    kept += text.substr(done, at + 1 - done) + "(left out)";
    const bool whole_line =
        plain.substr(word, at - word).find("authorization") != std::string::npos;
    done = whole_line ? text.size() : end_of_secret(text, at + 1);
  }
  return done == 0 ? text : kept + text.substr(std::min(done, text.size()));
}

}  // namespace refreshsim
