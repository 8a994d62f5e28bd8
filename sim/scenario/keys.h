// The keys of scenarios and studies, in one table: what each is called, what may stand there,
// whether it must, what holds without it, what it means. The validator and the JSON Schema both
// walk it, so what the program takes and what an editor is told can't differ.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace refreshsim {

enum class Type : std::uint8_t {
  any,          ///< anything: a request's value, judged when the call is made
  prose,        ///< text, of any number of lines
  line,         ///< text on one line, not empty
  name,         ///< a word that other keys refer to: letters, digits, `_` and `-`
  integer,      ///< min … max
  number,       ///< decimal
  probability,  ///< a number from 0 to 1
  boolean,      ///< true or false
  duration,     ///< `1h30m`
  timestamp,    ///< `2025-10-30T21:00:00Z`
  threshold,    ///< a count, or a percentage of desired(t)
  word,         ///< one of `words`, or `prefix` with something after it
  list,         ///< min … max items, each an `item`
  map,          ///< min … max names of the user's, each with an `item`
  record,       ///< the keys of `variants`: those of the first one whose `by` are all there
  either,       ///< one of `options`
};

struct Shape;

enum class Need : std::uint8_t { optional, required };

struct Key {
  std::string_view name;
  const Shape* shape;
  Need need;
  std::string_view fallback;  ///< what holds without it; empty: nothing does
  std::string_view doc;       ///< a sentence, with the unit
};

/// One of the forms that a map can have.
struct Variant {
  std::span<const std::string_view> by;   ///< it has this form if all of these keys are there
  std::span<const Key> keys;              ///< all that it may have, those of `by` included
  std::span<const std::string_view> any;  ///< at least one of these must be there
  std::string_view doc;
};

inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

struct Shape {
  Type type = Type::any;
  std::string_view title{};  ///< its name in the schema; empty: written out where it stands
  std::string_view what{};   ///< completes "must be …"
  std::int64_t min = 0;
  std::int64_t max = kNoLimit;
  std::span<const std::string_view> words{};
  std::string_view prefix{};
  const Shape* item = nullptr;
  std::span<const Variant> variants{};
  std::span<const Shape* const> options{};
  std::span<const std::string_view> examples{};
  std::span<const std::string_view> meanings{};  ///< of `words`, in their order; empty: untold
  bool asks = false;  ///< a call: its `action` says what its `request` may hold
};

/// A whole file: a scenario, or a study.
const Shape& scenario_shape();
const Shape& study_shape();

/// The version of the format that this program reads.
inline constexpr std::int64_t kFormatVersion = 1;

// Limits that keep a hostile scenario from asking for more memory than is sensible.
inline constexpr std::int64_t kMostInstances = 20'000'000;
inline constexpr std::int64_t kMostGroups = 4096;
inline constexpr std::int64_t kMostEntries = 1'000'000;  ///< faults, calls, expectations, each

}  // namespace refreshsim
