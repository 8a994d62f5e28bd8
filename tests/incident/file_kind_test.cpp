#include "sim/incident/file_kind.h"

#include <gtest/gtest.h>

#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

TEST(FileKind, IsToldByTheContent) {
  EXPECT_EQ(kind_of_file("{\n\"name\":\"a\",\n\"fingerprint\":\"0\"}"), FileKind::result);
  EXPECT_EQ(kind_of_file("[\n{\n\"name\":\"a\",\n\"fingerprint\":\"0\"}]"), FileKind::results);
  EXPECT_EQ(kind_of_file(std::string(kCsvHead) + "\r\n"), FileKind::timeline);
  EXPECT_EQ(kind_of_file("{\"time_ms\":0,\"sequence\":0}\n"), FileKind::timeline);
  EXPECT_EQ(kind_of_file("refreshsim: 1\nname: \"fingerprint\"\n"), FileKind::scenario);
  EXPECT_EQ(kind_of_file("{\"refreshsim\": 1}"), FileKind::scenario);
  EXPECT_EQ(kind_of_file(""), FileKind::scenario);
}

}  // namespace
}  // namespace refreshsim
