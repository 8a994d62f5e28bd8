// A file's bytes, or why there are none.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace refreshsim {

/// Files beyond this are no scenarios: 256 MB.
inline constexpr std::size_t kLargestFile = std::size_t{256} << 20;
inline constexpr const char* kTooLarge = "larger than 256 MB; a scenario is a text file";

/// Reads a regular file, or standard input for `-`, up to so many bytes. The error is a sentence
/// for the user, without the path.
tl::expected<std::string, std::string> read_file(const std::string& path,
                                                 std::size_t largest = kLargestFile);

}  // namespace refreshsim
