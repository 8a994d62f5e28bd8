#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

class CheckCommand : public Program {
 protected:
  void SetUp() override {
    write("good.yaml", kGood);
    write("broken.yaml", kBroken);
  }
};

TEST_F(CheckCommand, SaysOkOrWhatIsWrongFileByFile) {
  const Ran ran = sh("refreshsim check good.yaml broken.yaml missing.yaml good.yaml");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out, "good.yaml: ok\ngood.yaml: ok\n");
  EXPECT_THAT(ran.err, HasSubstr("broken.yaml:2:1: error: "));
  EXPECT_THAT(ran.err, HasSubstr("missing.yaml"));
}

TEST_F(CheckCommand, RunsNothing) {
  write("failing.yaml", kFailing);
  EXPECT_EQ(sh("refreshsim check failing.yaml").exit, 0);
}

TEST_F(CheckCommand, QuietSaysOnlyWhatIsWrong) {
  EXPECT_EQ(sh("refreshsim check --quiet good.yaml").out, "");
}

}  // namespace
}  // namespace refreshsim
