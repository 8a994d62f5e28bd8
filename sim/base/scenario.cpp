#include "refreshsim/scenario.h"

#include <charconv>

namespace refreshsim {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kPrefix = "ins-";
constexpr std::size_t kDigits = 8;

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

/// The number in `ins-NNNNNNNN`; none if it is not written as instance_text would.
std::optional<std::uint32_t> number_of(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  const std::string_view digits = text.substr(kPrefix.size());
  if (digits.size() < kDigits || !all_digits(digits)) return std::nullopt;
  if (digits.size() > kDigits && digits.front() == '0') return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || number >= InstanceName::kText) return std::nullopt;
  return number;
}

}  // namespace

SymbolId Symbols::intern(std::string_view text) {
  const auto number = static_cast<std::uint32_t>(texts_.size());
  const auto [entry, fresh] = numbers_.try_emplace(std::string(text), number);
  if (fresh) texts_.emplace_back(text);
  return SymbolId{entry->second};
}

SymbolId Symbols::find(std::string_view text) const {
  const auto found = numbers_.find(std::string(text));
  return found == numbers_.end() ? SymbolId{} : SymbolId{found->second};
}

std::string instance_text(const Symbols& symbols, InstanceName name) {
  if (name.is_text()) return symbols.text(name.symbol());
  std::string digits = std::to_string(name.code);
  if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
  return std::string(kPrefix) + digits;
}

std::optional<InstanceName> instance_name(const Symbols& symbols, std::string_view text) {
  if (const auto number = number_of(text)) return InstanceName::number(*number);
  const SymbolId symbol = symbols.find(text);
  if (!symbol.some()) return std::nullopt;
  return InstanceName::text(symbol);
}

std::array<Distribution, kCount<Step>> Scenario::default_timing() {
  std::array<Distribution, kCount<Step>> timing;
  timing[index(Step::drain)] = Distribution::constant(10s);
  timing[index(Step::reinstall)] = Distribution::constant(3min);
  timing[index(Step::boot)] = Distribution::constant(30s);
  timing[index(Step::health_check)] = Distribution::constant(10s);
  timing[index(Step::launch)] = Distribution::constant(1min);
  timing[index(Step::terminate)] = Distribution::constant(20s);
  return timing;
}

}  // namespace refreshsim
