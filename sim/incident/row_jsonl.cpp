#include <nlohmann/json.hpp>

#include "sim/incident/take_line.h"
#include "sim/incident/timeline_row.h"
#include "sim/report/json_writer.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

using Json = nlohmann::ordered_json;

/// A value as a CSV cell shows it; nothing for none.
std::string cell(const Json& value) {
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// `key=value` separated by spaces, as the CSV format has it.
std::string detail(const Json& fields) {
  std::string text;
  for (const auto& [key, value] : fields.items()) {
    if (value.is_null()) continue;
    text += (text.empty() ? "" : " ") + key + "=";
    append_detail_value(text, cell(value));
  }
  return text;
}

template <class Number>
bool read_number(const Json& object, const char* key, Number& number) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_unsigned()) return false;
  const auto value = found->template get<std::uint64_t>();
  number = static_cast<Number>(value);
  return value <= static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
}

}  // namespace

tl::expected<TimelineRow, std::string> take_jsonl_row(std::string_view& left) {
  const Json object = Json::parse(take_line(left), nullptr, false);
  if (!object.is_object()) return tl::unexpected<std::string>("it is no JSON object");
  TimelineRow row;
  if (!read_number(object, "time_ms", row.time_ms) ||
      !read_number(object, "sequence", row.sequence) || !read_number(object, "cause", row.cause)) {
    return tl::unexpected<std::string>("time_ms, sequence and cause must be whole numbers");
  }
  for (const Column column : values<Column>()) {
    const auto found = object.find(std::string(name(column)));
    if (found == object.end()) {
      return tl::unexpected<std::string>("`" + std::string(name(column)) + "` is missing");
    }
    row[column] = found->is_object() ? detail(*found) : cell(*found);
  }
  return row;
}

}  // namespace refreshsim
