// Text in the making, for what is written millions of times: appending costs a copy and no call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace refreshsim {

class LineBuffer {
 public:
  void clear() { size_ = 0; }
  std::size_t size() const { return size_; }
  /// Takes back what was appended since it had this size.
  void shrink(std::size_t size) { size_ = size; }
  std::string_view view() const { return {bytes_.data(), size_}; }
  std::string_view from(std::size_t start) const { return view().substr(start); }

  void put(std::string_view text) {
    copy(room(text.size()), text.data(), text.size());
    size_ += text.size();
  }
  void put(char c) {
    *room(1) = c;
    ++size_;
  }
  void put_number(std::uint64_t number) {
    std::array<char, 20> digits;
    std::size_t at = digits.size();
    for (; number >= 100; number /= 100) put_pair(&digits[at -= 2], number % 100);
    if (number >= 10) {
      put_pair(&digits[at -= 2], number);
    } else {
      digits[--at] = static_cast<char>('0' + number);
    }
    put(std::string_view(&digits[at], digits.size() - at));
  }
  /// With zeros before it, to eight digits at least: ids.
  void put_eight_digits(std::uint32_t number) {
    if (number >= 100'000'000) return put_number(number);
    char* const place = room(8);
    for (int pair = 3; pair >= 0; --pair) {
      put_pair(place + 2 * pair, number % 100);
      number /= 100;
    }
    size_ += 8;
  }

 private:
  static constexpr auto kPairs = [] {
    std::array<std::array<char, 2>, 100> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      pairs[i] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
    }
    return pairs;
  }();

  static void put_pair(char* to, std::uint64_t below_100) {
    std::memcpy(to, kPairs[below_100].data(), 2);
  }

  /// Most texts are of a few bytes: two copies of a known size, which may overlap, need no call.
  static void copy(char* to, const char* from, std::size_t size) {
    if (size > 16) {
      std::memcpy(to, from, size);
    } else if (size >= 8) {
      std::memcpy(to, from, 8);
      std::memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
      std::memcpy(to, from, 4);
      std::memcpy(to + size - 4, from + size - 4, 4);
    } else {
      for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
    }
  }

  /// Where the next `wanted` bytes go.
  char* room(std::size_t wanted) {
    if (bytes_.size() - size_ < wanted) [[unlikely]] {
      bytes_.resize(2 * (size_ + wanted));
    }
    return bytes_.data() + size_;
  }

  std::vector<char> bytes_ = std::vector<char>(std::size_t{1} << 16);
  std::size_t size_ = 0;
};

}  // namespace refreshsim
