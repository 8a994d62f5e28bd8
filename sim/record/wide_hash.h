// XXH3 in wider registers than every processor has.
#pragma once

#include <cstddef>

namespace refreshsim {

/// Whether this processor can do it.
bool hashes_widely();
/// As XXH3_64bits_update(): the same state afterwards, in half the instructions (AVX2). Only if
/// hashes_widely(). `state` is an XXH3_state_t, a name that depends on how its header is included.
void update_widely(void* state, const void* bytes, std::size_t size);

}  // namespace refreshsim
