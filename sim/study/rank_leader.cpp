#include "sim/study/rank_leader.h"

#include <algorithm>
#include <cstring>

#include "sim/study/rank_message.h"
#include "sim/study/shard_file.h"

namespace refreshsim {

using Say = RankMessage::Kind;

RankLeader::RankLeader(Ranks& ranks, const Study& study, std::string_view version)
    : ranks_(ranks), busy_(ranks.count(), false) {
  const std::string bytes = to_bytes({Say::study, 0, 0, 0, study_to_send(study, version)});
  for (std::size_t rank = 1; rank < ranks_.count(); ++rank) ranks_.send(rank, bytes);
}

bool RankLeader::busy() const { return std::find(busy_.begin(), busy_.end(), true) != busy_.end(); }

void RankLeader::give(std::size_t rank, const RankTask& task) {
  busy_[rank] = true;
  stopped_ = false;
  ranks_.send(rank, to_bytes({Say::task, task.strategy, task.first, task.last, {}}));
}

void RankLeader::stop() {
  if (stopped_) return;
  stopped_ = true;
  for (std::size_t rank = 1; rank < ranks_.count(); ++rank) {
    if (busy_[rank]) ranks_.send(rank, to_bytes({Say::stop, 0, 0, 0, {}}));
  }
}

std::optional<RankAnswer> RankLeader::receive(std::chrono::milliseconds patience) {
  const auto message = ranks_.receive(patience);
  if (!message) return std::nullopt;
  const RankMessage said = message_of(message->bytes);
  RankAnswer answer;
  answer.rank = message->from;
  busy_[answer.rank] = false;
  if (said.kind == Say::broken) answer.broken = said.payload;
  if (said.kind == Say::numbers) {
    answer.values.resize(said.payload.size() / sizeof(double));
    std::memcpy(answer.values.data(), said.payload.data(), said.payload.size());
  }
  return answer;
}

void dismiss(Ranks& ranks) {
  for (std::size_t rank = 1; rank < ranks.count(); ++rank) {
    ranks.send(rank, to_bytes({Say::dismissed, 0, 0, 0, {}}));
  }
}

}  // namespace refreshsim
