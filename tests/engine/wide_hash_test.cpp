// The fingerprint's hash in wider registers (sim/record/wide_hash.h).
#include "sim/record/wide_hash.h"

#include <gtest/gtest.h>

#include <vector>

#include "refreshsim/record.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace refreshsim {
namespace {

std::vector<Record> some_records(std::size_t count) {
  std::vector<Record> records(count);
  for (std::size_t i = 0; i < count; ++i) {
    records[i].sequence = i;
    records[i].time_ms = static_cast<std::int64_t>(i * i);
    records[i].subject = static_cast<std::uint32_t>(i * 2'654'435'761u);
  }
  return records;
}

TEST(WideHash, IsTheNarrowOneInPortionsOfAnySize) {
  if (!hashes_widely()) GTEST_SKIP() << "this processor has no AVX2";
  const std::vector<Record> records = some_records(1000);
  for (const std::size_t portion : {1u, 3u, 4u, 5u, 16u, 17u, 64u, 256u, 1000u}) {
    XXH3_state_t wide, narrow;
    XXH3_64bits_reset(&wide);
    XXH3_64bits_reset(&narrow);
    for (std::size_t at = 0; at + portion <= records.size(); at += portion) {
      update_widely(&wide, &records[at], portion * sizeof(Record));
      XXH3_64bits_update(&narrow, &records[at], portion * sizeof(Record));
      ASSERT_EQ(XXH3_64bits_digest(&wide), XXH3_64bits_digest(&narrow)) << portion << ' ' << at;
    }
  }
}

}  // namespace
}  // namespace refreshsim
