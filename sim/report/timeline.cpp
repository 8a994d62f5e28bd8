#include "sim/report/timeline.h"

#include <array>
#include <charconv>

#include "sim/report/json_writer.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

constexpr std::array kTimelineFormats{
    TimelineFormat{".csv", "comma-separated values, with a header line", csv_timeline},
    TimelineFormat{".jsonl", "a JSON object a line", jsonl_timeline},
};

bool is_word(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || c == '"' || c == '=' || c == '\\') return false;
  }
  return !text.empty();
}

}  // namespace

std::span<const TimelineFormat> timeline_formats() { return kTimelineFormats; }

const TimelineFormat* timeline_format(std::string_view path) {
  for (const TimelineFormat& format : kTimelineFormats) {
    if (path.ends_with(format.ending)) return &format;
  }
  return nullptr;
}

void append_integer(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

void append_detail_value(std::string& out, std::string_view text) {
  if (is_word(text)) {
    out += text;
  } else {
    append_json_string(out, text);
  }
}

}  // namespace refreshsim
