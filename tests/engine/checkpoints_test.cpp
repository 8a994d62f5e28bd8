// The prefixes whose fingerprints a result holds (sim/record/fingerprint.h).
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "sim/record/fingerprint.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMost = 32;
constexpr std::uint64_t kFirst = 16;

std::vector<std::uint64_t> places_after(std::uint64_t records, std::size_t portion = 1) {
  const Scenario scenario;
  Fingerprint fingerprint;
  fingerprint.reset(scenario);
  const std::vector<Record> some(portion);
  for (std::uint64_t i = 0; i < records; i += portion) fingerprint.hear(some);
  std::vector<std::uint64_t> places;
  for (const Checkpoint& each : fingerprint.checkpoints()) places.push_back(each.records);
  return places;
}

std::vector<std::uint64_t> every(std::uint64_t spacing, std::size_t count) {
  std::vector<std::uint64_t> places;
  for (std::size_t i = 1; i <= count; ++i) places.push_back(i * spacing);
  return places;
}

TEST(Checkpoints, StandAtEverySixteenthRecordUpToThirtyTwoOfThem) {
  EXPECT_EQ(places_after(kFirst - 1), every(kFirst, 0));
  EXPECT_EQ(places_after(kFirst), every(kFirst, 1));
  EXPECT_EQ(places_after(kFirst * kMost), every(kFirst, kMost));
}

TEST(Checkpoints, AreTwiceAsFarApartWhenThereWouldBeMore) {
  EXPECT_EQ(places_after(kFirst * (kMost + 1)), every(2 * kFirst, kMost / 2));
  EXPECT_EQ(places_after(2 * kFirst * kMost), every(2 * kFirst, kMost));
  EXPECT_EQ(places_after(2 * kFirst * (kMost + 1)), every(4 * kFirst, kMost / 2));
}

TEST(Checkpoints, DoNotDependOnThePortionsInWhichRecordsCome) {
  EXPECT_EQ(places_after(1'000, 250), places_after(1'000));
}

}  // namespace
}  // namespace refreshsim
