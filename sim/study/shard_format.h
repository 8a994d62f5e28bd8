// What the writer and the reader of shards share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/study/study.h"

namespace refreshsim {

namespace shard_format {
inline constexpr std::string_view kMagic = "refreshsim_shard";
inline constexpr std::size_t kVersion = 1;
inline constexpr std::string_view kEnd = "end ";
}  // namespace shard_format

/// 16 hexadecimal digits.
std::string text_hash(std::string_view text);
/// Of all that decides a study's numbers.
std::string study_hash(const Study& study);

}  // namespace refreshsim
