// Sorting many numbers that are known all at once: cheaper, each, than keeping them in a heap.
#pragma once

#include <cstdint>

#include "sim/base/large_vector.h"

namespace refreshsim {

/// Sorts 64-bit numbers whose lower halves ascend as they stand. `spare` is memory that is used
/// again; what it holds is lost.
void radix_sort(LargeVector<std::uint64_t>& numbers, LargeVector<std::uint64_t>& spare);

}  // namespace refreshsim
