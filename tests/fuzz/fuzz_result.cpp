// Any bytes as a result: what is read is the same as itself, and differs from another one.
#include "sim/incident/file_kind.h"
#include "sim/incident/result_report.h"
#include "tests/fuzz/target.h"

using namespace refreshsim;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  kind_of_file(text);
  const auto file = ResultFile::parse(text);
  if (!file) {
    fuzz::claim(!file.error().empty(), "a refusal has words");
    return 0;
  }
  fuzz::claim(!result_difference({"a", *file}, {"b", *file}).has_value(), "equal to itself");
  ResultFile other = *file;
  other.fingerprint ^= 1;
  for (Checkpoint& each : other.checkpoints) each.fingerprint ^= each.records % 2;
  const auto interval = parting_interval(*file, other);
  fuzz::claim(interval.has_value(), "another fingerprint is a difference");
  fuzz::claim(interval->equal < interval->differs, "it lies somewhere");
  fuzz::claim(result_difference({"a", *file}, {"b", other}).has_value(), "it is told");
  return 0;
}
