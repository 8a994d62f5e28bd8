#include "sim/report/numbers.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "sim/report/utf8.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

struct Entry {
  std::string label;
  std::string value;
};

std::string length_or(const std::optional<std::int64_t>& ms, std::string_view none) {
  return ms ? length_words(*ms) : std::string(none);
}

std::string since_trouble(const std::optional<std::int64_t>& ms, bool trouble) {
  if (ms == 0) return "at once";
  return length_or(ms, trouble ? "never" : "no trouble");
}

std::string length_or_none(std::int64_t ms) { return ms == 0 ? "none" : length_words(ms); }

std::string range(const Level& level) {
  if (!level.min || !level.max) return "none";
  return count_words(*level.min) + " to " + count_words(*level.max);
}

// Read down the left column, then down the right one.
std::vector<Entry> entries(const GroupStatistics& of, bool trouble) {
  const std::string downtime =
      length_or(of.downtime_ms.p50, "none") + " / " + length_or(of.downtime_ms.max, "none");
  std::vector<Entry> list{
      {"availability", percent_words(of.availability)},
      {"lost capacity", instance_time_words(of.lost_capacity_ms)},
      {"bad exposure", instance_time_words(of.bad_exposure_ms)},
      {"serving", range(of.serving)},
      {"blast radius", plural(of.blast_radius.value_or(0), "instance")},
      {"time to detect", since_trouble(of.time_to_detect_ms, trouble)},
      {"time to recover", since_trouble(of.time_to_recover_ms, trouble)},
      {"mixed versions", length_or_none(of.mixed_version_ms)},
      {"surge cost", instance_time_words(of.surge_cost_ms)},
      {"downtime median/max", downtime},
  };
  for (const auto& [threshold, length] : of.below_ms) {
    list.push_back({"below " + threshold, length_or_none(length)});
  }
  return list;
}

std::string cell(const Entry& entry, int label_columns, int columns, const Look& look) {
  const std::string label = shortened(printable(entry.label, look.utf8), label_columns, look.utf8);
  const auto gap = [](int count) {
    return std::string(static_cast<std::size_t>(std::max(count, 1)), ' ');
  };
  return paint(look, Ink::faint, label) + gap(label_columns + 1 - column_count(label)) +
         paint(look, Ink::strong, entry.value) +
         gap(columns - label_columns - 1 - column_count(entry.value));
}

}  // namespace

std::string numbers(const GroupStatistics& statistics, bool trouble, const Look& look) {
  constexpr int kLeftLabel = 14;
  constexpr int kRightLabel = 21;
  const std::vector<Entry> list = entries(statistics, trouble);
  const std::size_t rows = (list.size() + 1) / 2;
  const int left = (look.width - 2) / 2;
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    std::string line = "  " + cell(list[row], kLeftLabel, left, look);
    if (row + rows < list.size()) line += cell(list[row + rows], kRightLabel, left, look);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace refreshsim
