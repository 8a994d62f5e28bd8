// refreshsim serve: the studio, a page of this machine in which a scenario is edited and run.
#include <fmt/format.h>
#include <sys/resource.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <thread>

#include "sim/scenario/read_file.h"
#include "sim/studio/guard.h"
#include "sim/studio/studio.h"
#include "tools/command.h"
#include "tools/find_scenarios.h"
#include "tools/http_server.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kServeOptions{Opt::host, Opt::port, Opt::examples, Opt::quiet};
constexpr std::array<std::string_view, 3> kServeExamples{
    "refreshsim serve", "refreshsim serve scenarios/rollback-after-failed-canary.yaml",
    "refreshsim serve --port 0 --examples scenarios"};

// Runs are bounded (bounded_run.h); should that fail, the studio ends before the machine's memory
// does.
constexpr rlim_t kMostMemory = rlim_t{4} << 30;

void bound_memory() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur <= kMostMemory) return;
  limit.rlim_cur = kMostMemory;
  ::setrlimit(RLIMIT_DATA, &limit);
}

/// Files given by name, then those of the folder, or those that are built in.
Exit gather_examples(const Options& options, std::vector<Example>& examples) {
  std::vector<std::string> paths = options.arguments;
  if (!options.examples.empty()) {
    const FoundScenarios found = find_scenarios({options.examples});
    for (const std::string& error : found.errors) complain(error);
    if (!found.errors.empty()) return Exit::bad_file;
    paths.insert(paths.end(), found.files.begin(), found.files.end());
  }
  for (const std::string& path : paths) {
    auto text = read_file(path);
    if (!text) {
      complain(path + ": error: " + text.error());
      return Exit::bad_file;
    }
    examples.push_back({std::filesystem::path(path).stem().string(), std::move(*text)});
  }
  if (!options.examples.empty()) return Exit::as_expected;
  for (const EmbeddedFile& each : embedded_examples()) {
    examples.push_back({std::string(each.name), std::string(each.text)});
  }
  return Exit::as_expected;
}

std::string address(const std::string& host, int port) {
  const bool six = host.find(':') != std::string::npos;
  return fmt::format("http://{}:{}/", six ? "[" + host + "]" : host, port);
}

/// The signals that end the studio, as an ordinary way to end it.
sigset_t endings() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&set, signal);
  return set;
}

void serve_until_signal(HttpServer& server, Studio& studio) {
  const sigset_t set = endings();
  std::thread serving([&] { server.serve(studio); });
  int signal = 0;
  ::sigwait(&set, &signal);
  studio.close();
  server.stop();
  serving.join();
}

Exit announce(const Options& options, int port) {
  if (const Exit told = print("The studio is at " + address(options.host, port) + "\n");
      told != Exit::as_expected) {
    return told;
  }
  if (!is_loopback(options.host)) {
    complain("whoever reaches this port of the machine can use it, unencrypted");
  }
  if (!options.quiet && stderr_is_terminal()) complain("Ctrl-C ends it");
  return Exit::as_expected;
}

Exit serve(const Options& options) {
  StudioSettings settings;
  settings.listening = options.host;
  settings.version = REFRESHSIM_VERSION;
  if (const Exit exit = gather_examples(options, settings.examples); exit != Exit::as_expected) {
    return exit;
  }
  std::string why;
  const auto server = load_http_server(why);
  if (!server) {
    complain("refreshsim serve: " + why);
    return Exit::bad_file;
  }
  // Blocked here, for every thread that begins from now on, and waited for by this one.
  const sigset_t set = endings();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  bound_memory();
  Studio studio(std::move(settings));
  const int port = server->bind(options.host, options.port);
  if (port == 0) {
    complain(
        fmt::format("refreshsim serve: can't listen on {}: another program does, or it is no "
                    "address of this machine; `--port 0` takes a free port",
                    address(options.host, options.port)));
    return Exit::bad_file;
  }
  if (const Exit told = announce(options, port); told != Exit::as_expected) return told;
  serve_until_signal(*server, studio);
  return Exit::as_expected;
}

}  // namespace

const Command kServeCommand{"serve",
                            "the studio: a page of this machine in which a scenario is edited "
                            "and runs as one types",
                            "[FILE...]",
                            0,
                            SIZE_MAX,
                            kServeOptions,
                            kServeExamples,
                            serve};

}  // namespace refreshsim::tools
