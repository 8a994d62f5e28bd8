// Colours, characters and width, as terminal and environment allow.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::Not;

class Terminal : public Program {
 protected:
  void SetUp() override { write("good.yaml", kGood); }

  // Runs in a terminal of its own (script of util-linux), whatever the test's is.
  std::string in_terminal(const std::string& line) const {
    write("line", "stty cols 100\n" + line + "\n");
    return sh("TERM=xterm script -qec 'sh line' /dev/null").out;
  }
};

TEST_F(Terminal, ColoursOnATerminalOnly) {
  EXPECT_THAT(sh("refreshsim run good.yaml").out, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(in_terminal("refreshsim run good.yaml"), HasSubstr("\x1b["));
  EXPECT_THAT(in_terminal("refreshsim run --output out good.yaml; cat out"),
              Not(HasSubstr("\x1b[")));
}

TEST_F(Terminal, ColoursAreLeftOutWhenAsked) {
  EXPECT_THAT(in_terminal("refreshsim run --no-color good.yaml"), Not(HasSubstr("\x1b[")));
  EXPECT_THAT(in_terminal("refreshsim run --color never good.yaml"), Not(HasSubstr("\x1b[")));
  EXPECT_THAT(in_terminal("NO_COLOR=1 refreshsim run good.yaml"), Not(HasSubstr("\x1b[")));
  EXPECT_THAT(in_terminal("TERM=dumb refreshsim run good.yaml"), Not(HasSubstr("\x1b[")));
}

TEST_F(Terminal, ColoursAreThereWhenAsked) {
  EXPECT_THAT(sh("NO_COLOR=1 refreshsim run --color always good.yaml").out, HasSubstr("\x1b["));
  EXPECT_THAT(sh("refreshsim test --color always good.yaml").out, HasSubstr("\x1b["));
}

TEST_F(Terminal, CharactersBeyondAsciiOnlyInAnUtf8Locale) {
  const auto ascii = [&](const std::string& environment) {
    const std::string out = sh(environment + " refreshsim run good.yaml").out;
    return std::all_of(out.begin(), out.end(), [](char c) { return (c & 0x80) == 0; });
  };
  EXPECT_TRUE(ascii("env -u LC_ALL -u LC_CTYPE -u LANG"));
  EXPECT_TRUE(ascii("LC_ALL=C LANG=en_US.UTF-8"));
  EXPECT_FALSE(ascii("LC_ALL= LC_CTYPE= LANG=en_US.UTF-8"));
  EXPECT_FALSE(ascii("LC_ALL= LC_CTYPE=C.utf8 LANG=C"));
}

TEST_F(Terminal, TheWidthIsTheTerminalsUnlessAsked) {
  const auto axis = [](const std::string& out) {
    const std::size_t at = out.find(" +--");
    return out.find_first_of("\r\n", at) - out.rfind('\n', at) - 1;
  };
  EXPECT_EQ(axis(sh("LC_ALL=C refreshsim run good.yaml").out), 80u);
  EXPECT_EQ(axis(sh("LC_ALL=C refreshsim run --width 120 good.yaml").out), 120u);
  EXPECT_EQ(axis(in_terminal("LC_ALL=C refreshsim run --no-color good.yaml")), 100u);
}

}  // namespace
}  // namespace refreshsim
