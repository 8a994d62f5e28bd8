#include "sim/scenario/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace refreshsim {
namespace {

using Failure = tl::unexpected<std::string>;

struct Descriptor {
  explicit Descriptor(int number) : fd(number) {}
  ~Descriptor() {
    if (fd >= 0) close(fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int fd;
};

Failure failure(int error) {
  if (error == ENOENT) return Failure("there is no such file");
  if (error == EACCES) return Failure("no permission to read this file");
  return Failure("can't be read: " + std::generic_category().message(error));
}

Failure too_large(std::size_t largest) {
  if (largest == kLargestFile) return Failure(kTooLarge);
  return Failure("larger than " + std::to_string(largest >> 20) + " MB");
}

tl::expected<std::string, std::string> read_all(int fd, std::size_t largest, std::size_t expected) {
  std::string text;
  text.reserve(expected);
  std::array<char, 1 << 16> portion;
  for (;;) {
    const ssize_t got = read(fd, portion.data(), portion.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(errno);
    if (got == 0) return text;
    text.append(portion.data(), static_cast<std::size_t>(got));
    if (text.size() > largest) return too_large(largest);
  }
}

bool same(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

tl::expected<std::string, std::string> read_file(const std::string& path, std::size_t largest) {
  if (path == "-") return read_all(STDIN_FILENO, largest, 0);
  // Without O_NONBLOCK opening a pipe would wait for its other end, perhaps for ever.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat before {};
  if (file.fd < 0 || fstat(file.fd, &before) != 0) return failure(errno);
  if (S_ISDIR(before.st_mode)) return Failure("this is a directory, not a file");
  if (!S_ISREG(before.st_mode)) {
    return Failure("this is a pipe or a device, not a file; - reads standard input");
  }
  if (static_cast<std::uint64_t>(before.st_size) > largest) return too_large(largest);
  auto text = read_all(file.fd, largest, static_cast<std::size_t>(before.st_size));
  struct stat after {};
  if (text && (fstat(file.fd, &after) != 0 || !same(before, after))) {
    return Failure("the file changed while it was read; try again");
  }
  return text;
}

}  // namespace refreshsim
