// The library's own code once more, compiled for AVX2 (CMakeLists.txt). Nothing that other sources
// share may be in here: the linker could take this version of it for all.
#include "sim/record/wide_hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace refreshsim {

bool hashes_widely() {
#ifdef __AVX2__
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

void update_widely(void* state, const void* bytes, std::size_t size) {
  XXH3_64bits_update(static_cast<XXH3_state_t*>(state), bytes, size);
}

}  // namespace refreshsim
