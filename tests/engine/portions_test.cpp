// The portions in which sinks hear records (sim/engine/fact_stream.h).
#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "sim/engine/fact_stream.h"

namespace refreshsim {
namespace {

/// Remembers how many records each portion had, and the records' causes.
class Portions : public RecordSink {
 public:
  void hear(std::span<const Record> records) override {
    sizes.push_back(records.size());
    for (const Record& each : records) causes.push_back(each.cause);
  }
  std::size_t heard() const { return std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}); }

  std::vector<std::size_t> sizes;
  std::vector<std::uint64_t> causes;
};

TEST(FactStreamPortions, AreHandedOverWhenFullAndTheRestWhenFlushed) {
  Portions portions;
  FactStream facts;
  facts.reset({&portions});
  while (portions.sizes.empty() && facts.next() < 100'000) facts.emit_root({});
  ASSERT_EQ(portions.sizes.size(), 1U) << "nobody flushed, and still it was heard";
  const std::size_t full = portions.sizes[0];
  EXPECT_EQ(full, facts.next()) << "whole, at once";
  EXPECT_GT(full, 1U) << "not one by one";
  facts.emit_root({});
  EXPECT_EQ(portions.heard(), full);
  facts.flush();
  EXPECT_EQ(portions.heard(), full + 1);
}

TEST(FactStreamPortions, SequencesAndCausesGoOnAcrossThem) {
  Portions portions;
  FactStream facts;
  facts.reset({&portions});
  EXPECT_EQ(facts.emit_root({}), 0U);
  for (std::uint64_t i = 1; i < 1'000; ++i) {
    if (i % 100 == 0) facts.flush();
    ASSERT_EQ(facts.emit({}, i / 2), i) << "returns its own sequence";
  }
  EXPECT_EQ(facts.emit_root({}), 1'000U);
  facts.flush();
  ASSERT_EQ(portions.causes.size(), 1'001U);
  for (std::uint64_t i = 1; i < 1'000; ++i) ASSERT_EQ(portions.causes[i], i / 2);
  EXPECT_EQ(portions.causes[1'000], 1'000U) << "a root is its own cause";
}

TEST(FactStreamPortions, AddingStampsOverWhatTheRecordSaid) {
  FactStream facts;
  Portions portions;
  facts.reset({&portions});
  facts.advance_to(7);
  facts.emit_root({.time_ms = 99, .sequence = 99, .cause = 99});
  EXPECT_EQ(facts.last_ms(), 7);
  facts.flush();
  EXPECT_EQ(portions.causes, std::vector<std::uint64_t>{0});
}

}  // namespace
}  // namespace refreshsim
