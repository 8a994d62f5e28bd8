#include "sim/report/spellings.h"

namespace refreshsim {
namespace {

// Names beyond these are spelled each time, so that no scenario makes it keep without end.
constexpr std::uint32_t kMostKept = 1u << 16;
constexpr std::size_t kMostBytesKept = std::size_t{1} << 24;

}  // namespace

bool Spellings::append(LineBuffer& out, const Record& record, Meaning meaning,
                       std::uint32_t value) {
  if (meaning == Meaning::number) {
    out.put_number(value);
    return true;
  }
  if (meaning == Meaning::nothing) return false;
  if (meaning == Meaning::instance) return append_instance(out, record, value);
  if (meaning == Meaning::scaling_activity && value != 0 && value != Record::kNone) {
    return append_id(out, scaling_activity_, value);
  }
  return append_name(out, record, meaning, value);
}

bool Spellings::append_id(LineBuffer& out, std::string_view prefix, std::uint32_t number) {
  out.put(prefix);
  out.put_eight_digits(number);
  out.put(quote_);
  return true;
}

bool Spellings::append_instance(LineBuffer& out, const Record& record, std::uint32_t value) {
  const std::optional<InstanceName> name = names_.instance(value);
  if (!name) return false;
  if (name->is_text()) return append_name(out, record, Meaning::symbol, name->symbol().value);
  return append_id(out, instance_, name->code);
}

bool Spellings::append_name(LineBuffer& out, const Record& record, Meaning meaning,
                            std::uint32_t value) {
  const std::vector<Kept>& kept = kept_[static_cast<std::size_t>(meaning)];
  if (value >= kept.size() || kept[value].size == 0) return append_new(out, record, meaning, value);
  out.put(std::string_view(texts_).substr(kept[value].start, kept[value].size));
  return true;
}

bool Spellings::append_new(LineBuffer& out, const Record& record, Meaning meaning,
                           std::uint32_t value) {
  plain_.clear();
  const Spelled as = names_.append(plain_, record, meaning, value);
  if (as == Spelled::none) return false;
  spelled_.clear();
  spell_(spelled_, plain_, as);
  out.put(spelled_);
  keep(meaning, value);
  return true;
}

/// What a fault is aimed at depends on the fault too, so it is not kept.
void Spellings::keep(Meaning meaning, std::uint32_t value) {
  if (meaning == Meaning::fault_target || value >= kMostKept || spelled_.empty()) return;
  if (texts_.size() + spelled_.size() > kMostBytesKept) return;
  std::vector<Kept>& kept = kept_[static_cast<std::size_t>(meaning)];
  if (value >= kept.size()) kept.resize(value + std::size_t{1});
  kept[value] = {static_cast<std::uint32_t>(texts_.size()),
                 static_cast<std::uint32_t>(spelled_.size())};
  texts_ += spelled_;
}

}  // namespace refreshsim
