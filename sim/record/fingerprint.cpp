#include "sim/record/fingerprint.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <new>
#include <string_view>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "sim/record/wide_hash.h"

namespace refreshsim {
namespace {

constexpr std::string_view kFormat = "refreshsim records 1";

template <class Number>
unsigned char* put(unsigned char* to, Number value) {
  for (std::size_t i = 0; i < sizeof value; ++i) {
    *to++ = static_cast<unsigned char>(value >> (8 * i));
  }
  return to;
}

/// The members in order, little-endian; on a little-endian machine that is how they lie in memory.
void encode(const Record& record, unsigned char* to) {
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(to, &record, sizeof record);
    return;
  }
  to = put(to, static_cast<std::uint64_t>(record.time_ms));
  to = put(to, record.sequence);
  to = put(to, record.cause);
  to = put(to, static_cast<std::uint32_t>(record.kind));
  for (const std::uint32_t word : {record.group, record.subject, record.part, record.from,
                                   record.to, record.a, record.b, record.c, record.d}) {
    to = put(to, word);
  }
}

void update_narrowly(void* state, const void* bytes, std::size_t size) {
  XXH3_64bits_update(static_cast<XXH3_state_t*>(state), bytes, size);
}

}  // namespace

struct Fingerprint::State {
  XXH3_state_t hash;

  void add(std::string_view text) {
    std::array<unsigned char, 8> size{};
    put(size.data(), static_cast<std::uint64_t>(text.size()));
    XXH3_64bits_update(&hash, size.data(), size.size());
    XXH3_64bits_update(&hash, text.data(), text.size());
  }
};

Fingerprint::Fingerprint() : state_(std::make_unique<State>()) { XXH3_64bits_reset(&state_->hash); }

Fingerprint::~Fingerprint() = default;

void Fingerprint::reset(const Scenario& scenario) {
  XXH3_64bits_reset(&state_->hash);
  checkpoints_.clear();
  records_ = 0;
  spacing_ = kFirstSpacing;
  state_->add(kFormat);
#ifdef REFRESHSIM_CANARY_POINTER_HASH  // wrong on purpose: tools/determinism must catch it
  state_->add(std::to_string(reinterpret_cast<std::uintptr_t>(state_.get())));
#endif
  for (std::size_t i = 0; i < scenario.symbols.size(); ++i) {
    state_->add(scenario.symbols.text(SymbolId{i}));
  }
  for (const std::string& zone : scenario.zones) state_->add(zone);
  for (const LaunchConfiguration& each : scenario.configurations) state_->add(each.id);
  for (const ScalingGroup& each : scenario.groups) state_->add(each.id);
  for (const std::string& name : scenario.activity_names) state_->add(name);
}

/// Cut at the checkpoints, so that they don't depend on the portions in which records come.
void Fingerprint::hear(std::span<const Record> records) {
  while (!records.empty()) {
    const std::uint64_t left = spacing_ - records_ % spacing_;
    const std::size_t portion = std::min<std::uint64_t>(left, records.size());
    add(records.first(portion));
    records = records.subspan(portion);
    records_ += portion;
    if (portion == left) mark();
  }
}

/// Twice as far apart when there are too many: every second one stays.
void Fingerprint::mark() {
  checkpoints_.push_back({records_, value()});
  if (checkpoints_.size() <= kMostCheckpoints) return;
  spacing_ *= 2;
  std::erase_if(checkpoints_,
                [this](const Checkpoint& each) { return each.records % spacing_ != 0; });
}

void Fingerprint::add(std::span<const Record> records) {
  if constexpr (std::endian::native == std::endian::little) {
    static const auto update = hashes_widely() ? update_widely : update_narrowly;
    return update(&state_->hash, records.data(), records.size_bytes());
  }
  for (const Record& record : records) {
    std::array<unsigned char, sizeof(Record)> bytes{};
    encode(record, bytes.data());
    XXH3_64bits_update(&state_->hash, bytes.data(), bytes.size());
  }
}

std::uint64_t Fingerprint::value() const { return XXH3_64bits_digest(&state_->hash); }

}  // namespace refreshsim
