#include "sim/incident/timeline_file.h"

#include <algorithm>

#include "sim/report/timeline_fields.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace refreshsim {
namespace {

std::uint64_t hash(std::uint64_t before, const TimelineRow& row) {
  std::string bytes;
  append_integer(bytes, static_cast<std::uint64_t>(row.time_ms));
  append_integer(bytes += ',', row.sequence);
  append_integer(bytes += ',', row.cause);
  for (const std::string& text : row.texts) {
    append_integer(bytes += ',', text.size());
    (bytes += ':') += text;
  }
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), before);
}

/// Where the rows begin, behind the head line of a CSV file.
std::size_t begin_of_rows(const std::string& text) {
  if (!text.starts_with(kCsvHead)) return 0;
  return std::min(text.find('\n'), text.size() - 1) + 1;
}

std::string wrong_row(std::size_t place, const std::string& what) {
  return "record " + std::to_string(place) + " can't be read: " + what;
}

/// What is wrong with a row that stands at this place; empty if nothing is.
std::string wrong_place(const TimelineRow& row, std::size_t place) {
  if (row.sequence != place) return "its sequence is " + std::to_string(row.sequence);
  return row.cause > row.sequence ? "its cause comes after it" : std::string();
}

}  // namespace

TimelineFile::TimelineFile(std::string text, RowReader take)
    : text_(std::move(text)), take_(take) {}

tl::expected<TimelineFile, std::string> TimelineFile::parse(std::string text) {
  const std::size_t begin = begin_of_rows(text);
  TimelineFile file(std::move(text), begin > 0 ? take_csv_row : take_jsonl_row);
  std::string_view left = std::string_view(file.text_).substr(begin);
  while (!left.empty()) {
    const std::size_t place = file.size();
    file.begins_.push_back(file.text_.size() - left.size());
    const auto row = file.take_(left);
    if (!row) return tl::unexpected(wrong_row(place, row.error()));
    const std::string wrong = wrong_place(*row, place);
    if (!wrong.empty()) return tl::unexpected(wrong_row(place, wrong));
    file.prefixes_.push_back(hash(file.prefixes_.back(), *row));
  }
  return file;
}

TimelineRow TimelineFile::row(std::size_t place) const {
  std::string_view left = std::string_view(text_).substr(begins_[place]);
  return *take_(left);
}

std::size_t common_records(const TimelineFile& a, const TimelineFile& b) {
  std::size_t equal = 0;
  std::size_t beyond = std::min(a.size(), b.size()) + 1;
  while (beyond - equal > 1) {
    const std::size_t middle = equal + (beyond - equal) / 2;
    (a.prefix(middle) == b.prefix(middle) ? equal : beyond) = middle;
  }
  return equal;
}

}  // namespace refreshsim
