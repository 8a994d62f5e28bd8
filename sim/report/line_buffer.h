// Text in the making, for what is written millions of times: a line asks for its room once, and
// what is put into it costs a few copies of whole blocks and no call.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace refreshsim {

/// A text to be put often. It has room to its last block's end, one block at least, so that it is
/// copied in whole ones; nobody puts one that was given no text.
class BlockText {
 public:
  static constexpr std::size_t kBlock = 32;

  BlockText() = default;
  explicit BlockText(std::string_view text)
      : size_(text.size()), bytes_(std::make_unique<char[]>(room())) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  std::size_t size() const { return size_; }
  /// What it needs in a line.
  std::size_t room() const { return (size_ / kBlock + 1) * kBlock; }
  const char* data() const { return bytes_.get(); }

 private:
  std::size_t size_ = 0;
  std::unique_ptr<char[]> bytes_;
};

/// Where a line goes on. It is copied into a variable and back (LineBuffer::begin, end): the
/// compiler keeps that in a register. Whoever puts anything has asked for its room.
class Pen {
 public:
  static constexpr std::size_t kMostDigits = 20;

  explicit Pen(char* at) : at_(at) {}
  char* at() const { return at_; }

  void put(char c) { *at_++ = c; }
  /// The first so many of its characters, none or one.
  void put_some(char c, std::size_t count) {
    *at_ = c;
    at_ += count;
  }
  void put(const BlockText& text) { put_blocks(text.data(), text.size()); }
  /// `from` has room as a BlockText has.
  void put_blocks(const char* from, std::size_t size) {
    std::memcpy(at_, from, BlockText::kBlock);
    for (std::size_t done = BlockText::kBlock; done < size; done += BlockText::kBlock) {
      std::memcpy(at_ + done, from + done, BlockText::kBlock);
    }
    at_ += size;
  }
  void put(std::string_view text) { at_ = std::copy(text.begin(), text.end(), at_); }
  /// Up to kMostDigits.
  void put_number(std::uint64_t number) {
    if (number < kEightDigits) {
      put_short(static_cast<std::uint32_t>(number));
    } else {
      put_long(number);
    }
  }
  /// With zeros before it, to eight digits at least: ids. Up to ten digits.
  void put_eight_digits(std::uint32_t number) {
    if (number >= kEightDigits) return put_long(number);
    const std::uint32_t low = number % 10'000;
    const std::uint32_t high = number / 10'000;
    put_pair(at_, high / 100);
    put_pair(at_ + 2, high % 100);
    put_pair(at_ + 4, low / 100);
    put_pair(at_ + 6, low % 100);
    at_ += 8;
  }

 private:
  static constexpr std::uint32_t kEightDigits = 100'000'000;
  static constexpr auto kPairs = [] {
    std::array<std::array<char, 2>, 100> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      pairs[i] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
    }
    return pairs;
  }();
  static constexpr std::array<std::uint32_t, 9> kPowers = {
      0, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

  static void put_pair(char* to, std::uint32_t below_100) {
    std::memcpy(to, kPairs[below_100].data(), 2);
  }

  /// 1233 / 4096 is the logarithm of 2 well enough.
  static std::size_t digits_of(std::uint32_t number) {
    const auto below = static_cast<std::size_t>(std::bit_width(number | 1u)) * 1233 / 4096;
    return below + (number >= kPowers[below] ? 1 : 0);
  }

  /// From the last digits to the first: how many there are says where the last ones stand.
  void put_short(std::uint32_t number) {
    char* to = at_ += digits_of(number);
    for (; number >= 100; number /= 100) put_pair(to -= 2, number % 100);
    if (number >= 10) {
      put_pair(to - 2, number);
    } else {
      *--to = static_cast<char>('0' + number);
    }
  }

  void put_long(std::uint64_t number) {
    put_number(number / kEightDigits);
    put_eight_digits(static_cast<std::uint32_t>(number % kEightDigits));
  }

  char* at_;
};

class LineBuffer {
 public:
  void clear() { size_ = 0; }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {bytes_.data(), size_}; }

  /// Where the next line goes, of which no more is put than `room`.
  Pen begin(std::size_t room) {
    room_ = room;
    ask(size_ + room);
    return Pen(bytes_.data() + size_);
  }
  /// The same for a line that has begun, and has so much more to take.
  Pen extend(Pen pen, std::size_t more) {
    const std::size_t reached = reached_by(pen);
    ask(reached + room_ + more);
    return Pen(bytes_.data() + reached);
  }
  void end(Pen pen) { size_ = reached_by(pen); }

  /// How long the text is up to there: a place that stays when the line is extended.
  std::size_t reached_by(Pen pen) const {
    return static_cast<std::size_t>(pen.at() - bytes_.data());
  }
  Pen reaching(std::size_t place) { return Pen(bytes_.data() + place); }
  std::string_view from(std::size_t start, Pen pen) const {
    return {bytes_.data() + start, reached_by(pen) - start};
  }

 private:
  void ask(std::size_t size) {
    if (bytes_.size() < size) bytes_.resize(2 * size);
  }

  std::vector<char> bytes_ = std::vector<char>(std::size_t{1} << 16);
  std::size_t size_ = 0;
  std::size_t room_ = 0;  // what the line asked for
};

}  // namespace refreshsim
