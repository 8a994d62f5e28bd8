#include "sim/scenario/schema.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/base/duration_text.h"
#include "sim/scenario/keys.h"
#include "sim/scenario/parameter_notes.h"
#include "sim/scenario/scalars.h"
#include "sim/service/parameters.h"

namespace refreshsim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kLinePattern = "^[^\\u0000-\\u001f\\u007f]+$";
constexpr std::string_view kNamePattern = "^[A-Za-z_][A-Za-z0-9_-]*$";

Json pattern(std::string_view regex) { return {{"type", "string"}, {"pattern", regex}}; }

/// A default as the value that it is.
Json value_of(std::string_view fallback) {
  const std::string text(fallback);
  if (text == "true" || text == "false") return text == "true";
  if (const auto number = parse_integer(text)) return *number;
  return text;
}

/// Adds what an editor shows beside a key: what it means, what may stand there, in which unit, and
/// what holds without it. Editors show `default` where they fill it in, not where one hovers.
void tell(Json& schema, std::string_view doc, std::string_view must_be, std::string_view fallback) {
  std::string text(doc);
  if (!text.ends_with('.')) text += '.';
  if (!must_be.empty()) text.append("\nMust be ").append(must_be).append(".");
  if (!fallback.empty()) text.append("\nDefault: ").append(fallback).append(".");
  schema["description"] = text;
  if (!fallback.empty()) schema["default"] = value_of(fallback);
}

/// "must be …", where that tells more than that it is text.
std::string_view must_be(const Shape& shape) {
  const bool text = shape.type == Type::prose || shape.type == Type::line;
  return text || shape.type == Type::any ? std::string_view{} : shape.what;
}

std::string must_be(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::boolean:
      return "true or false";
    case ParameterType::integer:
      if (parameter.max == kMostOfParameter) {
        return "a whole number, at least " + std::to_string(parameter.min);
      }
      return "a whole number from " + std::to_string(parameter.min) + " to " +
             std::to_string(parameter.max);
    case ParameterType::texts:
    case ParameterType::objects:
      return "a list";
    case ParameterType::text:
    case ParameterType::one_of:
    case ParameterType::object:
    case ParameterType::text_or_any:
      break;
  }
  return {};
}

/// What each of the words means that a parameter takes.
std::string words_of(const Parameter& parameter, const ParameterNote& note) {
  std::string text;
  for (std::size_t i = 0; i < note.words.size(); ++i) {
    const auto& names = parameter.names;
    if (std::find(names.begin(), names.end(), note.words[i]) == names.end()) continue;
    text.append("\n").append(note.words[i]).append(": ").append(note.meanings[i]).append(".");
  }
  return text;
}

/// What an editor may offer for a request. It refuses nothing, for a request is judged by the
/// service when the call is made, and a scenario may well ask for what is wrong.
Json hints(std::span<const Parameter> parameters) {
  Json properties = Json::object();
  for (const Parameter& each : parameters) {
    const ParameterNote note = note_on(each.name);
    Json& hint = properties[std::string(each.name)];
    tell(hint, note.doc + words_of(each, note), must_be(each), note.fallback);
    if (!each.names.empty()) hint["examples"] = each.names;
    if (each.type == ParameterType::object) hint["properties"] = hints(each.members);
    if (each.type == ParameterType::objects) hint["items"]["properties"] = hints(each.members);
  }
  return properties;
}

/// For each action, what its request may hold.
Json requests() {
  Json all = Json::array();
  for (const Action action : values<Action>()) {
    Json one;
    one["if"] = {{"properties", {{"action", {{"const", name(action)}}}}}, {"required", {"action"}}};
    one["then"]["properties"]["request"]["properties"] = hints(parameters_of(action));
    all.push_back(std::move(one));
  }
  return all;
}

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
  Json form(const Shape& shape, const Variant& variant, bool part);
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
  if (!shape.meanings.empty()) words["enumDescriptions"] = shape.meanings;
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

Json Generator::form(const Shape& shape, const Variant& variant, bool part) {
  Json properties = Json::object();
  Json needed = Json::array();
  for (const Key& key : variant.keys) {
    Json property = reference(*key.shape, part);
    tell(property, key.doc, must_be(*key.shape), key.fallback);
    properties[std::string(key.name)] = std::move(property);
    if (key.need == Need::required && !part) needed.push_back(key.name);
  }
  Json schema = {{"type", "object"}};
  if (!shape.title.empty()) schema["title"] = shape.title;
  schema["description"] = variant.doc;
  schema["properties"] = properties;
  if (!needed.empty()) schema["required"] = needed;
  if (!variant.any.empty()) {
    for (const std::string_view any : variant.any) schema["anyOf"].push_back({{"required", {any}}});
  }
  schema["additionalProperties"] = false;
  return schema;
}

Json Generator::record(const Shape& shape, bool part) {
  if (shape.variants.size() == 1) return form(shape, shape.variants.front(), part);
  if (part) return {{"type", "object"}};
  Json forms = Json::array();
  for (const Variant& each : shape.variants) forms.push_back(form(shape, each, false));
  Json schema = {{"anyOf", forms}};
  if (shape.asks) schema["allOf"] = requests();
  return schema;
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
