#include "sim/base/output_file.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace refreshsim {
namespace {

// Written whole, and from multiples of their size as long as nobody flushes: a file system has less
// to do for them (bench/README.md).
constexpr std::size_t kBlockBytes = 128 * 1024;

// Names of files in the making, for a signal handler: it may touch nothing but lock-free atomics.
std::array<std::atomic<const char*>, 32> unfinished{};

void remember(const char* path) {
  for (auto& slot : unfinished) {
    const char* empty = nullptr;
    if (slot.compare_exchange_strong(empty, path)) return;
  }
}

void forget(const char* path) {
  for (auto& slot : unfinished) {
    const char* expected = path;
    if (slot.compare_exchange_strong(expected, nullptr)) return;
  }
}

// While this lives no signal is handled in this thread: none may come between a file's creation and
// its name's being remembered.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsWait() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;

 private:
  sigset_t before_{};
};

// The permissions that open() would give a new file; umask can only be read by setting it.
mode_t default_mode() {
  const mode_t mask = ::umask(022);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

OutputFile::OutputFile(const std::string& path) : path_(path), target_(path) {
  if (path == "-") {
    path_ = "standard output";
    descriptor_ = STDOUT_FILENO;
    return;
  }
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail("can't be opened for writing", errno);
    return;
  }
  if (S_ISDIR(status.st_mode)) {
    fail("can't be written", EISDIR);
    return;
  }
  open_beside();
}

void OutputFile::open_beside() {
  // Through a symbolic link the file that it names is replaced, not the link.
  std::error_code missing;
  const std::filesystem::path real = std::filesystem::canonical(target_, missing);
  if (!missing) target_ = real.string();
  const mode_t mode = [&] {
    struct stat status {};
    return ::stat(target_.c_str(), &status) == 0 ? status.st_mode & 07777 : default_mode();
  }();
  if (!missing && ::access(target_.c_str(), W_OK) != 0) {
    fail("can't be written", errno);
    return;
  }
  const std::filesystem::path final_name(target_);
  temporary_ =
      (final_name.parent_path() / ("." + final_name.filename().string() + ".XXXXXX")).string();
  const SignalsWait until_remembered;
  descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  if (descriptor_ < 0) {
    const int number = errno;
    temporary_.clear();
    fail("can't be created", number);
    return;
  }
  remember(temporary_.c_str());
  if (::fchmod(descriptor_, mode) != 0) fail("can't be given its permissions", errno);
}

OutputFile::~OutputFile() {
  if (!temporary_.empty()) {
    discard();
  } else if (descriptor_ >= 0 && ok()) {
    flush();
  }
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

void OutputFile::write(std::string_view bytes) {
  if (!ok()) return;
  buffer_ += bytes;
  if (buffer_.size() >= kBlockBytes) hand_over(buffer_.size() / kBlockBytes * kBlockBytes);
}

void OutputFile::flush() { hand_over(buffer_.size()); }

void OutputFile::hand_over(std::size_t size) {
  std::string_view left = std::string_view(buffer_).substr(0, size);
  while (ok() && !left.empty()) {
    const ssize_t written = ::write(descriptor_, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail("can't be written", errno);
    }
  }
  buffer_.erase(0, size);
}

bool OutputFile::finish() {
  flush();
  if (temporary_.empty()) return ok();
  if (ok() && ::fsync(descriptor_) != 0 && errno != EINVAL) fail("can't be written", errno);
  if (ok() && ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    fail("can't be given its name", errno);
  }
  if (ok()) {
    forget(temporary_.c_str());
    temporary_.clear();
  } else {
    discard();
  }
  return ok();
}

void OutputFile::fail(const char* what, int number) {
  if (!ok()) return;
  closed_pipe_ = number == EPIPE;
  error_ = path_ + ": " + what + ": " + std::strerror(number);
}

void OutputFile::discard() {
  ::unlink(temporary_.c_str());
  forget(temporary_.c_str());
  temporary_.clear();
}

bool discard_unfinished_files() {
  bool any = false;
  for (auto& slot : unfinished) {
    const char* path = slot.load();
    if (path != nullptr && ::unlink(path) == 0) any = true;
  }
  return any;
}

}  // namespace refreshsim
