#include "tools/load.h"

namespace refreshsim::tools {

std::string complaints(const LoadResult& loaded) {
  std::string text;
  for (const Diagnostic& each : loaded.diagnostics) {
    text += describe(each);
    if (!text.ends_with('\n')) text += '\n';
  }
  return text;
}

}  // namespace refreshsim::tools
