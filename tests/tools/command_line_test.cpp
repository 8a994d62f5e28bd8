// What the program makes of its words.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class CommandLine : public Program {
 protected:
  void SetUp() override { write("good.yaml", kGood); }

  void expect_usage(const std::string& line, const std::string& complaint) {
    const Ran ran = sh(line);
    EXPECT_EQ(ran.exit, 2) << line;
    EXPECT_EQ(ran.out, "") << line;
    EXPECT_THAT(ran.err, StartsWith(complaint)) << line;
  }
};

TEST_F(CommandLine, AloneListsTheCommands) {
  for (const char* line : {"refreshsim", "refreshsim --help", "refreshsim -h", "refreshsim help"}) {
    const Ran ran = sh(line);
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(ran.err, "");
    for (const char* command : {"run", "check", "test", "graph", "schema"}) {
      EXPECT_THAT(ran.out, HasSubstr("\n  " + std::string(command) + " ")) << line;
    }
  }
}

TEST_F(CommandLine, TellsItsVersion) {
  EXPECT_EQ(sh("refreshsim --version").out, "refreshsim " REFRESHSIM_VERSION "\n");
}

TEST_F(CommandLine, HelpOfACommandIsTheSameHoweverAsked) {
  const std::string help = sh("refreshsim run --help").out;
  EXPECT_THAT(help, StartsWith("refreshsim run: "));
  EXPECT_EQ(sh("refreshsim help run").out, help);
  EXPECT_EQ(sh("refreshsim run good.yaml -h").out, help);
}

TEST_F(CommandLine, HelpFitsATerminal) {
  for (const char* command : {"", "run ", "check ", "test ", "graph ", "schema "}) {
    const Ran ran = sh("refreshsim " + std::string(command) + "--help | grep -v '^  refreshsim '");
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
  }
}

TEST_F(CommandLine, SuggestsTheNearestCommand) {
  expect_usage("refreshsim rnu good.yaml",
               "refreshsim: unknown command `rnu`; did you mean `run`?");
  expect_usage("refreshsim help chekc",
               "refreshsim: unknown command `chekc`; did you mean `check`?");
  expect_usage("refreshsim --verson",
               "refreshsim: unknown option `--verson`; did you mean `--version`?");
}

TEST_F(CommandLine, SuggestsTheNearestOption) {
  expect_usage("refreshsim run good.yaml --sead 3",
               "refreshsim run: unknown option `--sead`; did you mean `--seed`?");
  expect_usage("refreshsim test --junt=x .",
               "refreshsim test: unknown option `--junt`; did you mean `--junit`?");
}

TEST_F(CommandLine, OffersNoOptionThatACommandDoesNotHave) {
  expect_usage("refreshsim run good.yaml --jobs 2", "refreshsim run: unknown option `--jobs`");
  expect_usage("refreshsim check good.yaml --seed 2", "refreshsim check: unknown option `--seed`");
}

TEST_F(CommandLine, SuggestsTheNearestChoice) {
  expect_usage("refreshsim run good.yaml --format jsn",
               "refreshsim run: --format: `jsn` is none of text, json; did you mean `json`?");
  expect_usage("refreshsim run good.yaml --progress always",
               "refreshsim run: --progress: `always` is none of auto, never");
  expect_usage("refreshsim run good.yaml --engine lop",
               "refreshsim run: --engine: `lop` is none of auto, loop; did you mean `loop`?");
  expect_usage("refreshsim graph actvity",
               "refreshsim graph: there is no machine `actvity`; did you mean `activity`?");
}

TEST_F(CommandLine, EitherEngineGivesTheSameBytes) {
  const std::string run = "refreshsim run good.yaml --format json --engine ";
  EXPECT_EQ(sh(run + "loop").out, sh(run + "auto").out);
}

TEST_F(CommandLine, TakesOnlyWholeDecimalNumbers) {
  for (const char* number : {"-1", "1.5", "0x10", "1e3", "''", "18446744073709551616", "' 7'"}) {
    const Ran ran = sh("refreshsim run good.yaml --seed " + std::string(number));
    EXPECT_EQ(ran.exit, 2) << number;
    EXPECT_THAT(ran.err, HasSubstr("is not a whole number from 0 to 18446744073709551615"));
  }
  EXPECT_THAT(sh("refreshsim run good.yaml --seed 010 --format json").out,
              HasSubstr("\"seed\":10,"));
}

TEST_F(CommandLine, AsksForWhatIsMissing) {
  expect_usage("refreshsim run", "refreshsim run: needs FILE...");
  expect_usage("refreshsim run good.yaml --seed", "refreshsim run: --seed needs a value");
  expect_usage("refreshsim schema good.yaml", "refreshsim schema: takes no arguments");
  expect_usage("refreshsim graph row batch", "refreshsim graph: takes at most one argument");
}

TEST_F(CommandLine, TheLastOfAnOptionCounts) {
  EXPECT_THAT(sh("refreshsim run good.yaml --seed 1 --seed=2 --format json").out,
              HasSubstr("\"seed\":2,"));
}

TEST_F(CommandLine, GraphDrawsOneMachineOrAll) {
  EXPECT_THAT(sh("refreshsim graph row").out, StartsWith("digraph \"row\" {\n"));
  EXPECT_THAT(sh("refreshsim graph").out, HasSubstr("}\ndigraph \"row\" {\n"));
}

}  // namespace
}  // namespace refreshsim
