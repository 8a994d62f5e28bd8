// Who may ask the studio.
#include "sim/studio/guard.h"

#include <gtest/gtest.h>

namespace refreshsim {
namespace {

WebRequest post() {
  WebRequest request;
  request.method = "POST";
  request.path = "/run";
  request.host = "127.0.0.1:7373";
  request.content_type = "application/yaml";
  return request;
}

TEST(Guard, AdmitsTheStudiosOwnPageAndPrograms) {
  WebRequest request = post();
  EXPECT_EQ(guard(request, "127.0.0.1").status, 200);
  request.origin = "http://127.0.0.1:7373";
  EXPECT_EQ(guard(request, "127.0.0.1").status, 200);
  request.content_type = "Application/YAML; charset=utf-8";
  EXPECT_EQ(guard(request, "127.0.0.1").status, 200);
}

TEST(Guard, RefusesNamesThatSomebodysDnsLetsPointHere) {
  for (const char* host : {"", "evil.example", "evil.example:7373", "127.0.0.1.evil.example",
                           "localhost.evil.example", "10.0.0.5:7373", "[::1", "[", "::1:7373"}) {
    EXPECT_FALSE(names_server(host, "127.0.0.1")) << host;
  }
  for (const char* host : {"127.0.0.1", "localhost:7373", "LOCALHOST", "[::1]:7373"}) {
    EXPECT_TRUE(names_server(host, "127.0.0.1")) << host;
  }
}

TEST(Guard, OfAServerForOthersTakesItsNameOrAnyAddressInNumbers) {
  EXPECT_TRUE(names_server("sim.example:80", "sim.example"));
  EXPECT_FALSE(names_server("other.example", "sim.example"));
  EXPECT_FALSE(names_server("10.0.0.5", "10.0.0.6"));
  for (const char* all : {"0.0.0.0", "::"}) {
    EXPECT_TRUE(names_server("10.0.0.5:7373", all));
    EXPECT_TRUE(names_server("[fe80::1]:7373", all));
    EXPECT_FALSE(names_server("evil.example", all));
    EXPECT_FALSE(names_server("cafe.de", all)) << "letters of a name that are digits as well";
    EXPECT_FALSE(names_server("", all));
  }
}

TEST(Guard, RefusesPagesOfOtherSitesAndPortsAndOfNoSite) {
  for (const char* origin : {"http://evil.example", "https://127.0.0.1:7373", "null",
                             "http://127.0.0.1:8080", "http://127.0.0.1", "file://"}) {
    WebRequest request = post();
    request.origin = origin;
    EXPECT_EQ(guard(request, "127.0.0.1").status, 403) << origin;
    request.method = "GET";
    EXPECT_EQ(guard(request, "127.0.0.1").status, 403) << origin;
  }
}

TEST(Guard, RefusesTextsThatAFormOfAnotherSiteCouldSend) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded",
                           "multipart/form-data; boundary=x", "text/plain; application/yaml"}) {
    WebRequest request = post();
    request.content_type = type;
    EXPECT_EQ(guard(request, "127.0.0.1").status, 415) << type;
  }
  WebRequest packed = post();
  packed.encoding = "gzip";
  EXPECT_EQ(guard(packed, "127.0.0.1").status, 415);
}

}  // namespace
}  // namespace refreshsim
