#include "tools/load.h"

namespace refreshsim::tools {

std::string complaints(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& each : diagnostics) {
    text += describe(each);
    if (!text.ends_with('\n')) text += '\n';
  }
  return text;
}

std::string complaints(const LoadResult& loaded) { return complaints(loaded.diagnostics); }

}  // namespace refreshsim::tools
