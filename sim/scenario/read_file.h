// A file's bytes, or why there are none.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace refreshsim {

/// Reads a regular file, or standard input for `-`, up to 256 MB. The error is a sentence for the
/// user, without the path.
tl::expected<std::string, std::string> read_file(const std::string& path);

}  // namespace refreshsim
