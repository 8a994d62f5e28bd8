// The parameters of each action, as one table (references/instance-refresh-api.md): what a request
// may hold, and of which shape. The shape errors follow from it.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "refreshsim/error_code.h"
#include "refreshsim/value.h"
#include "refreshsim/vocabulary.h"

namespace refreshsim {

enum class ParameterType : std::uint8_t {
  text,
  boolean,
  integer,
  one_of,       ///< a text out of `names`
  object,       ///< with `members`
  texts,        ///< a list of texts
  objects,      ///< a list of objects with `members`
  text_or_any,  ///< a text or an object, kept as it is
};

/// The `max` of a number that has none of its own.
inline constexpr std::int64_t kMostOfParameter = std::numeric_limits<std::int32_t>::max();

struct Parameter {
  std::string_view name;
  ParameterType type;
  bool required;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::span<const std::string_view> names = {};
  std::span<const Parameter> members = {};
};

/// What an action takes.
std::span<const Parameter> parameters_of(Action action);

struct ShapeError {
  ErrorCode code = ErrorCode::ok;
  std::string_view parameter;
};

/// The first shape error of a request, in the order of model.md, section 5; ok if it has none.
ShapeError check_shape(std::span<const Parameter> parameters, const Value& request);

}  // namespace refreshsim
