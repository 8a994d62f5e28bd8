// Bytes over a socket of this machine, for requests that no library would send.
#pragma once

#include <string>
#include <string_view>

namespace refreshsim {

class Connection {
 public:
  explicit Connection(int port, const std::string& address = "127.0.0.1");
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool open() const { return socket_ >= 0; }
  /// What can't be sent any more is left out: the other end may have heard enough.
  void send(std::string_view bytes) const;
  /// All that comes until the other end closes.
  std::string receive() const;

 private:
  int socket_ = -1;
};

/// A request's head with these further lines, and its body.
std::string http(const std::string& method_and_path, const std::string& headers,
                 std::string_view body = "");

/// The number in the first line of an answer; 0 if there is none.
int status_of(const std::string& answer);

}  // namespace refreshsim
