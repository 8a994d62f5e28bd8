// Fetching memory before its turn.
#pragma once

namespace refreshsim {

/// Reads a thing so that it is in the cache when it is needed. A load, not a prefetch instruction:
/// processors drop those where the address translation misses too, as it does in a large fleet
/// (bench/README.md has the figures).
template <class Thing>
void touch(const Thing& thing) {
  static_cast<void>(*reinterpret_cast<const volatile unsigned char*>(&thing));
}

/// The same by the prefetch instruction, which waits for nothing.
template <class Thing>
void prefetch(const Thing& thing) {
  __builtin_prefetch(&thing, 1);
}

}  // namespace refreshsim
