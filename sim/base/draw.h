// Keyed draws: a draw is a pure function of what it is for, never of when it is made (model.md,
// section 1; DRAWS.md). So two strategies under one seed meet the same slow instances and the same
// failures, and an added event shifts no other draw.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace refreshsim {

/// What a draw is for. The value is part of its key.
enum class Purpose : std::uint32_t {
  step_duration = 0,
  surge_step_duration = 1,
  fault = 2,
  surge_fault = 3,
  reaction_time = 4,
  request_id = 5,  ///< only for the answers' RequestId; decides nothing
  resample = 6,    ///< of a study's bootstrap; no run draws it
};

/// All that a draw depends on, beside seed and replica.
struct DrawKey {
  Purpose purpose = Purpose::step_duration;
  std::uint32_t place = 0;     ///< the step, or the fault's or call's place in the file
  std::uint32_t subject = 0;   ///< the instance's ordinal, or the surge place's
  std::uint32_t activity = 0;  ///< its ordinal within its group, from 1
  std::uint32_t attempt = 0;   ///< from 1

  bool differs_in_subject_only(const DrawKey& other) const {
    return purpose == other.purpose && place == other.place && activity == other.activity &&
           attempt == other.attempt;
  }
};

/// The draws of one replica under one seed.
class Draws {
 public:
  Draws() = default;
  Draws(std::uint64_t seed, std::uint32_t replica) : seed_(seed), replica_(replica) {}

  /// 64 uniform bits.
  std::uint64_t bits(const DrawKey& key) const;
  /// The bits of the key's subject and of those that follow it, one each.
  void bits(DrawKey key, std::span<std::uint64_t> out) const;
  /// Whether something of probability p (0 to 1) happens.
  bool happens(double p, const DrawKey& key) const;

 private:
  std::uint64_t seed_ = 1;
  std::uint32_t replica_ = 0;
};

/// Draws that differ in their subjects, which mostly follow one another: as soon as they do, some
/// are made together.
class DrawsInARow {
 public:
  void reset(const Draws& draws) {
    draws_ = draws;
    made_ = 0;
  }
  /// As Draws::bits.
  std::uint64_t bits(const DrawKey& key);

 private:
  Draws draws_;
  DrawKey first_;
  std::uint32_t made_ = 0;
  std::array<std::uint64_t, 32> bits_{};
};

/// The 53 upper bits as a number in [0, 1).
inline double unit(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

}  // namespace refreshsim
