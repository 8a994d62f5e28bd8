// What ranks say to each other. They are one program on machines of one kind: numbers go as they
// lie in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace refreshsim {

struct RankMessage {
  enum class Kind : std::uint8_t {
    study,      ///< 0 to all: `payload` is the study
    task,       ///< 0 to one: run these replicas
    stop,       ///< 0 to one: don't go on with that
    dismissed,  ///< 0 to all: there is nothing more to do
    numbers,    ///< to 0: `payload` is the numbers of the task, by metric and replica
    given_up,   ///< to 0: stopped, or there is no study
    broken,     ///< to 0: `payload` says why the study can't go on
  };
  Kind kind = Kind::dismissed;
  std::uint64_t strategy = 0;
  std::uint64_t first = 0;  ///< replica
  std::uint64_t last = 0;   ///< the one behind the last
  std::string payload;
};

std::string to_bytes(const RankMessage& message);
RankMessage message_of(std::string_view bytes);

}  // namespace refreshsim
