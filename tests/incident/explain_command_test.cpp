// refreshsim explain, as its users meet it.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class ExplainCommand : public Program {
 protected:
  void SetUp() override { write("failing.yaml", kFailing); }
};

TEST_F(ExplainCommand, TellsWhatFailed) {
  const Ran ran = sh("refreshsim explain failing.yaml");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("expectation 4 (failing.yaml:21) fails: "));
  EXPECT_THAT(ran.out, HasSubstr("section 3, `drain-first`: "));
}

TEST_F(ExplainCommand, GivesJsonInWhichEveryReasonIsThere) {
  const Ran ran = sh("refreshsim explain --format json --activity refresh failing.yaml");
  const auto answer = nlohmann::json::parse(ran.out)["explanations"][0];
  EXPECT_EQ(answer["about"], "activity refresh");
  std::set<int> told;
  for (const auto& record : answer["records"]) {
    for (const auto& because : record["because"]) EXPECT_TRUE(told.contains(because.get<int>()));
    EXPECT_FALSE(record["rule"]["section"].get<std::string>().empty());
    told.insert(record["sequence"].get<int>());
  }
  EXPECT_TRUE(told.contains(answer["chain"][0].get<int>()));
}

TEST_F(ExplainCommand, DrawsCausesAsGraphviz) {
  const Ran ran = sh("refreshsim explain --format dot --instance ins-00000001 failing.yaml");
  EXPECT_THAT(ran.out, StartsWith("digraph \"good\" {"));
  EXPECT_THAT(ran.out, HasSubstr(" -> "));
}

TEST_F(ExplainCommand, GivesPathsWholeHoweverLong) {
  const std::string folder(100, 'f');
  const std::string copied = "mkdir " + folder + " && cp failing.yaml " + folder + " && ";
  const Ran ran = sh(copied + "refreshsim explain --width 80 " + folder + "/failing.yaml");
  EXPECT_THAT(ran.out, HasSubstr("\n  (" + folder + "/failing.yaml:21)\n")) << ran.err;
}

TEST_F(ExplainCommand, TellsWrongQuestions) {
  for (const char* line : {"--instance ins-00000099", "--activity none", "--call 7",
                           "--expectation 99", "--at noon", "--format xml"}) {
    const Ran ran = sh(std::string("refreshsim explain failing.yaml ") + line);
    EXPECT_EQ(ran.exit, 2) << line;
    EXPECT_EQ(ran.out, "") << line;
  }
  EXPECT_EQ(sh("refreshsim explain none.yaml").exit, 3);
}

}  // namespace
}  // namespace refreshsim
