// A JSON-like value: requests as they were written, and answers as the service gives them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace refreshsim {

/// Null, boolean, integer, number, text, list or map. Maps keep the order in which keys were added;
/// keys are unique.
class Value {
 public:
  using List = std::vector<Value>;
  using Map = std::vector<std::pair<std::string, Value>>;

  Value() = default;
  Value(const Value& other) : data_(copy(other.data_)) {}
  Value(Value&&) noexcept = default;
  Value& operator=(const Value&) = default;
  Value& operator=(Value&&) noexcept = default;
  ~Value() = default;
  Value(std::nullptr_t) {}
  Value(bool truth) : data_(truth) {}
  Value(int number) : data_(std::int64_t{number}) {}
  Value(std::uint32_t number) : data_(std::int64_t{number}) {}
  Value(std::int64_t number) : data_(number) {}
  Value(double number) : data_(number) {}
  Value(const char* text) : data_(std::string(text)) {}
  Value(std::string_view text) : data_(std::string(text)) {}
  Value(std::string text) : data_(std::move(text)) {}
  Value(List items) : data_(std::move(items)) {}
  Value(Map entries) : data_(std::move(entries)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data_); }
  const double* number() const { return std::get_if<double>(&data_); }
  const std::string* text() const { return std::get_if<std::string>(&data_); }
  const List* list() const { return std::get_if<List>(&data_); }
  const Map* map() const { return std::get_if<Map>(&data_); }
  std::string* text() { return std::get_if<std::string>(&data_); }
  List* list() { return std::get_if<List>(&data_); }
  Map* map() { return std::get_if<Map>(&data_); }

  /// The entry of a map; null if this is no map or has no such key.
  const Value* find(std::string_view key) const {
    const Map* entries = map();
    if (entries == nullptr) return nullptr;
    for (const auto& [name, value] : *entries) {
      if (name == key) return &value;
    }
    return nullptr;
  }

  friend bool operator==(const Value&, const Value&) = default;

 private:
  using Data = std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map>;

  /// In libstdc++ 12 a variant whose copy constructor runs out of memory destroys what it never
  /// made; one that is made of what it is to hold does not.
  static Data copy(const Data& from) {
    return std::visit(
        [](const auto& held) {
          return Data(std::in_place_type<std::decay_t<decltype(held)>>, held);
        },
        from);
  }

  Data data_;
};

}  // namespace refreshsim
