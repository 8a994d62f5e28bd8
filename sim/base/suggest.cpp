#include "sim/base/suggest.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace refreshsim {
namespace {

// Longer words get no suggestion: the distance costs the product of the lengths.
constexpr std::size_t kLongestWord = 64;
using Row = std::array<std::uint32_t, kLongestWord + 1>;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool swapped(std::string_view a, std::string_view b, std::size_t i, std::size_t j) {
  return i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
}

std::uint32_t distance(std::string_view a, std::string_view b) {
  std::array<Row, 3> rows{};
  for (std::uint32_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    Row& now = rows[i % 3];
    const Row& last = rows[(i + 2) % 3];
    const Row& before = rows[(i + 1) % 3];
    now[0] = static_cast<std::uint32_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::uint32_t replaced = last[j - 1] + (lower(a[i - 1]) == lower(b[j - 1]) ? 0U : 1U);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replaced});
      if (swapped(a, b, i, j)) now[j] = std::min(now[j], before[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

/// A word cut short: `Image` for `ImageId`.
bool begins(std::string_view whole, std::string_view word) {
  if (word.size() < 3 || word.size() > whole.size()) return false;
  return std::equal(word.begin(), word.end(), whole.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

// One letter in three may be wrong: more is another word.
std::size_t tolerance(std::string_view word) { return std::max<std::size_t>(1, word.size() / 3); }

/// How far a word is from a known one; `least` or more if it is not worth telling.
std::size_t wrongness(std::string_view word, std::string_view known, std::size_t least) {
  // Every misspelling that is tolerated is nearer than a word cut short.
  if (begins(known, word) && least > tolerance(word)) return tolerance(word);
  const std::size_t longer = std::max(known.size(), word.size());
  const std::size_t shorter = std::min(known.size(), word.size());
  if (longer > kLongestWord || longer - shorter >= least) return least;
  const std::size_t wrong = distance(word, known);
  // A word of which nothing is left is no misspelling.
  return wrong < shorter ? wrong : least;
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  std::string_view best;
  if (word.empty() || word.size() > kLongestWord) return best;
  std::size_t least = tolerance(word) + 1;
  for (const std::string_view each : known) {
    const std::size_t wrong = wrongness(word, each, least);
    if (wrong < least) {
      least = wrong;
      best = each;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  const std::string_view best = nearest(word, known);
  return best.empty() ? std::string() : "; did you mean `" + std::string(best) + "`?";
}

}  // namespace refreshsim
