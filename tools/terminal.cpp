#include "tools/terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace refreshsim::tools {
namespace {

constexpr int kUsualWidth = 80;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// The first of these that is set decides, as POSIX says.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value = environment(name);
    if (value.empty()) continue;
    std::transform(value.begin(), value.end(), value.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return false;
}

bool to_terminal(const Options& options) {
  return options.output == "-" && ::isatty(STDOUT_FILENO) == 1;
}

int terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualWidth;
  return std::clamp<int>(size.ws_col, kMinWidth, kMaxWidth);
}

// Signals that end the program, with the name that it tells.
struct Ending {
  int signal;
  std::string_view name;
};
constexpr std::array kEndings{Ending{SIGINT, "SIGINT"}, Ending{SIGTERM, "SIGTERM"},
                              Ending{SIGHUP, "SIGHUP"}, Ending{SIGQUIT, "SIGQUIT"},
                              Ending{SIGXCPU, "SIGXCPU, the limit of processor time"}};

// As a signal handler may. If nobody reads it, that is no reason to stay.
void tell(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

extern "C" void leave(int signal) {
  const bool unfinished = discard_unfinished_files();
  for (const Ending& each : kEndings) {
    if (each.signal != signal) continue;
    tell("refreshsim: ended by ");
    tell(each.name);
    tell(unfinished ? "; what was not complete is not written\n" : "\n");
  }
  ::_exit(128 + signal);
}

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void note_interrupt(int signal) {
  interrupted = true;
  std::signal(signal, leave);
}

}  // namespace

const std::atomic<bool>& catch_interrupt() {
  struct sigaction now {};
  const bool ignored = ::sigaction(SIGINT, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
  if (!ignored) std::signal(SIGINT, note_interrupt);
  return interrupted;
}

void complain(std::string_view text) {
  const std::string line = std::string(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

Exit print(const std::string& text) {
  OutputFile out("-");
  out.write(text);
  return finish(out);
}

Exit finish(OutputFile& file) {
  if (file.finish()) return Exit::as_expected;
  if (file.closed_pipe()) return Exit::closed_pipe;
  complain("refreshsim: " + file.error());
  return Exit::bad_file;
}

bool same_file(const std::string& a, const std::string& b) {
  namespace fs = std::filesystem;
  if (a.empty() || b.empty() || a == "-" || b == "-") return false;
  std::error_code unknown;
  if (fs::exists(a, unknown) && !fs::is_regular_file(a, unknown)) return false;
  const fs::path first = fs::weakly_canonical(fs::absolute(a, unknown), unknown);
  const fs::path second = fs::weakly_canonical(fs::absolute(b, unknown), unknown);
  return !unknown && first == second;
}

Look look_for(const Options& options) {
  const bool terminal = to_terminal(options);
  Look look;
  look.utf8 = locale_is_utf8();
  look.colour = options.color == When::always ||
                (options.color == When::automatic && terminal && environment("NO_COLOR").empty() &&
                 environment("TERM") != "dumb");
  look.width = options.width > 0 ? options.width : terminal ? terminal_width() : kUsualWidth;
  return look;
}

std::span<const int> ending_signals() {
  static constexpr auto kSignals = [] {
    std::array<int, kEndings.size()> signals{};
    for (std::size_t i = 0; i < signals.size(); ++i) signals[i] = kEndings[i].signal;
    return signals;
  }();
  return kSignals;
}

bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

void prepare_process() {
  // A file opened later must not become standard output by accident; writing to these then fails.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) == -1 && ::open("/dev/null", O_RDONLY) != stream) std::abort();
  }
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
  for (const Ending& each : kEndings) {
    struct sigaction now {};
    if (::sigaction(each.signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN) continue;
    std::signal(each.signal, leave);
  }
}

}  // namespace refreshsim::tools
