#include "sim/incident/anonymize.h"

#include <array>
#include <map>
#include <string_view>

namespace refreshsim {
namespace {

struct KeyKind {
  std::string_view key;
  std::string_view prefix;  ///< of the ids that take the place of those under it
};

constexpr std::array<KeyKind, 14> kKeyKinds{{{"AutoScalingGroupId", "asg-"},
                                             {"LaunchConfigurationId", "asc-"},
                                             {"RefreshActivityId", "asr-"},
                                             {"RefreshActivityIds", "asr-"},
                                             {"OriginRefreshActivityId", "asr-"},
                                             {"LastActivityId", "asa-"},
                                             {"ActivityId", "asa-"},
                                             {"InstanceId", "ins-"},
                                             {"InstanceIds", "ins-"},
                                             {"ImageId", "img-"},
                                             {"Zone", "zone-"},
                                             {"Region", "region-"},
                                             {"HostName", "host-"},
                                             {"RequestId", "request-"}}};

class Anonymizer {
 public:
  /// First everything under the keys of ids gets its new name.
  void learn(const Value& value, std::string_view prefix = {}) {
    if (value.text() != nullptr && !prefix.empty()) name(*value.text(), prefix);
    if (value.list() != nullptr) {
      for (const Value& item : *value.list()) learn(item, prefix);
    }
    if (value.map() == nullptr) return;
    for (const auto& [key, item] : *value.map()) learn(item, prefix_of(key));
  }

  void name(const std::string& text, std::string_view prefix) {
    if (text.empty() || names_.contains(text)) return;
    const std::string digits = std::to_string(++counts_[std::string(prefix)]);
    names_[text] = std::string(prefix) + "anon" +
                   std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
  }

  /// Then they are exchanged wherever they stand.
  void exchange(Value& value) const {
    if (value.text() != nullptr) exchange(*value.text());
    if (value.list() != nullptr) {
      for (Value& item : *value.list()) exchange(item);
    }
    if (value.map() == nullptr) return;
    for (auto& [key, item] : *value.map()) exchange(item);
  }

  /// Word by word, a word being what an id can be made of.
  void exchange(std::string& text) const {
    std::string made;
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t end = at;
      while (end < text.size() && of_id(text[end])) ++end;
      const auto known = names_.find(text.substr(at, end - at));
      made += known == names_.end() ? text.substr(at, end - at) : known->second;
      if (end < text.size()) made += text[end++];
      at = end;
    }
    const auto whole = names_.find(text);
    text = whole == names_.end() ? made : whole->second;
  }

 private:
  static bool of_id(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  }
  static std::string_view prefix_of(std::string_view key) {
    for (const KeyKind& each : kKeyKinds) {
      if (each.key == key) return each.prefix;
    }
    return {};
  }

  std::map<std::string, std::string> names_;
  std::map<std::string, int> counts_;
};

}  // namespace

void anonymize(Log& log) {
  Anonymizer anonymizer;
  for (const Exchange& each : log.exchanges) {
    anonymizer.learn(each.request);
    anonymizer.learn(each.answer);
    anonymizer.name(each.request_id, "request-");
  }
  for (Exchange& each : log.exchanges) {
    anonymizer.exchange(each.request);
    anonymizer.exchange(each.answer);
    anonymizer.exchange(each.message);
    anonymizer.exchange(each.request_id);
  }
}

}  // namespace refreshsim
