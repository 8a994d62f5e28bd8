#include "sim/report/json_writer.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace refreshsim {
namespace {

std::string json_of(const Value& value) {
  std::string text;
  append_json(text, value);
  return text;
}

TEST(JsonWriter, EscapesWhatJsonForbids) {
  EXPECT_EQ(json_of("a\"b\\c\n\t\r\x01\x7f"), R"("a\"b\\c\n\t\r\u0001\u007f")");
  EXPECT_EQ(json_of("häuser 华南"), "\"häuser 华南\"");
}

TEST(JsonWriter, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(json_of("a\xff"), "\"a\xEF\xBF\xBD\"");
  EXPECT_TRUE(nlohmann::json::accept(json_of("\xc3(\xed\xa0\x80")));
}

TEST(JsonWriter, KeepsTheOrderOfKeys) {
  EXPECT_EQ(json_of(Value::Map{{"b", 1}, {"a", Value::List{nullptr, true, "x"}}}),
            R"({"b":1,"a":[null,true,"x"]})");
}

TEST(JsonWriter, WritesNumbersThatJsonKnows) {
  EXPECT_EQ(json_of(0.25), "0.25");
  EXPECT_EQ(json_of(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(json_of(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(JsonWriter, PutsCommasOnlyBetween) {
  std::string text;
  JsonWriter json(text);
  json.begin_map().key("a").begin_list().end_list().key("b").begin_list().integer(1).integer(2);
  json.end_list().key("c").ratio({1, 3}).key("d").ratio({1, 0}).key("e").text_or_null("");
  json.end_map();
  EXPECT_EQ(text, R"({"a":[],"b":[1,2],"c":0.333333333,"d":null,"e":null})");
}

TEST(JsonWriter, WritesFingerprintsWithSixteenDigits) {
  EXPECT_EQ(hex16(0xabc), "0000000000000abc");
  EXPECT_EQ(hex16(std::numeric_limits<std::uint64_t>::max()), "ffffffffffffffff");
}

}  // namespace
}  // namespace refreshsim
