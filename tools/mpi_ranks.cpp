// Ranks over MPI: the only file that knows it. Only the main thread talks.
#include <mpi.h>

#include <cstdlib>
#include <exception>
#include <thread>

#include "sim/base/check.h"
#include "tools/ranks.h"

namespace refreshsim::tools {
namespace {

constexpr int kTag = 0;
/// A rank that waits leaves the processor to those that work; it looks less often the longer.
constexpr std::chrono::microseconds kFirstNap{50};
constexpr std::chrono::microseconds kLongestNap{1000};

class MpiRanks final : public Ranks {
 public:
  MpiRanks() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    REFRESHSIM_CHECK(provided >= MPI_THREAD_FUNNELED, "MPI lets the main thread talk");
    int number = 0;
    int count = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &number);
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    number_ = static_cast<std::size_t>(number);
    count_ = static_cast<std::size_t>(count);
  }

  /// Not when something went wrong: the others would be waited for in vain. A process that ends
  /// without this ends all.
  ~MpiRanks() override {
    if (std::uncaught_exceptions() == 0) MPI_Finalize();
  }

  std::size_t number() const override { return number_; }
  std::size_t count() const override { return count_; }

  void send(std::size_t to, const std::string& bytes) override {
    REFRESHSIM_CHECK(bytes.size() <= INT32_MAX, "a message has less than 2 GiB");
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, static_cast<int>(to), kTag,
             MPI_COMM_WORLD);
  }

  std::optional<Message> receive(std::chrono::milliseconds patience) override {
    const auto until = std::chrono::steady_clock::now() + patience;
    auto nap = kFirstNap;
    for (;;) {
      int there = 0;
      MPI_Status status{};
      MPI_Iprobe(MPI_ANY_SOURCE, kTag, MPI_COMM_WORLD, &there, &status);
      if (there != 0) return take(status);
      if (std::chrono::steady_clock::now() >= until) return std::nullopt;
      std::this_thread::sleep_for(nap);
      nap = std::min(2 * nap, kLongestNap);
    }
  }

 private:
  static Message take(MPI_Status status) {
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    Message message{static_cast<std::size_t>(status.MPI_SOURCE),
                    std::string(static_cast<std::size_t>(size), '\0')};
    MPI_Recv(message.bytes.data(), size, MPI_BYTE, status.MPI_SOURCE, kTag, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return message;
  }

  std::size_t number_ = 0;
  std::size_t count_ = 1;
};

/// Whether a launcher started this process: alone, MPI needs not be set up at all.
bool launched() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMI_RANK", "PMIX_RANK"}) {
    if (std::getenv(name) != nullptr) return true;
  }
  return false;
}

}  // namespace

tl::expected<std::unique_ptr<Ranks>, std::string> join_ranks() {
  if (!launched()) return nullptr;
  return std::make_unique<MpiRanks>();
}

}  // namespace refreshsim::tools
