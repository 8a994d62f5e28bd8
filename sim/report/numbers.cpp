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

std::string count_or_none(const std::optional<std::int64_t>& instances) {
  return instances.value_or(0) == 0 ? "none" : plural(*instances, "instance");
}

std::string range(const Level& level) {
  if (!level.min || !level.max) return "none";
  const std::string most = count_words(*level.max);
  return *level.min == *level.max ? most : count_words(*level.min) + " to " + most;
}

// What it cost.
std::vector<Entry> costs(const GroupStatistics& of) {
  std::vector<Entry> list{{"availability", percent_words(of.availability)},
                          {"lost capacity", instance_time_words(of.lost_capacity_ms)},
                          {"bad exposure", instance_time_words(of.bad_exposure_ms)},
                          {"surge cost", instance_time_words(of.surge_cost_ms)},
                          {"mixed versions", length_or_none(of.mixed_version_ms)}};
  for (const auto& [threshold, length] : of.below_ms) {
    list.push_back({"below " + threshold, length_or_none(length)});
  }
  return list;
}

// How it went.
std::vector<Entry> course(const GroupStatistics& of, bool trouble) {
  const std::string downtime =
      length_or(of.downtime_ms.p50, "none") + " / " + length_or(of.downtime_ms.max, "none");
  return {{"serving", range(of.serving)},
          {"blast radius", count_or_none(of.blast_radius)},
          {"time to detect", since_trouble(of.time_to_detect_ms, trouble)},
          {"time to recover", since_trouble(of.time_to_recover_ms, trouble)},
          {"downtime p50/max", downtime}};
}

std::string cell(const Entry& entry, int label_columns, int columns, const Look& look) {
  const auto padded = [](std::string text, int width, const std::string& shown) {
    const int gap = std::max(width - column_count(text), 1);
    return shown + std::string(static_cast<std::size_t>(gap), ' ');
  };
  const std::string label = shortened(printable(entry.label, look.utf8), label_columns, look.utf8);
  const int room = columns - label_columns - 1;
  const std::string value = shortened(entry.value, room, look.utf8);
  return padded(label, label_columns + 1, paint(look, Ink::faint, label)) +
         padded(value, room, paint(look, Ink::strong, value));
}

}  // namespace

std::string numbers(const GroupStatistics& statistics, bool trouble, const Look& look) {
  constexpr int kLeftLabel = 14;
  constexpr int kRightLabel = 16;
  const std::vector<Entry> left = costs(statistics);
  const std::vector<Entry> right = course(statistics, trouble);
  const int columns = (look.width - 2) / 2;
  std::string text;
  for (std::size_t row = 0; row < std::max(left.size(), right.size()); ++row) {
    std::string line = "  ";
    if (row < left.size()) line += cell(left[row], kLeftLabel, columns, look);
    if (row < right.size()) line += cell(right[row], kRightLabel, columns, look);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace refreshsim
