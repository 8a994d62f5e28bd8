// JSON text, appended token by token: numbers keep exactly the digits they are given, and an
// element of a list of millions costs no tree.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "refreshsim/statistics.h"
#include "refreshsim/value.h"

namespace refreshsim {

/// A string in quotes; what is not UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);
void append_json(std::string& out, const Value& value);

/// 16 hexadecimal digits, as fingerprints are written.
std::string hex16(std::uint64_t number);

/// Writes one value, commas included. The caller keeps begin and end, key and value in balance.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_map() { return open('{'); }
  JsonWriter& end_map() { return close('}'); }
  JsonWriter& begin_list() { return open('['); }
  JsonWriter& end_list() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& null() { return raw("null"); }
  JsonWriter& flag(bool truth) { return raw(truth ? "true" : "false"); }
  JsonWriter& integer(std::integral auto number) { return raw(std::to_string(number)); }
  JsonWriter& text(std::string_view text);
  JsonWriter& value(const Value& value);
  /// Up to nine significant digits; null if the denominator is 0.
  JsonWriter& ratio(const Ratio& ratio);
  JsonWriter& integer_or_null(const std::optional<std::int64_t>& number);
  /// null if empty.
  JsonWriter& text_or_null(std::string_view text);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& raw(std::string_view token);
  void separate();

  std::string& out_;
  bool first_ = true;  // nothing stands before the next item in its map or list
};

}  // namespace refreshsim
