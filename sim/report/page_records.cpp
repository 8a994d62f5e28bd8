#include "sim/report/page_records.h"

#include <algorithm>
#include <vector>

#include "sim/report/record_layout.h"

namespace refreshsim {
namespace {

constexpr std::string_view kPageLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array kPageMembers{
    PageField{"group", &Record::group}, PageField{"subject", &Record::subject},
    PageField{"part", &Record::part},   PageField{"from", &Record::from},
    PageField{"to", &Record::to},       PageField{"a", &Record::a},
    PageField{"b", &Record::b},         PageField{"c", &Record::c},
    PageField{"d", &Record::d}};

Record of_kind(RecordKind kind) {
  Record record;
  record.kind = kind;
  return record;
}

// Members that are no column of a timeline, for they name the subject itself.
bool names_subject(RecordKind kind, std::uint32_t Record::*member) {
  return kind == RecordKind::instance_created && member == &Record::b;
}

bool is_written(RecordKind kind, std::uint32_t Record::*member) {
  if (member == &Record::group || names_subject(kind, member)) return true;
  const RecordLayout& layout = layout_of(of_kind(kind));
  const auto means = [&](std::uint32_t Record::*column, Meaning meaning) {
    return member == column && meaning != Meaning::nothing;
  };
  return means(&Record::subject, layout.subject) || means(&Record::part, layout.part) ||
         means(&Record::from, layout.from) || means(&Record::to, layout.to) ||
         std::any_of(layout.detail.begin(), layout.detail.end(),
                     [&](const DetailField& field) { return field.member == member; });
}

using PageFields = std::array<std::vector<PageField>, kCount<RecordKind>>;

PageFields all_page_fields() {
  PageFields all;
  for (const RecordKind kind : values<RecordKind>()) {
    std::copy_if(std::begin(kPageMembers), std::end(kPageMembers),
                 std::back_inserter(all[index(kind)]),
                 [&](const PageField& field) { return is_written(kind, field.member); });
  }
  return all;
}

// None, the largest value, becomes 0.
std::int64_t shifted(std::uint32_t value) { return static_cast<std::uint32_t>(value + 1); }

// A number that may be negative as one that is not.
std::uint64_t folded(std::int64_t number) {
  const auto twice = static_cast<std::uint64_t>(number) << 1;
  return number < 0 ? ~twice : twice;
}

constexpr std::size_t kMostNumbers = 2 + kPageMembers.size();

}  // namespace

std::span<const PageField> page_fields(RecordKind kind) {
  static const PageFields kAll = all_page_fields();
  return kAll[index(kind)];
}

void append_page_number(std::string& out, std::uint64_t number) {
  for (; number >= 32; number >>= 5) out += kPageLetters[32 + (number & 31)];
  out += kPageLetters[number];
}

void append_page_difference(std::string& out, std::int64_t number) {
  append_page_number(out, folded(number));
}

void PageRecords::hear(std::span<const Record> records) {
  for (const Record& record : records) {
    if (text_.size() >= kMostBytes) overflowed_ = true;
    if (overflowed_) return;
    hear_one(record);
  }
}

void PageRecords::append_shape(RecordKind kind, std::size_t bits) {
  shapes_.resize(kCount<RecordKind> << kMostNumbers);
  std::uint32_t& shape = shapes_[(index(kind) << kMostNumbers) + bits];
  const bool known = shape > 0;
  if (!known) shape = ++shape_count_;
  append_page_number(text_, shape - 1);
  if (known) return;
  append_page_number(text_, index(kind));
  append_page_number(text_, bits);
}

void PageRecords::hear_one(const Record& record) {
  Record& before = latest_[index(record.kind)];
  std::array<std::uint64_t, kMostNumbers> numbers{};
  numbers[0] = static_cast<std::uint64_t>(record.time_ms - now_ms_);
  numbers[1] = record.sequence - record.cause;
  std::size_t count = 2;
  for (const PageField& field : page_fields(record.kind)) {
    numbers[count++] = folded(shifted(record.*field.member) - shifted(before.*field.member));
  }
  std::size_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) bits |= std::size_t{numbers[i] != 0} << i;
  append_shape(record.kind, bits);
  for (std::size_t i = 0; i < count; ++i) {
    if (numbers[i] != 0) append_page_number(text_, numbers[i]);
  }
  now_ms_ = record.time_ms;
  before = record;
}

}  // namespace refreshsim
