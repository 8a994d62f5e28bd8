#include "sim/report/ratio_text.h"

#include <cstddef>
#include <cstdint>

namespace refreshsim {
namespace {

__extension__ typedef unsigned __int128 Wide;

std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

// Digits by long division: 0.d1d2d3… × 10^point, and what is left of the numerator.
struct Digits {
  std::string text;
  int point = 0;
  Wide rest = 0;
};

Digits divide(std::uint64_t numerator, std::uint64_t denominator, std::size_t wanted) {
  Digits digits;
  digits.rest = numerator % denominator;
  if (const std::uint64_t whole = numerator / denominator; whole != 0) {
    digits.text = std::to_string(whole);
    digits.point = static_cast<int>(digits.text.size());
  }
  while (digits.text.size() < wanted && digits.rest != 0) {
    digits.rest *= 10;
    const auto digit = static_cast<char>('0' + static_cast<int>(digits.rest / denominator));
    digits.rest %= denominator;
    if (digits.text.empty() && digit == '0') {
      --digits.point;
    } else {
      digits.text.push_back(digit);
    }
  }
  return digits;
}

// Adds one to the last digit; a carry out of the first moves the point.
void increment(Digits& digits) {
  std::size_t i = digits.text.size();
  while (i > 0 && digits.text[i - 1] == '9') digits.text[--i] = '0';
  if (i > 0) {
    ++digits.text[i - 1];
  } else {
    digits.text.insert(digits.text.begin(), '1');
    ++digits.point;
  }
}

// Cuts to `wanted` digits, half to even; `rest` still counts as a fraction of the denominator.
void round_to(Digits& digits, std::size_t wanted, std::uint64_t denominator) {
  if (digits.text.size() < wanted) return;
  const std::string cut = digits.text.substr(wanted);
  digits.text.resize(wanted);
  const bool odd = (digits.text.back() - '0') % 2 == 1;
  bool up = false;
  if (cut.empty()) {
    up = digits.rest * 2 > denominator || (digits.rest * 2 == denominator && odd);
  } else {
    const bool beyond = cut.find_first_not_of('0', 1) != std::string::npos || digits.rest != 0;
    up = cut[0] > '5' || (cut[0] == '5' && (beyond || odd));
  }
  if (up) increment(digits);
}

std::string place_point(const Digits& digits) {
  const std::size_t last = digits.text.find_last_not_of('0');
  if (last == std::string::npos) return "0";
  const std::string significant = digits.text.substr(0, last + 1);
  const auto count = static_cast<int>(significant.size());
  if (digits.point <= 0) {
    return "0." + std::string(static_cast<std::size_t>(-digits.point), '0') + significant;
  }
  if (count <= digits.point) {
    return significant + std::string(static_cast<std::size_t>(digits.point - count), '0');
  }
  const auto whole = static_cast<std::size_t>(digits.point);
  return significant.substr(0, whole) + "." + significant.substr(whole);
}

}  // namespace

std::string ratio_text(const Ratio& ratio, int digits) {
  if (ratio.denominator == 0) return {};
  const auto wanted = static_cast<std::size_t>(digits);
  const std::uint64_t denominator = magnitude(ratio.denominator);
  Digits quotient = divide(magnitude(ratio.numerator), denominator, wanted);
  round_to(quotient, wanted, denominator);
  const bool negative = (ratio.numerator < 0) != (ratio.denominator < 0) && ratio.numerator != 0;
  return (negative ? "-" : "") + place_point(quotient);
}

}  // namespace refreshsim
