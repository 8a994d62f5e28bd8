// Vectors for a million things and more. Memory of several megabytes is asked for in huge pages: a
// loop that is bound by memory then misses the address translation hardly ever (bench/README.md).
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace refreshsim {

/// Memory on a boundary of 2 MiB, in huge pages where the system has them; throws std::bad_alloc.
void* allocate_large(std::size_t bytes);
void free_large(void* memory);

template <class T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <class Other>
  LargePages(const LargePages<Other>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes >= kLarge) return static_cast<T*>(allocate_large(bytes));
    return static_cast<T*>(::operator new (bytes, std::align_val_t{alignof(T)}));
  }
  void deallocate(T* memory, std::size_t count) {
    if (count * sizeof(T) >= kLarge) return free_large(memory);
    ::operator delete (memory, std::align_val_t{alignof(T)});
  }
  friend bool operator==(const LargePages&, const LargePages&) { return true; }

 private:
  static constexpr std::size_t kLarge = std::size_t{4} << 20;
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

/// How many to ask memory for, when most but perhaps not all of them are there from the beginning:
/// growing would need twice as much again for a while, and what is not touched takes no memory.
constexpr std::size_t with_room(std::size_t many) { return many + many / 8; }

}  // namespace refreshsim
