// Any bytes as a scenario: it loads, or every complaint has a place and words.
#include "refreshsim/load.h"
#include "tests/fuzz/target.h"

using namespace refreshsim;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const LoadResult loaded = parse_scenario(fuzz::text_of(data, size));
  for (const Diagnostic& each : loaded.diagnostics) {
    fuzz::claim(!each.message.empty(), "a complaint has words");
    fuzz::claim(each.caret >= 0, "a caret stands in its line");
    fuzz::claim(describe(each).find(each.message) != std::string::npos, "they are shown");
  }
  return 0;
}
