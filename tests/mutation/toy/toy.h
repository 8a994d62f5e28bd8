// A program to try tools/mutate on: what toy_test.cpp says of it leaves out one boundary.
#pragma once

#include <array>

namespace toy {

struct Price {
  int from;
  bool reduced;
};

// clang-format off
inline constexpr std::array kPrices = std::to_array<Price>({
  {90, false},
  {5,  true},
});
// clang-format on

constexpr bool sorted() {
  for (std::size_t i = 1; i < kPrices.size(); ++i) {
    if (kPrices[i].from > kPrices[i - 1].from) return false;
  }
  return true;
}
static_assert(sorted());

inline bool reduced(int age) {
  for (const Price& price : kPrices) {
    if (age >= price.from) return price.reduced;
  }
  return false;
}

inline int halved(int number) {
  int halvings = 0;
  while (number > 1) {
    number = number / 2;
    ++halvings;
  }
  return halvings;
}

}  // namespace toy
