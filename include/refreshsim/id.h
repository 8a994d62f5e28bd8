// Ids: indexes that can't be mixed up.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace refreshsim {

/// An index into one kind of things; `Tag` only tells the kinds apart. The default value is "none".
template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : value(index) {}
  constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}
  constexpr bool some() const { return value != kNone; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using SymbolId = Id<struct SymbolTag>;  ///< a text of the file: Scenario::symbols
using GroupId = Id<struct GroupTag>;    ///< a scaling group, in the file's order
using ConfigId = Id<struct ConfigTag>;  ///< a launch configuration, in the file's order
using ZoneId = Id<struct ZoneTag>;      ///< a zone of any group: Scenario::zones
using FaultId = Id<struct FaultTag>;    ///< a fault, by its place in the file
using CallId = Id<struct CallTag>;      ///< a call, by its place in the file
using NameId = Id<struct NameTag>;      ///< a name that activities go by: Scenario::activity_names
using InstanceId = Id<struct InstanceTag>;  ///< an instance, in the order of creation
using ActivityId = Id<struct ActivityTag>;  ///< a refresh activity, in the order of creation
using SoftwareId = Id<struct SoftwareTag>;  ///< a combination of the five fields

/// The id of an instance as users write it: either `ins-NNNNNNNN` (the number) or another text.
struct InstanceName {
  static constexpr std::uint32_t kText = 0x8000'0000;
  std::uint32_t code = Id<void>::kNone;

  static constexpr InstanceName number(std::uint32_t n) { return {n}; }
  static constexpr InstanceName text(SymbolId symbol) { return {symbol.value | kText}; }
  constexpr bool is_text() const { return (code & kText) != 0; }
  constexpr SymbolId symbol() const { return SymbolId{code & ~kText}; }
  friend constexpr auto operator<=>(InstanceName, InstanceName) = default;
};

}  // namespace refreshsim
