#include "sim/study/rank_message.h"

#include <array>
#include <cstring>

#include "sim/base/check.h"

namespace refreshsim {
namespace {

constexpr std::size_t kNumbers = 4;

}  // namespace

std::string to_bytes(const RankMessage& message) {
  const std::array<std::uint64_t, kNumbers> numbers{static_cast<std::uint64_t>(message.kind),
                                                    message.strategy, message.first, message.last};
  std::string bytes(sizeof numbers, '\0');
  std::memcpy(bytes.data(), numbers.data(), sizeof numbers);
  return bytes + message.payload;
}

RankMessage message_of(std::string_view bytes) {
  std::array<std::uint64_t, kNumbers> numbers{};
  REFRESHSIM_CHECK(bytes.size() >= sizeof numbers, "a rank's message is whole");
  std::memcpy(numbers.data(), bytes.data(), sizeof numbers);
  RankMessage message;
  message.kind = static_cast<RankMessage::Kind>(numbers[0]);
  message.strategy = numbers[1];
  message.first = numbers[2];
  message.last = numbers[3];
  message.payload = bytes.substr(sizeof numbers);
  return message;
}

}  // namespace refreshsim
