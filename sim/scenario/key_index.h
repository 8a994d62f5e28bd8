// Looks a map's keys up: by walking while they are few, by hashing when they are many.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace refreshsim {

class KeyIndex {
 public:
  /// Adds a key with what it leads to. If it is there already, what the first one leads to.
  std::optional<std::size_t> add(std::string_view key, std::size_t leads_to) {
    if (const auto found = find(key)) return found;
    few_.emplace_back(key, leads_to);
    if (few_.size() == kFew) many_.insert(few_.begin(), few_.end());
    if (few_.size() > kFew) many_.emplace(key, leads_to);
    return std::nullopt;
  }

  std::optional<std::size_t> find(std::string_view key) const {
    if (few_.size() >= kFew) {
      const auto found = many_.find(key);
      return found == many_.end() ? std::nullopt : std::optional(found->second);
    }
    for (const auto& [each, leads_to] : few_) {
      if (each == key) return leads_to;
    }
    return std::nullopt;
  }

  void clear() {
    few_.clear();
    many_.clear();
  }

 private:
  static constexpr std::size_t kFew = 16;
  std::vector<std::pair<std::string_view, std::size_t>> few_;
  std::unordered_map<std::string_view, std::size_t> many_;
};

}  // namespace refreshsim
