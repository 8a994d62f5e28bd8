// Who may ask the studio: its own page and programs of the machine's users, no page of another
// site.
//
// Any page that a browser shows can send requests to 127.0.0.1, and one whose name its owner lets
// point there (DNS rebinding) can read the answers too. Such a request names that site in Host or
// in Origin, and a browser lets no page change these.
#pragma once

#include <string>
#include <string_view>

#include "sim/studio/web.h"

namespace refreshsim {

/// Why a request is refused that is for or from another site, or whose text is of no kind that only
/// this page or a program can send; status 200: it is not.
WebAnswer guard(const WebRequest& head, std::string_view listening);

/// Whether a Host header names a server that listens there: this machine's loopback, the host that
/// it was told, or any address in numbers if it was told to listen on all of them. Of ports it says
/// nothing: a tunnel may end at another one.
bool names_server(std::string_view host, std::string_view listening);

/// Whether only the machine itself reaches a server that listens there.
bool is_loopback(std::string_view host);

}  // namespace refreshsim
