#include <array>
#include <charconv>
#include <cmath>

#include "sim/scenario/render.h"
#include "sim/study/shard_file.h"
#include "sim/study/shard_format.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace refreshsim {
namespace {

std::string header_line(const Study& study, const Shard& shard, std::string_view version) {
  const auto number = [](std::size_t value) { return std::to_string(value); };
  return "{" + std::string(shard_format::kMagic) + ": " + number(shard_format::kVersion) +
         ", version: " + yaml_scalar(version) + ", study: " + yaml_scalar(study_hash(study)) +
         ", shard: " + number(shard.number) + ", shards: " + number(shard.of) +
         ", seed: " + yaml_scalar(std::to_string(study.seed)) +
         ", path: " + yaml_scalar(study.path) + ", name: " + yaml_scalar(study.name) +
         ", text: " + yaml_scalar(study.text) + "}\n";
}

}  // namespace

std::string text_hash(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += kHex[(hash >> shift) & 15U];
  return digits;
}

std::string study_hash(const Study& study) {
  return text_hash(study.text + "\nseed " + std::to_string(study.seed));
}

void write_shard(const Study& study, const Numbers& numbers, const Shard& shard,
                 std::string_view version, ByteSink& out) {
  std::string text = header_line(study, shard, version);
  for (std::size_t i = 0; i < study.strategies.size(); ++i) {
    for (std::size_t place = 0; place < numbers.count(i); ++place) {
      text += std::to_string(i) + ' ' + std::to_string(numbers.first() + place);
      for (std::size_t m = 0; m < study.metrics.size(); ++m) {
        const double value = numbers.of(i, m)[place];
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
        text += ' ';
        if (std::isnan(value)) {
          text += '-';
        } else {
          text.append(digits.data(), end.ptr);
        }
      }
      text += '\n';
    }
  }
  out.write(text + std::string(shard_format::kEnd) + text_hash(text) + "\n");
}

std::string study_to_send(const Study& study, std::string_view version) {
  StringSink bytes;
  write_shard(study, Numbers(study.strategies.size(), study.metrics.size()), {}, version, bytes);
  return bytes.text;
}

}  // namespace refreshsim
