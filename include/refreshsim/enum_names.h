// Enums whose names stand in one list, so that YAML, JSON, timeline and diagrams can't disagree.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace refreshsim {

/// Specialised by REFRESHSIM_ENUM for each enum: `names` and `meanings`, in the order of the
/// values.
template <class E>
struct EnumText;

#define REFRESHSIM_VALUE(identifier, meaning) identifier,
#define REFRESHSIM_NAME(identifier, meaning) std::string_view{#identifier},
#define REFRESHSIM_MEANING(identifier, meaning) std::string_view{meaning},

/// Defines `enum class Name` from LIST, a macro that calls its argument with (identifier, meaning)
/// for each value. The identifier is the text that users read and write.
#define REFRESHSIM_ENUM(Name, LIST)                                 \
  enum class Name : std::uint8_t { LIST(REFRESHSIM_VALUE) };        \
  template <>                                                       \
  struct EnumText<Name> {                                           \
    static constexpr std::string_view type = #Name;                 \
    static constexpr std::array names{LIST(REFRESHSIM_NAME)};       \
    static constexpr std::array meanings{LIST(REFRESHSIM_MEANING)}; \
  };

template <class E>
concept NamedEnum = requires {
  EnumText<E>::names;
};

template <NamedEnum E>
constexpr std::size_t index(E value) {
  return static_cast<std::size_t>(value);
}

template <NamedEnum E>
inline constexpr std::size_t kCount = EnumText<E>::names.size();

template <NamedEnum E>
constexpr std::string_view name(E value) {
  return EnumText<E>::names[index(value)];
}

template <NamedEnum E>
constexpr std::string_view meaning(E value) {
  return EnumText<E>::meanings[index(value)];
}

/// The value with this name, exactly as spelled; none if there is no such value.
template <NamedEnum E>
constexpr std::optional<E> parse(std::string_view text) {
  for (std::size_t i = 0; i < kCount<E>; ++i) {
    if (EnumText<E>::names[i] == text) return static_cast<E>(i);
  }
  return std::nullopt;
}

/// All values in order.
template <NamedEnum E>
constexpr std::array<E, kCount<E>> values() {
  std::array<E, kCount<E>> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<E>(i);
  return all;
}

}  // namespace refreshsim
