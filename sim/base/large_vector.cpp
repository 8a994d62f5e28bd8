#include "sim/base/large_vector.h"

#include <sys/mman.h>

namespace refreshsim {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;

}  // namespace

void* allocate_large(std::size_t bytes) {
  const std::size_t rounded = (bytes + kHugePage - 1) / kHugePage * kHugePage;
  void* memory = ::operator new (rounded, std::align_val_t{kHugePage});
#ifdef MADV_HUGEPAGE
  madvise(memory, rounded, MADV_HUGEPAGE);  // a wish: refused, the memory serves as well
#endif
  return memory;
}

void free_large(void* memory) { ::operator delete (memory, std::align_val_t{kHugePage}); }

}  // namespace refreshsim
