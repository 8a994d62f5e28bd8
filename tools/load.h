// Loading as commands do it.
#pragma once

#include <string>

#include "refreshsim/load.h"

namespace refreshsim::tools {

/// Everything that is wrong with a file, as text that ends in a line feed; nothing if it is right.
std::string complaints(const LoadResult& loaded);

}  // namespace refreshsim::tools
