// Fetching memory before its turn.
#pragma once

namespace refreshsim {

/// Asks for a thing's memory before it is needed, and waits for nothing. The empty statement counts
/// as an effect: without it g++ takes functions that do nothing but this for functions that do
/// nothing, and leaves out their calls.
template <class Thing>
void prefetch(const Thing& thing) {
  __builtin_prefetch(&thing, 1);
  asm volatile("");
}

}  // namespace refreshsim
