// `refreshsim serve`, the program itself.
#include <gmock/gmock.h>

#include "tests/studio/socket.h"
#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

class ServeCommand : public Program {
 protected:
  void SetUp() override { write("good.yaml", kGood); }
  void TearDown() override { sh("[ -e pid ] && kill -KILL $(cat pid)"); }

  /// Starts it, and waits for the port that it tells.
  int start(const std::string& options) const {
    sh("rm -f out; refreshsim serve --port 0 " + options +
       " > out 2> err & echo $! > pid\n"
       "until grep -q http out; do kill -0 $(cat pid) || exit; sleep 0.02; done");
    const std::string out = read("out");
    const std::size_t colon = out.rfind(':');
    return colon == std::string::npos ? 0 : std::atoi(out.c_str() + colon + 1);
  }
  std::string ask(int port, const std::string& request) const {
    const Connection connection(port);
    connection.send(request);
    return connection.receive();
  }
};

TEST_F(ServeCommand, EndsByASignalAsSomethingOrdinary) {
  for (const char* signal : {"TERM", "HUP", "INT"}) {
    const Ran ran =
        sh(std::string("rm -f out; refreshsim serve --port 0 > out & pid=$!\n"
                       "until grep -q http out; do kill -0 $pid || exit 9; sleep 0.02; done\n"
                       "kill -") +
           signal + " $pid; wait $pid");
    EXPECT_EQ(ran.exit, 0) << signal << ran.err;
    EXPECT_THAT(read("out"),
                testing::MatchesRegex("The studio is at http://127\\.0\\.0\\.1:[0-9]+/\n"));
  }
}

TEST_F(ServeCommand, OffersItsFilesFirstThenAFolderOrWhatIsBuiltIn) {
  const std::string get = "GET /examples HTTP/1.1\r\nHost: localhost\r\n\r\n";
  EXPECT_THAT(
      ask(start("good.yaml"), get),
      HasSubstr("[{\"name\":\"good\",\"about\":\"\",\"text\":\"refreshsim: 1\\nname: good"));
  sh("kill $(cat pid)");
  write("folder/mine.yaml", kGood);
  const std::string answer = ask(start("--examples folder"), get);
  EXPECT_THAT(answer, HasSubstr("[{\"name\":\"mine\""));
  EXPECT_THAT(answer, testing::Not(HasSubstr("documented-example")));
}

TEST_F(ServeCommand, WritesNothing) {
  const int port = start("good.yaml");
  const std::string before = files();
  EXPECT_EQ(
      status_of(ask(
          port, http("POST /run", "Host: localhost\r\nContent-Type: application/yaml\r\n", kGood))),
      200);
  EXPECT_EQ(files(), before);
}

TEST_F(ServeCommand, LeavesAPortThatIsTakenAndSaysSo) {
  const int port = start("");
  const Ran ran = sh("refreshsim serve --port " + std::to_string(port));
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("can't listen on http://127.0.0.1:" + std::to_string(port) + "/"));
}

TEST_F(ServeCommand, TellsFilesThatCantBeReadBeforeItListens) {
  EXPECT_EQ(sh("refreshsim serve --port 0 none.yaml").exit, 3);
  EXPECT_EQ(sh("refreshsim serve --port 0 --examples none").exit, 3);
  EXPECT_EQ(sh("refreshsim serve --port 70000").exit, 2);
}

TEST_F(ServeCommand, WarnsWhenOthersCanReachIt) {
  start("--host 0.0.0.0");
  EXPECT_THAT(read("err"), HasSubstr("whoever reaches this port"));
}

}  // namespace
}  // namespace refreshsim
