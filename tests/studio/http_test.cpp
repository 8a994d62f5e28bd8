// The studio over real sockets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "sim/studio/studio.h"
#include "tests/studio/socket.h"
#include "tests/tools/program.h"
#include "tools/http_server.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kHost = "Host: 127.0.0.1\r\n";
const std::string kYaml = std::string(kHost) + "Content-Type: application/yaml\r\n";

/// Answers as another handler does, but holds each run until it is let go.
class Held final : public WebHandler {
 public:
  explicit Held(WebHandler& inner) : inner_(inner) {}
  std::size_t most_bytes() const override { return inner_.most_bytes(); }
  WebAnswer admit(const WebRequest& head) const override { return inner_.admit(head); }
  WebAnswer answer(const WebRequest& request) override {
    if (request.path == "/check") {
      entered.count_down();
      let_go.wait();
    }
    return inner_.answer(request);
  }
  std::latch entered{1}, let_go{1};

 private:
  WebHandler& inner_;
};

class Http : public testing::Test {
 protected:
  void SetUp() override {
    std::string why;
    server_ = tools::load_http_server(why);
    ASSERT_NE(server_, nullptr) << why;
    port_ = server_->bind("127.0.0.1", 0);
    ASSERT_GT(port_, 0);
  }
  void serve(WebHandler& handler) {
    serving_ = std::thread([this, &handler] { server_->serve(handler); });
  }
  void TearDown() override {
    if (!serving_.joinable()) return;
    server_->stop();
    serving_.join();
  }
  std::string ask(const std::string& request) const {
    const Connection connection(port_);
    connection.send(request);
    return connection.receive();
  }

  Studio studio_{[] {
    StudioSettings settings;
    settings.bytes = 4096;
    return settings;
  }()};
  std::unique_ptr<tools::HttpServer> server_;
  std::thread serving_;
  int port_ = 0;
};

TEST_F(Http, CarriesPagesRunsAndTheHeadersThatKeepOthersOut) {
  serve(studio_);
  const std::string page = ask(http("GET /", std::string(kHost)));
  EXPECT_EQ(status_of(page), 200);
  EXPECT_THAT(page, HasSubstr("</html>"));
  for (const char* header :
       {"Content-Security-Policy: frame-ancestors 'none'", "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin"}) {
    EXPECT_THAT(page, HasSubstr(header));
  }
  EXPECT_THAT(page, Not(HasSubstr("Access-Control")));
  const std::string run = ask(http("POST /run", kYaml, kGood));
  EXPECT_EQ(status_of(run), 200);
  EXPECT_THAT(run, HasSubstr("\"name\":\"good\""));
}

TEST_F(Http, RefusesForeignHostsOriginsAndFormsWithoutReadingWhatTheySend) {
  serve(studio_);
  const std::string evil = "Host: evil.example\r\nContent-Type: application/yaml\r\n";
  // The head says that more is to come, and nothing does: the answer doesn't wait for it.
  EXPECT_EQ(status_of(ask("POST /run HTTP/1.1\r\n" + evil + "Content-Length: 100\r\n\r\n")), 403);
  EXPECT_EQ(status_of(ask(http("GET /", "Host: evil.example\r\n"))), 403);
  EXPECT_EQ(status_of(ask(http("GET /", ""))), 403);
  EXPECT_EQ(status_of(ask(http("POST /run", kYaml + "Origin: http://evil.example\r\n", kGood))),
            403);
  EXPECT_EQ(
      status_of(ask(http("OPTIONS /run", std::string(kHost) + "Origin: http://evil.example\r\n"))),
      403);
  EXPECT_EQ(
      status_of(ask(http("POST /run", std::string(kHost) + "Content-Type: text/plain\r\n", kGood))),
      415);
  EXPECT_EQ(status_of(ask(http("DELETE /run", std::string(kHost)))), 405);
  EXPECT_EQ(status_of(ask(http("GET /../../etc/passwd", std::string(kHost)))), 404);
}

TEST_F(Http, RefusesATextThatIsTooLongHoweverItsLengthIsTold) {
  serve(studio_);
  const std::string text(5000, '#');
  EXPECT_EQ(status_of(ask(http("POST /run", kYaml, text))), 413);
  EXPECT_EQ(status_of(ask("POST /run HTTP/1.1\r\n" + kYaml +
                          "Transfer-Encoding: chunked\r\n\r\n1388\r\n" + text + "\r\n0\r\n\r\n")),
            413);
  EXPECT_EQ(status_of(ask(http("POST /check", kYaml, text.substr(0, 4096)))), 200);
}

TEST_F(Http, SurvivesWhatIsNoRequestAtAll) {
  serve(studio_);
  for (const std::string& bytes :
       {std::string("\r\n\r\n"), std::string("GET\r\n\r\n"), std::string(20'000, 'A'),
        std::string("\x16\x03\x01\x02\x00", 5)}) {
    const Connection connection(port_);
    connection.send(bytes + "\r\n\r\n");
    connection.receive();
  }
  EXPECT_EQ(status_of(ask(http("GET /schema", std::string(kHost)))), 200);
}

TEST_F(Http, AnswersOthersWhileOneIsBusy) {
  Held held(studio_);
  serve(held);
  const Connection slow(port_);
  slow.send(http("POST /check", kYaml, kGood));
  held.entered.wait();
  EXPECT_EQ(status_of(ask(http("POST /run", kYaml, kGood))), 200);
  held.let_go.count_down();
  EXPECT_EQ(status_of(slow.receive()), 200);
}

TEST_F(Http, ListensWhereItWasToldAndNowhereElse) {
  serve(studio_);
  EXPECT_FALSE(Connection(port_, "127.0.0.2").open());
  EXPECT_TRUE(Connection(port_).open());
}

TEST_F(Http, LeavesAPortToWhoHasIt) {
  std::string why;
  EXPECT_EQ(tools::load_http_server(why)->bind("127.0.0.1", port_), 0);
  EXPECT_EQ(tools::load_http_server(why)->bind("no.such.host.invalid", 0), 0);
}

}  // namespace
}  // namespace refreshsim
