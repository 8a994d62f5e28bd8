// Looks a map's keys up: by walking while they are few, by hashing when they are many.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace refreshsim {

class KeyIndex {
 public:
  /// Adds a key with what it leads to. If it is there already, what the first one leads to.
  std::optional<std::size_t> add(std::string_view key, std::size_t leads_to) {
    if (const auto found = find(key)) return found;
    if (count_ < kFew) few_[count_] = {key, leads_to};
    if (++count_ == kFew) many_.insert(few_.begin(), few_.end());
    if (count_ > kFew) many_.emplace(key, leads_to);
    return std::nullopt;
  }

  std::optional<std::size_t> find(std::string_view key) const {
    if (count_ >= kFew) {
      const auto found = many_.find(key);
      return found == many_.end() ? std::nullopt : std::optional(found->second);
    }
    for (std::size_t i = 0; i < count_; ++i) {
      if (few_[i].first == key) return few_[i].second;
    }
    return std::nullopt;
  }

  void clear() {
    count_ = 0;
    many_.clear();
  }

 private:
  static constexpr std::size_t kFew = 16;
  std::array<std::pair<std::string_view, std::size_t>, kFew> few_;  ///< no allocation for a map
  std::size_t count_ = 0;
  std::unordered_map<std::string_view, std::size_t> many_;
};

}  // namespace refreshsim
