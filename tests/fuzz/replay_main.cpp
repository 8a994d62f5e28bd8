// Runs a fuzz target on files and on all files below folders, without a fuzzer: so that what was
// found once is tried by every compiler.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/target.h"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void replay(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  refreshsim::fuzz::claim(file.good(), "the input can be read");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    for (const fs::path& path : files_below(argv[i])) {
      std::printf("%s\n", path.c_str());
      std::fflush(stdout);
      replay(path);
      ++count;
    }
  }
  refreshsim::fuzz::claim(count > 0, "there are inputs");
  return 0;
}
