#include "tools/other_program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "sim/incident/timeline_file.h"
#include "sim/scenario/read_file.h"
#include "tools/terminal.h"

extern char** environ;

namespace refreshsim::tools {
namespace {

namespace fs = std::filesystem;
using Failure = tl::unexpected<std::string>;

/// A folder of its own that goes with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code unknown;
    const fs::path parent = fs::temp_directory_path(unknown);
    std::string pattern = (unknown ? fs::path("/tmp") : parent) / "refreshsim-XXXXXX";
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  /// Empty if there could be none.
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::atomic<pid_t> child_running{0};
std::atomic<int> signal_noted{0};
static_assert(std::atomic<int>::is_always_lock_free);

/// While it lives a signal that would end this program ends the child instead, so that what was
/// made for the child can be cleared away; only then it ends the program. A second one does so at
/// once.
class ChildFirst {
 public:
  ChildFirst() {
    struct sigaction pass {};
    pass.sa_handler = &ChildFirst::pass_on;
    std::size_t i = 0;
    for (const int signal : ending_signals()) {
      ::sigaction(signal, nullptr, &before_[i]);
      if (before_[i++].sa_handler != SIG_IGN) ::sigaction(signal, &pass, nullptr);
    }
  }
  ~ChildFirst() {
    as_before();
    if (const int signal = signal_noted.exchange(0)) ::raise(signal);
  }
  ChildFirst(const ChildFirst&) = delete;
  ChildFirst& operator=(const ChildFirst&) = delete;

  /// 0: there is none any more.
  static void is(pid_t child) {
    child_running = child;
    const int signal = signal_noted;
    if (child != 0 && signal != 0) ::kill(child, signal);
  }

 private:
  static void pass_on(int signal) {
    as_before();
    signal_noted = signal;
    if (const pid_t child = child_running) ::kill(child, signal);
  }
  static void as_before() {
    std::size_t i = 0;
    for (const int signal : ending_signals()) ::sigaction(signal, &before_[i++], nullptr);
  }
  static inline std::array<struct sigaction, 8> before_{};  ///< of ending_signals()
};

/// How the child ended: its exit code, 128 + signal, or -1 with errno if it never began.
int run_child(std::vector<std::string> words, bool silent = false) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t streams;
  ::posix_spawn_file_actions_init(&streams);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    if (silent) ::posix_spawn_file_actions_addopen(&streams, stream, "/dev/null", O_WRONLY, 0);
  }
  pid_t child = 0;
  errno = ::posix_spawnp(&child, arguments[0], &streams, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&streams);
  if (errno != 0) return -1;
  ChildFirst::is(child);
  int status = 0;
  bool ended = false;
  do {
    ended = ::waitpid(child, &status, 0) == child;
  } while (!ended && errno == EINTR);
  ChildFirst::is(0);
  if (!ended) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

tl::expected<std::string, std::string> timeline_of_program(const std::string& program,
                                                           const std::string& scenario,
                                                           const std::vector<std::string>& words) {
  const ChildFirst signals;
  const TemporaryFolder folder;
  if (folder.path().empty()) return Failure("no temporary folder can be made");
  const std::string timeline = folder.path() / "timeline.csv";
  const std::string result = folder.path() / "result";
  std::vector<std::string> command{program, "run",        "--progress", "never", "--output",
                                   result,  "--timeline", timeline,     scenario};
  command.insert(command.end(), words.begin(), words.end());
  const int code = run_child(std::move(command));
  if (code == -1) return Failure("can't be run: " + std::generic_category().message(errno));
  if (code > 1) return Failure("ended with exit code " + std::to_string(code));
  auto text = read_file(timeline, kLargestTimeline);
  return text ? text : Failure("wrote no timeline: " + text.error());
}

int exit_code_of_program(const std::string& program, const std::string& text) {
  const ChildFirst signals;
  const TemporaryFolder folder;
  const std::string file = folder.path() / "scenario.yaml";
  std::ofstream(file, std::ios::binary) << text;
  return run_child({program, "run", "--quiet", "--progress", "never", file}, true);
}

}  // namespace refreshsim::tools
