// The module that serves HTTP: cpp-httplib's server, each connection for one request.
#include "tools/http_server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <memory>
#include <thread>

namespace refreshsim::tools {
namespace {

// Browsers open connections ahead of time; a silent one keeps a thread for so long and no more.
constexpr std::size_t kThreads = 16;
constexpr time_t kPatience_s = 5;

WebRequest head_of(const httplib::Request& from) {
  WebRequest head;
  head.method = from.method == "HEAD" ? "GET" : from.method;
  head.path = from.path;
  head.host = from.get_header_value("Host");
  head.origin = from.get_header_value("Origin");
  head.content_type = from.get_header_value("Content-Type");
  head.encoding = from.get_header_value("Content-Encoding");
  head.file = from.get_param_value("file");
  head.page = from.get_header_value("X-Studio-Page");
  return head;
}

// No other site may show, read or guess at any of it, and no cache keep it.
void set_headers(httplib::Response& response) {
  response.set_header("Content-Security-Policy", "frame-ancestors 'none'");
  response.set_header("X-Frame-Options", "DENY");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cache-Control", "no-store");
}

// By a provider, for what is given as a text is compressed, which takes longer than to send it.
void send(WebAnswer answer, httplib::Response& response) {
  response.status = answer.status;
  set_headers(response);
  const auto body = std::make_shared<const std::string>(std::move(answer.body));
  response.set_content_provider(body->size(), answer.type,
                                [body](std::size_t at, std::size_t size, httplib::DataSink& sink) {
                                  return sink.write(body->data() + at, size);
                                });
}

/// The body, and one byte more if it is too long, whatever Content-Length says of it.
std::string read_body(const httplib::ContentReader& read, std::size_t most) {
  std::string body;
  read([&](const char* data, std::size_t size) {
    body.append(data, std::min(size, most + 1 - body.size()));
    return body.size() <= most;
  });
  return body;
}

class LibraryServer final : public HttpServer {
 public:
  LibraryServer() {
    server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    server_.set_keep_alive_max_count(1);
    server_.set_keep_alive_timeout(kPatience_s);
    server_.set_read_timeout(kPatience_s);
    server_.set_write_timeout(kPatience_s);
    // Not SO_REUSEPORT, with which a second studio would share the port of the first.
    server_.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
  }

  int bind(const std::string& host, int port) override {
    if (port == 0) return std::max(0, server_.bind_to_any_port(host));
    return server_.bind_to_port(host, port) ? port : 0;
  }

  void serve(WebHandler& handler) override {
    using Handled = httplib::Server::HandlerResponse;
    server_.set_pre_routing_handler([&handler](const auto& request, auto& response) {
      WebAnswer refused = handler.admit(head_of(request));
      if (refused.status == 200) return Handled::Unhandled;
      send(std::move(refused), response);
      return Handled::Handled;
    });
    server_.Get(".*", [&handler](const auto& request, auto& response) {
      send(handler.answer(head_of(request)), response);
    });
    server_.Post(".*", [&handler](const httplib::Request& request, httplib::Response& response,
                                  const httplib::ContentReader& read) {
      WebRequest whole = head_of(request);
      whole.body = read_body(read, handler.most_bytes());
      send(handler.answer(whole), response);
    });
    server_.listen_after_bind();
    ended_ = true;
  }

  void stop() override {
    while (!server_.is_running() && !ended_)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    server_.stop();
  }

 private:
  httplib::Server server_;
  std::atomic<bool> ended_{false};
};

}  // namespace
}  // namespace refreshsim::tools

extern "C" refreshsim::tools::HttpServer* refreshsim_make_http_server() {
  return new refreshsim::tools::LibraryServer;
}
