// Any bytes as a study.
#include "sim/study/study.h"
#include "tests/fuzz/target.h"

using namespace refreshsim;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const StudyResult loaded = parse_study(std::string(fuzz::text_of(data, size)), "study.yaml");
  for (const Diagnostic& each : loaded.diagnostics) {
    fuzz::claim(!each.message.empty(), "a complaint has words");
    fuzz::claim(!describe(each).empty(), "it is shown");
  }
  return 0;
}
