// Any bytes as a timeline: what is read can be told, compared and is the same as itself.
#include "sim/incident/file_kind.h"
#include "sim/incident/packed_timeline.h"
#include "sim/incident/timeline_report.h"
#include "tests/fuzz/target.h"

using namespace refreshsim;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(fuzz::text_of(data, size));
  if (is_packed(text)) {
    const auto lines = unpacked_timeline(text);
    fuzz::claim(lines.has_value() || !lines.error().empty(), "a refusal has words");
    text = lines.value_or("");
  }
  kind_of_file(text);
  const auto whole = TimelineFile::parse(text);
  if (!whole) {
    fuzz::claim(!whole.error().empty(), "a refusal has words");
    return 0;
  }
  fuzz::claim(!timeline_difference({"a", *whole}, {"b", *whole}).has_value(), "equal to itself");
  const auto half = TimelineFile::parse(text.substr(0, text.size() / 2));
  if (half) timeline_difference({"a", *half}, {"b", *whole});
  return 0;
}
