// Any bytes as a shard of a study, with the hash that its last line must hold.
#include "sim/study/shard_file.h"
#include "sim/study/shard_format.h"
#include "tests/fuzz/target.h"

using namespace refreshsim;

namespace {

/// The same with a last line that fits, so that the hash hides nothing from the fuzzer.
std::string sealed(std::string_view text) {
  const std::size_t last = text.rfind("\n" + std::string(shard_format::kEnd));
  std::string body(text.substr(0, last == std::string_view::npos ? text.size() : last));
  body += '\n';
  const std::string hash = text_hash(body);
  return body + std::string(shard_format::kEnd) + hash + "\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  for (const std::string& bytes : {std::string(text), sealed(text)}) {
    const auto merged = merge_shards({{"shard", bytes}}, "0.1.0");
    fuzz::claim(merged.has_value() || !merged.error().empty(), "a refusal has words");
  }
  return 0;
}
