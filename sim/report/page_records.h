// A run's records in few letters, for a page that a browser opens from disk (page.h).
//
// A record is a row of whole numbers: the ms since the record before it, how many records ago its
// cause came (0: it has none), then the fields that page_fields() names for its kind, each as the
// difference to that field in the latest record of the same kind. A field is its value plus 1, so
// that none is 0; a difference d is 2d, or −2d − 1 if d < 0. Most of these numbers are 0, and most
// rows are 0 in the same places: the number of a row's shape comes first (its kind, and which of
// its numbers are not 0: bit 0 is the first), then only the numbers that are not. Shapes are
// numbered as they first come; a new one is followed by its kind and its bits. A number is written
// in base 32, lowest digits first, in the letters of base64: one of the first 32 ends it, one of
// the others stands for its digit plus 32 and says that more follow.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/record.h"

namespace refreshsim {

/// A field of a record and what pages call it.
struct PageField {
  std::string_view name;
  std::uint32_t Record::*member;
};

/// What is written of a record of this kind, in this order.
std::span<const PageField> page_fields(RecordKind kind);

/// Keeps the records, written as above.
class PageRecords final : public RecordSink {
 public:
  /// No browser takes a longer text.
  static constexpr std::size_t kMostBytes = std::size_t{1} << 28;

  void hear(std::span<const Record> records) override;

  /// More records than a page can hold; the rest was not kept.
  bool overflowed() const { return overflowed_; }
  const std::string& text() const { return text_; }

 private:
  void hear_one(const Record& record);
  void append_shape(RecordKind kind, std::size_t bits);

  std::string text_;
  std::vector<std::uint32_t> shapes_;  // by kind and bits: its number plus 1, 0 if it has not come
  std::uint32_t shape_count_ = 0;
  std::array<Record, kCount<RecordKind>> latest_{};
  std::int64_t now_ms_ = 0;
  bool overflowed_ = false;
};

/// Appends a whole number in those letters.
void append_page_number(std::string& out, std::uint64_t number);
/// The same for one that may be negative.
void append_page_difference(std::string& out, std::int64_t number);

}  // namespace refreshsim
