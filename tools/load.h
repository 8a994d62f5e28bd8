// Loading as commands do it.
#pragma once

#include <string>

#include "refreshsim/load.h"
#include "sim/base/check.h"

namespace refreshsim::tools {

/// Everything that is wrong with a file, as text that ends in a line feed; nothing if it is right.
std::string complaints(const std::vector<Diagnostic>& diagnostics);
std::string complaints(const LoadResult& loaded);

/// Does something with a file; a defect of the program on the way names the file.
template <class Work>
auto naming(const std::string& path, Work work) {
  try {
    return work();
  } catch (const Defect& defect) {
    throw Defect(path + ": " + defect.what());
  }
}

}  // namespace refreshsim::tools
