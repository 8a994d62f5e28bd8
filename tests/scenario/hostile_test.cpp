// Files made to harm: each ends soon, with a clear message.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

std::string first_error(std::string_view yaml) {
  const LoadResult result = parse_scenario(yaml, "f.yaml");
  if (result.ok()) return "none";
  const Diagnostic& first = result.diagnostics.front();
  return std::to_string(first.place.line) + ":" + std::to_string(first.place.column) + " " +
         first.message;
}

TEST(Hostile, AHundredThousandBrackets) {
  EXPECT_EQ(first_error(std::string(100'000, '[')), "1:65 nested deeper than 64 levels");
  EXPECT_EQ(first_error(std::string(100'000, '{')),
            "1:2 a key must be a text, not a list or a map");
}

TEST(Hostile, AHundredThousandListsInLists) {
  std::string yaml;
  for (int i = 0; i < 50'000; ++i) yaml += "- ";
  EXPECT_EQ(first_error(yaml), "1:129 nested deeper than 64 levels");
}

TEST(Hostile, DepthByAliasesCountsToo) {
  std::string yaml = "a0: &a0 [x]\n";
  for (int i = 1; i < 100; ++i) {
    const std::string n = std::to_string(i);
    yaml += "a" + n + ": &a" + n + " [*a" + std::to_string(i - 1) + "]\n";
  }
  EXPECT_EQ(first_error(yaml), "64:12 nested deeper than 64 levels");
}

TEST(Hostile, ABillionLaughs) {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int k = 0; k < 8; ++k) yaml += ", " + last;
    yaml += "]\n";
  }
  EXPECT_EQ(first_error(yaml),
            "7:35 up to here the aliases of this file stand for more than 4194304 values");
}

TEST(Hostile, ALongTextThatAliasesRepeat) {
  std::string yaml = "a: &a " + std::string(1'000'000, 'x') + "\nb:\n";
  for (int i = 0; i < 1000; ++i) yaml += "  - *a\n";
  EXPECT_EQ(first_error(yaml),
            "137:5 up to here the aliases of this file stand for more than 4194304 values");
}

TEST(Hostile, ATextOverAMegabyte) {
  EXPECT_EQ(first_error(versioned("name: \"" + std::string(2'000'000, 'x') + "\"\n")),
            "2:7 a text of more than 1 MB begins here; is a quote missing?");
}

TEST(Hostile, ATextOfAHundredMegabytes) {
  EXPECT_EQ(first_error(versioned("name: " + std::string(100'000'000, 'x') + "\n")),
            "2:5 after this come more than 16 MB without another value; a text may have 1 MB; is a "
            "quote missing?");
}

TEST(Hostile, NulBytes) {
  EXPECT_EQ(first_error(std::string_view("refreshsim: 1\nna\0me: x\n", 23)),
            "2:3 a NUL byte; a scenario must be UTF-8 text");
}

TEST(Hostile, Utf16WithAndWithoutByteOrderMark) {
  const std::string wanted = "1:1 this is UTF-16; a scenario must be UTF-8 text";
  EXPECT_EQ(first_error(std::string_view("\xff\xfer\0e\0f\0", 8)), wanted);
  EXPECT_EQ(first_error(std::string_view("\xfe\xff\0r\0e\0f", 8)), wanted);
  EXPECT_EQ(first_error(std::string_view("r\0e\0f\0", 6)), wanted);
}

TEST(Hostile, BytesThatAreNotUtf8) {
  EXPECT_EQ(errors("refreshsim: 1\nname: gr\xfc\xdf\n"),
            "f.yaml:2:9: error: the byte \\xfc is not UTF-8; a scenario must be UTF-8 text\n"
            "name: gr\\xfc\\xdf\n"
            "        ^\n");
  // An overlong form, a surrogate, a number past the last character, an unfinished one.
  for (const char* bytes : {"\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82"}) {
    EXPECT_NE(first_error(std::string("refreshsim: 1\nname: ") + bytes).find("is not UTF-8"),
              std::string::npos);
  }
}

// They would end the comment for libyaml, but for nobody who reads the file.
TEST(Hostile, LineEndsThatNoEditorShows) {
  for (const std::string hidden : {"\u0085", "\u2028", "\u2029"}) {
    EXPECT_NE(first_error("refreshsim: 1\n# a" + hidden + "seed: 9\n").find("2:4 the character \\"),
              std::string::npos);
  }
}

TEST(Hostile, AnEmptyFileAndOneOfComments) {
  const std::string wanted = "the file is empty; a scenario begins with `refreshsim: 1`";
  EXPECT_EQ(first_error(""), "1:1 " + wanted);
  EXPECT_EQ(first_error("# nothing\n"), "1:1 " + wanted);
  EXPECT_EQ(first_error("---\n...\n").substr(4), wanted);
}

TEST(Hostile, TenToTheTwelfthInstances) {
  EXPECT_EQ(first_error(versioned("launch_configurations: {a: {}}\nscaling_groups: {g: "
                                  "{launch_configuration: a, instances: 1000000000000}}\n")),
            "3:58 `instances` must be from 0 to 20000000, not `1000000000000`");
}

TEST(Hostile, ManyGroupsOfManyInstances) {
  std::string yaml = versioned("launch_configurations: {a: {}}\nscaling_groups:\n");
  for (int i = 0; i < 3; ++i) {
    yaml += "  g" + std::to_string(i) + ": {launch_configuration: a, instances: 9000000}\n";
  }
  EXPECT_EQ(first_error(yaml), "6:44 up to here there are more than 20000000 instances");
}

TEST(Hostile, NumbersBeyondSixtyFourBits) {
  EXPECT_EQ(first_error(versioned("seed: 99999999999999999999\n")),
            "2:7 `seed` must be from 0 to 9223372036854775807, not `99999999999999999999`");
}

TEST(Hostile, ManyKeysAndManyDuplicates) {
  std::string yaml = "refreshsim: 1\n";
  for (int i = 0; i < 100'000; ++i) yaml += "k" + std::to_string(i % 50'000) + ": 1\n";
  EXPECT_EQ(parse_scenario(yaml).diagnostics.size(), 1001U);
}

}  // namespace
}  // namespace refreshsim::test
