// Several processes that run one study together. Rank 0 hands out replicas and has the result; the
// others run what they are told to.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "refreshsim/run.h"

namespace refreshsim {

/// The processes, and how they talk: bytes, which arrive whole, and between two of them in the
/// order in which they were sent. Where one is lost, all end (MPI sees to that): nobody waits for
/// an answer that can't come, and rank 0 shows nothing.
class Ranks {
 public:
  struct Message {
    std::size_t from = 0;
    std::string bytes;
  };

  virtual ~Ranks() = default;
  /// This process, from 0.
  virtual std::size_t number() const = 0;
  virtual std::size_t count() const = 0;
  virtual void send(std::size_t to, const std::string& bytes) = 0;
  /// The next message from any rank; none if none comes in that time.
  virtual std::optional<Message> receive(std::chrono::milliseconds patience) = 0;
};

/// What every rank but 0 does: replicas, until it is dismissed. `jobs` threads; 0: one a processor.
void work_for_rank_zero(Ranks& ranks, std::string_view version, std::size_t jobs,
                        Engine engine = Engine::automatic);

/// Rank 0 needs the others no more.
void dismiss(Ranks& ranks);

}  // namespace refreshsim
