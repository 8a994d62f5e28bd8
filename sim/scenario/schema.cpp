#include "sim/scenario/schema.h"

#include <nlohmann/json.hpp>

#include "sim/base/duration_text.h"
#include "sim/scenario/keys.h"
#include "sim/scenario/scalars.h"

namespace refreshsim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kLinePattern = "^[^\\u0000-\\u001f\\u007f]+$";
constexpr std::string_view kNamePattern = "^[A-Za-z_][A-Za-z0-9_-]*$";

Json pattern(std::string_view regex) { return {{"type", "string"}, {"pattern", regex}}; }

/// Walks the table. A part is what a file that extends another may consist of: maps, down to where
/// lists and forms replace as a whole, need not have all that they need.
class Generator {
 public:
  Json whole() {
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", "refreshsim scenario or study"}};
    schema["if"] = {{"required", {"refreshsim_study"}}};
    schema["then"] = reference(study_shape(), false);
    schema["else"] = scenario();
    schema["$defs"] = definitions_;
    return schema;
  }

 private:
  Json scenario() {
    Json schema = {{"if", {{"required", {"extends"}}}}};
    schema["then"] = reference(scenario_shape(), true);
    schema["else"] = reference(scenario_shape(), false);
    return schema;
  }
  Json reference(const Shape& shape, bool part);
  Json written_out(const Shape& shape, bool part);
  Json form(const Variant& variant, bool part);
  Json record(const Shape& shape, bool part);
  Json list(const Shape& shape);
  Json map(const Shape& shape, bool part);
  Json either(const Shape& shape, bool part);

  Json definitions_ = Json::object();
};

bool has_parts(const Shape& shape) {
  return shape.type == Type::record || shape.type == Type::map || shape.type == Type::either;
}

Json Generator::reference(const Shape& shape, bool part) {
  if (shape.title.empty()) return written_out(shape, part);
  const std::string name = std::string(shape.title) + (part && has_parts(shape) ? ".part" : "");
  if (!definitions_.contains(name)) {
    definitions_[name] = nullptr;  // holds its place in the order
    Json written = written_out(shape, part);
    definitions_[name] = std::move(written);
  }
  return {{"$ref", "#/$defs/" + name}};
}

Json bounded(const Shape& shape) {
  Json schema = {{"type", "integer"}, {"minimum", shape.min}};
  if (shape.min == shape.max) return {{"const", shape.min}};
  schema["maximum"] = shape.max;
  return schema;
}

Json word(const Shape& shape) {
  Json words = {{"enum", shape.words}};
  if (shape.prefix.empty()) return words;
  std::string regex = "^";
  for (const char c : shape.prefix) {
    if (c == '.') regex += '\\';
    regex += c;
  }
  return {{"anyOf", {words, pattern(regex + ".")}}};
}

Json threshold(const Shape& shape) {
  return {{"anyOf", {bounded(shape), pattern(kPercentPattern)}}};
}

Json timestamp() {
  Json schema = pattern(kTimestampPattern);
  schema["format"] = "date-time";
  return schema;
}

Json scalar(const Shape& shape) {
  switch (shape.type) {
    case Type::prose:
      return {{"type", "string"}};
    case Type::line:
      return pattern(kLinePattern);
    case Type::name:
      return pattern(kNamePattern);
    case Type::integer:
      return bounded(shape);
    case Type::number:
      return {{"type", "number"}};
    case Type::probability:
      return {{"type", "number"}, {"minimum", 0}, {"maximum", 1}};
    case Type::boolean:
      return {{"type", "boolean"}};
    case Type::duration:
      return pattern(kDurationPattern);
    case Type::timestamp:
      return timestamp();
    case Type::threshold:
      return threshold(shape);
    case Type::word:
      return word(shape);
    case Type::any:
    case Type::list:
    case Type::map:
    case Type::record:
    case Type::either:
      break;
  }
  return Json::object();
}

Json Generator::list(const Shape& shape) {
  Json schema = {{"type", "array"}, {"items", reference(*shape.item, false)}};
  if (shape.min > 0) schema["minItems"] = shape.min;
  if (shape.max != kNoLimit) schema["maxItems"] = shape.max;
  return schema;
}

Json Generator::map(const Shape& shape, bool part) {
  Json schema = {{"type", "object"},
                 {"propertyNames", {{"pattern", kLinePattern}}},
                 {"additionalProperties", reference(*shape.item, part)}};
  if (shape.min > 0) schema["minProperties"] = shape.min;
  if (shape.max != kNoLimit) schema["maxProperties"] = shape.max;
  return schema;
}

Json Generator::either(const Shape& shape, bool part) {
  Json options = Json::array();
  for (const Shape* each : shape.options) {
    options.push_back(each == &scenario_shape() ? scenario() : reference(*each, part));
  }
  return {{"anyOf", options}};
}

/// A default as the value that it is.
Json fallback(const Key& key) {
  const std::string text(key.fallback);
  if (text == "true" || text == "false") return text == "true";
  if (const auto number = parse_integer(text)) return *number;
  return text;
}

Json Generator::form(const Variant& variant, bool part) {
  Json properties = Json::object();
  Json needed = Json::array();
  for (const Key& key : variant.keys) {
    Json property = reference(*key.shape, part);
    property["description"] = key.doc;
    if (!key.fallback.empty()) property["default"] = fallback(key);
    properties[std::string(key.name)] = std::move(property);
    if (key.need == Need::required && !part) needed.push_back(key.name);
  }
  Json schema = {{"type", "object"}, {"description", variant.doc}, {"properties", properties}};
  if (!needed.empty()) schema["required"] = needed;
  if (!variant.any.empty()) {
    for (const std::string_view any : variant.any) schema["anyOf"].push_back({{"required", {any}}});
  }
  schema["additionalProperties"] = false;
  return schema;
}

Json Generator::record(const Shape& shape, bool part) {
  if (shape.variants.size() == 1) return form(shape.variants.front(), part);
  if (part) return {{"type", "object"}};
  Json forms = Json::array();
  for (const Variant& each : shape.variants) forms.push_back(form(each, false));
  return {{"anyOf", forms}};
}

Json Generator::written_out(const Shape& shape, bool part) {
  Json schema;
  switch (shape.type) {
    case Type::list:
      return list(shape);
    case Type::map:
      return map(shape, part);
    case Type::record:
      return record(shape, part);
    case Type::either:
      return either(shape, part);
    case Type::any:
    case Type::prose:
    case Type::line:
    case Type::name:
    case Type::integer:
    case Type::number:
    case Type::probability:
    case Type::boolean:
    case Type::duration:
    case Type::timestamp:
    case Type::threshold:
    case Type::word:
      schema = scalar(shape);
      break;
  }
  if (!shape.examples.empty()) schema["examples"] = shape.examples;
  return schema;
}

}  // namespace

std::string scenario_schema() { return Generator().whole().dump(2) + "\n"; }

}  // namespace refreshsim
