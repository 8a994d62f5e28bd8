// Which moments were seen: an open-addressing set of 128-bit hashes.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace refreshsim {

class StateSet {
 public:
  using Hash = std::array<std::uint64_t, 2>;

  /// The number under which a hash is known; `number` if it is new, and known under it from now on.
  std::uint32_t add(const Hash& hash, std::uint32_t number) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = find(hash);
    if (slot.number != kFree) return slot.number;
    slot = {hash, number};
    ++used_;
    return number;
  }

 private:
  static constexpr std::uint32_t kFree = 0xffffffff;
  struct Slot {
    Hash hash{};
    std::uint32_t number = kFree;
  };

  Slot& find(const Hash& hash) {
    std::size_t place = hash[0] & (slots_.size() - 1);
    while (slots_[place].number != kFree && slots_[place].hash != hash) {
      place = (place + 1) & (slots_.size() - 1);
    }
    return slots_[place];
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != kFree) find(slot.hash) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace refreshsim
