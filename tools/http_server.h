// HTTP for the studio: a thin server over sockets, which leaves every decision to a WebHandler.
//
// It is a module of its own (refreshsim_http.so) that only `serve` loads: the library that it is
// made with brings OpenSSL along, whose start costs every other command more than its work.
#pragma once

#include <memory>
#include <string>

#include "sim/studio/web.h"

namespace refreshsim::tools {

class HttpServer {
 public:
  virtual ~HttpServer() = default;
  /// Listens there, on a free port for 0. Returns the port, 0 if that can't be.
  virtual int bind(const std::string& host, int port) = 0;
  /// Answers until stop(), which another thread calls.
  virtual void serve(WebHandler& handler) = 0;
  virtual void stop() = 0;
};

/// The module's one symbol, and what it is called there.
using MakeHttpServer = HttpServer* (*)();
inline constexpr const char* kMakeHttpServer = "refreshsim_make_http_server";

/// Loads the module from beside the program, or from where it is installed. Nothing, and why, if
/// this build has none.
std::unique_ptr<HttpServer> load_http_server(std::string& why);

}  // namespace refreshsim::tools
