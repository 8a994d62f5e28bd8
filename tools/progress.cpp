#include "tools/progress.h"

#include <cstdio>

#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::chrono::seconds kFirst{1};
constexpr std::chrono::milliseconds kEvery{200};
constexpr std::string_view kEraseLine = "\r\x1b[K";

void put(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

Progress::Progress(bool wanted)
    : active_(wanted && stderr_is_terminal()), next_(Clock::now() + kFirst) {}

Progress::~Progress() { clear(); }

bool Progress::due() { return active_ && Clock::now() >= next_; }

void Progress::show(const std::string& text) {
  next_ = Clock::now() + kEvery;
  shown_ = true;
  put(std::string(kEraseLine) + text);
}

void Progress::clear() {
  if (shown_) put(kEraseLine);
  shown_ = false;
}

}  // namespace refreshsim::tools
