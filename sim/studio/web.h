// What the studio is asked and what it answers, whatever carries it over a socket.
#pragma once

#include <string>
#include <string_view>

namespace refreshsim {

/// A request as it came. What it has not is empty.
struct WebRequest {
  std::string method;
  std::string path;
  std::string host;          ///< the Host header: what the browser thinks whom it asks
  std::string origin;        ///< the Origin header: whose page asks
  std::string content_type;  ///< of the body
  std::string encoding;      ///< Content-Encoding of the body
  std::string file;          ///< what the body's text is called, as a file would be
  std::string page;          ///< names the page that asks, so that its newer run ends its older one
  std::string body;
};

struct WebAnswer {
  int status = 200;
  std::string type;  ///< Content-Type
  std::string body;
};

/// A status with a sentence for whoever asked.
WebAnswer told(int status, std::string_view sentence);

/// Answers requests, of several threads at once.
class WebHandler {
 public:
  virtual ~WebHandler() = default;
  /// The longest body that it takes, in bytes.
  virtual std::size_t most_bytes() const = 0;
  /// Whether a request may be read at all, told from its head; status 200: it may.
  virtual WebAnswer admit(const WebRequest& head) const = 0;
  virtual WebAnswer answer(const WebRequest& request) = 0;
};

}  // namespace refreshsim
