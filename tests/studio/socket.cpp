#include "tests/studio/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace refreshsim {

Connection::Connection(int port, const std::string& address) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, address.c_str(), &to.sin_addr);
  socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) == 0) return;
  ::close(socket_);
  socket_ = -1;
}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

void Connection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string Connection::receive() const {
  std::string all;
  char part[4096];
  for (ssize_t got = 0; (got = ::recv(socket_, part, sizeof(part), 0)) > 0;) {
    all.append(part, static_cast<std::size_t>(got));
  }
  return all;
}

std::string http(const std::string& method_and_path, const std::string& headers,
                 std::string_view body) {
  std::string text = method_and_path + " HTTP/1.1\r\n" + headers;
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + std::string(body);
}

int status_of(const std::string& answer) {
  const std::size_t blank = answer.find(' ');
  return blank == std::string::npos ? 0 : std::atoi(answer.c_str() + blank);
}

}  // namespace refreshsim
