#include "sim/incident/record_digests.h"

#include <fmt/format.h>

#include <charconv>

#include "sim/report/timeline.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace refreshsim {
namespace {

constexpr std::size_t kMostDigests = 4096;
constexpr std::size_t kDigits = 4;
constexpr std::size_t kInALine = 16;

}  // namespace

struct RecordDigests::State {
  explicit State(const Scenario& scenario) : timeline(jsonl_timeline(scenario, told)) {
    XXH3_64bits_reset(&hash);
  }
  StringSink told;
  std::unique_ptr<RecordSink> timeline;
  XXH3_state_t hash;
};

RecordDigests::RecordDigests(const Scenario& scenario)
    : state_(std::make_unique<State>(scenario)) {}

RecordDigests::~RecordDigests() = default;

void RecordDigests::hear(std::span<const Record> records) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    state_->told.text.clear();
    state_->timeline->hear(records.subspan(i, 1));
    XXH3_64bits_update(&state_->hash, state_->told.text.data(), state_->told.text.size());
    if (++records_ % spacing_ != 0) continue;
    values_.push_back(static_cast<std::uint16_t>(XXH3_64bits_digest(&state_->hash)));
    if (values_.size() <= kMostDigests) continue;
    // Every second one stays.
    for (std::size_t k = 0; 2 * k + 1 < values_.size(); ++k) values_[k] = values_[2 * k + 1];
    values_.resize(values_.size() / 2);
    spacing_ *= 2;
  }
}

std::vector<std::string> RecordDigests::lines() const {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (i % kInALine == 0) all.emplace_back();
    all.back() += fmt::format("{}{:04x}", i % kInALine == 0 ? "" : " ", values_[i]);
  }
  return all;
}

std::vector<std::uint16_t> digests_in(std::string_view line) {
  std::vector<std::uint16_t> all;
  for (std::size_t at = 0; at + kDigits <= line.size(); at += kDigits + 1) {
    std::uint16_t value = 0;
    const char* end = line.data() + at + kDigits;
    if (std::from_chars(line.data() + at, end, value, 16).ptr == end) all.push_back(value);
  }
  return all;
}

std::optional<PartingInterval> parting_of(const std::vector<std::uint16_t>& kept,
                                          std::uint64_t records, const RecordDigests& other) {
  std::uint64_t spacing = 1;
  while (records / spacing > kMostDigests) spacing *= 2;
  PartingInterval interval;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const std::uint64_t count = (i + 1) * spacing;
    const std::size_t place = count / other.spacing() - 1;
    if (count % other.spacing() != 0) continue;
    if (place >= other.values().size()) break;
    interval.differs = count;
    if (kept[i] != other.values()[place]) return interval;
    interval.equal = count;
  }
  return std::nullopt;
}

}  // namespace refreshsim
