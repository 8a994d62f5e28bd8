// Every example of every command's help does what it says.
#include <sstream>
#include <vector>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

class Examples : public Program {
 protected:
  void SetUp() override {
    std::filesystem::create_directory_symlink(REFRESHSIM_SOURCE_DIR "/scenarios",
                                              folder() / "scenarios");
    std::filesystem::create_directory_symlink(REFRESHSIM_SOURCE_DIR "/tests", folder() / "tests");
    sh("refreshsim import tests/incident/logs/terraform.log --output incident.yaml");
  }

  std::vector<std::string> commands() const {
    std::vector<std::string> names;
    std::istringstream lines(sh("refreshsim --help | sed -n '/^Commands:/,/^$/p'").out);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("  ") && line[2] != ' ')
        names.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
    return names;
  }
  std::vector<std::string> examples(const std::string& command) const {
    std::vector<std::string> all;
    std::istringstream lines(sh("refreshsim " + command + " --help").out);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("  refreshsim ")) all.push_back(line.substr(2));
    }
    return all;
  }
};

/// One that serves does so until it is told to end, here on a port that is free.
std::string ending(const std::string& example) {
  if (!example.starts_with("refreshsim serve")) return example;
  return "rm -f out; " + example +
         " --port 0 > out & pid=$!\n"
         "until grep -q http out; do kill -0 $pid || break; sleep 0.02; done\n"
         "kill $pid; wait $pid";
}

TEST_F(Examples, OfEveryCommandWork) {
  EXPECT_GE(commands().size(), 5u);
  for (const std::string& command : commands()) {
    EXPECT_GE(examples(command).size(), 1u) << command;
    for (const std::string& example : examples(command)) {
      const Ran ran = sh(ending(example));
      EXPECT_EQ(ran.exit, 0) << example << "\n" << ran.err << ran.out;
    }
  }
}

}  // namespace
}  // namespace refreshsim
