// Timelines that are no text: unpacked to the lines that every reader knows.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace refreshsim {

/// Whether a file is packed, or a database, by its first bytes.
bool is_packed(std::string_view bytes);

/// The lines of a packed timeline: what was packed, or a database's records as JSON Lines. The
/// error is a sentence for the user, without the path.
tl::expected<std::string, std::string> unpacked_timeline(std::string_view bytes);

}  // namespace refreshsim
