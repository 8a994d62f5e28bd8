// Texts that are not YAML: each with a place and words that help.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

TEST(Syntax, TabAsIndentation) {
  EXPECT_EQ(errors("refreshsim: 1\ntiming:\n\tboot: 3s\n"),
            "f.yaml:3:1: error: a tab can't indent YAML; use spaces\n\tboot: 3s\n^\n");
}

TEST(Syntax, QuoteThatNeverEndsIsShownWhereItBegins) {
  EXPECT_EQ(errors("refreshsim: 1\nname: \"abc\nseed: 1\n"),
            "f.yaml:2:7: error: the text in quotes never ends; is a quote missing?\n"
            "name: \"abc\n"
            "      ^\n");
}

TEST(Syntax, BracketThatNeverEnds) {
  EXPECT_EQ(errors("refreshsim: 1\nfaults: [1, 2\n"),
            "f.yaml:2:9: error: a list in brackets goes on with `,` or ends with `]`; is one of "
            "them missing before this?\n"
            "faults: [1, 2\n"
            "        ^\n");
}

TEST(Syntax, MissingCommaShowsWhereTheMapBegan) {
  EXPECT_EQ(errors("refreshsim: 1\nimages: {a: {exists: true} b: {exists: false}}\n"),
            "f.yaml:2:28: error: a map in braces goes on with `,` or ends with `}`; is one of them "
            "missing before this?\n"
            "images: {a: {exists: true} b: {exists: false}}\n"
            "                           ^\n"
            "f.yaml:2:9: note: the map in braces begins here\n"
            "images: {a: {exists: true} b: {exists: false}}\n"
            "        ^\n");
}

TEST(Syntax, ColonInAText) {
  EXPECT_EQ(
      errors("refreshsim: 1\ndescription: first: second\n"),
      "f.yaml:2:19: error: a `: ` can't stand here; a text with a colon goes in quotes, a map "
      "on its own line\n"
      "description: first: second\n"
      "                  ^\n");
}

TEST(Syntax, WrongIndentation) {
  EXPECT_EQ(errors("refreshsim: 1\ntiming:\n    boot: 3s\n  drain: 3s\n"),
            "f.yaml:4:3: error: a map goes on with a `key:`, indented as its first key; is the "
            "indentation right?\n"
            "  drain: 3s\n"
            "  ^\n"
            "f.yaml:1:1: note: the map begins here\n"
            "refreshsim: 1\n"
            "^\n");
}

TEST(Syntax, LineThatIsNoKeyAndValue) {
  EXPECT_EQ(errors("refreshsim: 1\nseed 7\nname: x\n"),
            "f.yaml:3:1: error: this line is no `key: value`; is the `: ` missing, or a quote or "
            "bracket before it?\n"
            "name: x\n"
            "^\n");
}

TEST(Syntax, ReservedCharacter) {
  EXPECT_EQ(errors("refreshsim: 1\nname: @home\n"),
            "f.yaml:2:7: error: a text can't begin with `@`; put it in quotes\n"
            "name: @home\n"
            "      ^\n");
}

TEST(Syntax, UnknownEscape) {
  EXPECT_EQ(errors("refreshsim: 1\nname: \"a\\qb\"\n"),
            "f.yaml:2:9: error: in double quotes a backslash begins an escape, and this is none; "
            "write \\\\ for a backslash\n"
            "name: \"a\\qb\"\n"
            "        ^\n"
            "f.yaml:2:7: note: the text in quotes begins here\n"
            "name: \"a\\qb\"\n"
            "      ^\n");
}

TEST(Syntax, SecondDocument) {
  EXPECT_EQ(
      errors("refreshsim: 1\n---\nrefreshsim: 1\n"),
      "f.yaml:2:1: error: a second document begins here; a file holds one scenario\n---\n^\n");
}

TEST(Syntax, ListAsKey) {
  EXPECT_EQ(errors("refreshsim: 1\n? [a]\n: 1\n"),
            "f.yaml:2:3: error: a key must be a text, not a list or a map\n? [a]\n  ^\n");
}

TEST(Syntax, UnknownTag) {
  EXPECT_EQ(
      errors("refreshsim: 1\nname: !secret x\n"),
      "f.yaml:2:7: error: the tag `!secret` does not fit; only !!str, !!int, !!float, !!bool, "
      "!!null, !!seq and !!map may stand before what they name\n"
      "name: !secret x\n"
      "      ^\n");
}

TEST(Syntax, OtherVersionOfYaml) {
  EXPECT_EQ(errors("%YAML 3.0\n---\nrefreshsim: 1\n"),
            "f.yaml:1:1: error: this is another version of YAML; 1.1 and 1.2 are read\n"
            "%YAML 3.0\n"
            "^\n");
}

}  // namespace
}  // namespace refreshsim::test
