#include "sim/study/study_reports.h"

#include <array>
#include <charconv>
#include <cmath>

namespace refreshsim {
namespace {

/// A field of CSV, in quotes if it must be.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::span<const StudyFormat> study_formats() {
  static constexpr std::array kFormats{StudyFormat{"text", write_study_text},
                                       StudyFormat{"md", write_study_markdown},
                                       StudyFormat{"json", write_study_json}};
  return kFormats;
}

void write_replicas(const Study& study, const Numbers& numbers, ByteSink& out) {
  std::string line = "strategy,replica";
  for (const StudyMetric& each : study.metrics) line += "," + field(each.name);
  out.write(line + "\n");
  for (std::size_t i = 0; i < study.strategies.size(); ++i) {
    const std::string name = field(study.strategies[i].name);
    for (std::size_t place = 0; place < numbers.count(i); ++place) {
      line = name + "," + std::to_string(numbers.first() + place);
      for (std::size_t m = 0; m < study.metrics.size(); ++m) {
        line += ',';
        const double value = numbers.of(i, m)[place];
        if (std::isnan(value)) continue;
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
        line.append(digits.data(), end.ptr);
      }
      line += '\n';
      out.write(line);
    }
  }
}

}  // namespace refreshsim
