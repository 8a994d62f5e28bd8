// Which change is switched on. Only in the copy of the sources that tools/mutate builds: there
// every change is compiled in beside the original, and the environment variable REFRESHSIM_MUTANT
// chooses one at start-up, so that one build serves them all.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <type_traits>
#include <utility>

namespace refreshsim::mutation {

inline constexpr int kMost = 16384;
inline unsigned char reached[kMost] = {};

inline int chosen_by_environment() {
  const char* text = std::getenv("REFRESHSIM_MUTANT");
  return text == nullptr ? 0 : std::atoi(text);
}
inline const int chosen = chosen_by_environment();

/// Writes at the end which changes were reached, a byte for each, where the environment says.
struct ReachedFile {
  ReachedFile() = default;
  ReachedFile(const ReachedFile&) = delete;
  ReachedFile& operator=(const ReachedFile&) = delete;
  ~ReachedFile() {
    const char* path = std::getenv("REFRESHSIM_MUTANTS_REACHED");
    std::FILE* file = path == nullptr ? nullptr : std::fopen(path, "wb");
    if (file == nullptr) return;
    std::fwrite(reached, 1, sizeof(reached), file);
    std::fclose(file);
  }
};
inline const ReachedFile reached_file;

inline bool reach(int number) {
  reached[number] = 1;
  return chosen == number;
}

/// While the compiler evaluates, nothing is changed.
constexpr bool on(int number) {
  if (std::is_constant_evaluated()) return false;
  return reach(number);
}

/// The rows of a table, of which one may be missing, or have changed places with the next.
template <class Row, std::size_t N>
class Table {
 public:
  /// first_drop + i: without row i; first_swap + i: rows i and i + 1 change places.
  Table(const std::array<Row, N>& rows, int first_drop, int first_swap) : rows_(rows), size_(N) {
    const int drop = chosen - first_drop;
    const int swap = chosen - first_swap;
    if (drop >= 0 && drop < static_cast<int>(N)) {
      std::copy(rows.begin() + drop + 1, rows.end(), rows_.begin() + drop);
      --size_;
    }
    if (swap >= 0 && swap + 1 < static_cast<int>(N)) std::swap(rows_[swap], rows_[swap + 1]);
  }
  const Row* data() const { return rows_.data(); }
  const Row* begin() const { return data(); }
  const Row* end() const { return data() + size_; }
  std::size_t size() const { return size_; }
  const Row& operator[](std::size_t place) const {
    if (place >= size_) std::abort();
    return rows_[place];
  }

 private:
  std::array<Row, N> rows_;
  std::size_t size_;
};

template <class Row, std::size_t N>
Table<Row, N> table(const std::array<Row, N>& rows, int first_drop, int first_swap) {
  return {rows, first_drop, first_swap};
}

/// A table without an order, as a plain array: a row that is missing is another one twice.
template <class Row, std::size_t N>
std::array<Row, N> changes(const std::array<Row, N>& rows, int first_drop, int) {
  std::array<Row, N> all = rows;
  const int drop = chosen - first_drop;
  if (drop >= 0 && drop < static_cast<int>(N)) all[drop] = rows[drop == 0 ? 1 : 0];
  return all;
}

/// A number that the compiler may not take for a constant.
template <class Number>
Number number(Number original, Number changed, int which) {
  return reach(which) ? changed : original;
}

}  // namespace refreshsim::mutation
