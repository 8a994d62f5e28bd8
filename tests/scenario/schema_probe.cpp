// For schema_agreement.py: without arguments prints the schema; for a file of documents that are
// parted by lines `---`, prints for each a line `good`, or `bad` with the first error.
#include <fstream>
#include <iostream>
#include <string>

#include "refreshsim/load.h"
#include "sim/scenario/schema.h"

namespace {

void judge(const std::string& text) {
  const refreshsim::LoadResult result = refreshsim::parse_scenario(text);
  if (result.ok()) {
    std::cout << "good\n";
  } else {
    std::cout << "bad " << result.diagnostics.front().message << '\n';
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cout << refreshsim::scenario_schema();
    return 0;
  }
  std::ifstream file(arguments[1]);
  std::string document;
  for (std::string line; std::getline(file, line);) {
    if (line == "---") {
      judge(document);
      document.clear();
    } else {
      document += line + '\n';
    }
  }
  judge(document);
  return file.bad() ? 1 : 0;
}
