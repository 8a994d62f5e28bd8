// What the fuzz targets share: the entry point, and a claim that stays on.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace refreshsim::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Ends the process, so that the fuzzer keeps the input.
inline void claim(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "claim does not hold: %s\n", what);
  std::abort();
}

}  // namespace refreshsim::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
