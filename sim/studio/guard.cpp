#include "sim/studio/guard.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace refreshsim {
namespace {

constexpr std::array<std::string_view, 3> kLoopback{"127.0.0.1", "localhost", "::1"};
constexpr std::array<std::string_view, 2> kEverywhere{"0.0.0.0", "::"};
constexpr std::array<std::string_view, 2> kTextTypes{"application/yaml", "application/x-yaml"};

bool one_of(const auto& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

/// Without its port, and of an IPv6 address without the brackets.
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    return end == host.npos ? std::string_view() : host.substr(1, end - 1);
  }
  return host.substr(0, host.find(':'));
}

/// No name that somebody's DNS could let point anywhere.
bool is_address(std::string_view host) {
  const bool six = host.find(':') != host.npos;
  return !host.empty() && std::all_of(host.begin(), host.end(), [six](unsigned char c) {
    return std::isdigit(c) != 0 || c == '.' || (six && (std::isxdigit(c) != 0 || c == ':'));
  });
}

std::string media_type(std::string_view content_type) {
  std::string type = lower(content_type.substr(0, content_type.find(';')));
  while (type.ends_with(' ')) type.pop_back();
  return type;
}

}  // namespace

bool is_loopback(std::string_view host) { return one_of(kLoopback, host); }

bool names_server(std::string_view host, std::string_view listening) {
  const std::string name = lower(without_port(host));
  if (one_of(kLoopback, name) || name == lower(listening)) return true;
  return one_of(kEverywhere, listening) && is_address(name);
}

WebAnswer guard(const WebRequest& head, std::string_view listening) {
  if (!names_server(head.host, listening)) {
    return told(403, "this is not the server that the request names in Host");
  }
  if (!head.origin.empty() && lower(head.origin) != "http://" + lower(head.host)) {
    return told(403, "a page of another site asks (Origin), and gets nothing");
  }
  if (head.method != "POST") return {};
  if (!one_of(kTextTypes, media_type(head.content_type))) {
    return told(415, "a scenario is sent as application/yaml");
  }
  if (!head.encoding.empty()) return told(415, "a scenario is sent as it is, not packed");
  return {};
}

}  // namespace refreshsim
