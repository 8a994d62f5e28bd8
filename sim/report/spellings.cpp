#include "sim/report/spellings.h"

namespace refreshsim {
namespace {

// Names beyond these are spelled each time, so that no scenario makes it keep without end.
constexpr std::uint32_t kMostKept = 1u << 16;
constexpr std::size_t kMostBytesKept = std::size_t{1} << 24;

}  // namespace

bool Spellings::put_other(Pen& pen, const Record& record, Meaning meaning, std::uint32_t value) {
  plain_.clear();
  const Spelled as = names_.append(plain_, record, meaning, value);
  if (as == Spelled::none) return false;
  spelled_.clear();
  spell_(spelled_, plain_, as);
  pen = lines_.extend(pen, spelled_.size());
  pen.put(std::string_view(spelled_));
  keep(meaning, value);
  return true;
}

/// What a fault is aimed at depends on the fault too, so it is not kept; nor is what is longer than
/// the room that a line asks for.
void Spellings::keep(Meaning meaning, std::uint32_t value) {
  if (meaning == Meaning::fault_target || value >= kMostKept || spelled_.empty()) return;
  BlockText text(spelled_);
  if (text.room() > kRoom || bytes_kept_ >= kMostBytesKept) return;
  std::vector<BlockText>& kept = kept_[static_cast<std::size_t>(meaning)];
  if (value >= kept.size()) kept.resize(value + std::size_t{1});
  kept[value] = std::move(text);
  bytes_kept_ += kRoom;
}

}  // namespace refreshsim
