// What the ranks beside rank 0 do.
#include <array>
#include <memory>

#include "sim/study/rank_message.h"
#include "sim/study/ranks.h"
#include "sim/study/replicas.h"
#include "sim/study/shard_file.h"

namespace refreshsim {
namespace {

constexpr std::chrono::milliseconds kNextTask{1000};

class RankWorker {
 public:
  RankWorker(Ranks& ranks, std::string_view version, std::size_t jobs, Engine engine)
      : ranks_(ranks), version_(version), jobs_(jobs), engine_(engine) {}

  void operator()() {
    while (!dismissed_) {
      if (const auto message = ranks_.receive(kNextTask)) obey(message_of(message->bytes));
    }
  }

 private:
  using Say = RankMessage::Kind;

  void obey(const RankMessage& said) {
    switch (said.kind) {
      case Say::study:
        return learn(said.payload);
      case Say::task:
        return answer(run(said));
      case Say::dismissed:
        dismissed_ = true;
        return;
      case Say::stop:  // came when the task was answered already
      case Say::numbers:
      case Say::given_up:
      case Say::broken:
        return;
    }
  }

  void learn(const std::string& bytes) {
    crew_.reset();
    auto study = received_study(bytes, version_);
    if (!study) {
      problem_ = "rank " + std::to_string(ranks_.number()) + ": " + study.error();
      return;
    }
    study_ = std::move(*study);
    crew_ = std::make_unique<Crew>(study_, jobs_, engine_);
  }

  RankMessage run(const RankMessage& task) {
    if (crew_ == nullptr) return {Say::broken, 0, 0, 0, problem_};
    Numbers numbers(study_.strategies.size(), study_.metrics.size(), task.first);
    std::atomic<bool> stop{false};
    ReplicaOptions how;
    how.interrupted = &stop;
    how.progress = [this, &stop](std::size_t) { stop = stop || told_to_stop(); };
    const std::array<std::size_t, 1> strategy{task.strategy};
    const std::size_t count = task.last - task.first;
    const ReplicaEnd end = crew_->run(strategy, 0, count, how, numbers);
    if (!end.broken.empty()) return {Say::broken, 0, 0, 0, end.broken};
    if (numbers.count(task.strategy) < count) return {Say::given_up, 0, 0, 0, {}};
    RankMessage said{Say::numbers, task.strategy, task.first, task.last, {}};
    for (std::size_t i = 0; i < study_.metrics.size(); ++i) {
      const std::span<const double> values = numbers.of(task.strategy, i);
      said.payload.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
    return said;
  }

  bool told_to_stop() {
    const auto message = ranks_.receive({});
    if (!message) return false;
    const Say kind = message_of(message->bytes).kind;
    dismissed_ = kind == Say::dismissed;
    return kind == Say::stop || dismissed_;
  }

  void answer(const RankMessage& said) { ranks_.send(0, to_bytes(said)); }

  Ranks& ranks_;
  std::string_view version_;
  std::size_t jobs_;
  Engine engine_;
  Study study_;
  std::unique_ptr<Crew> crew_;
  std::string problem_ = "there is no study";
  bool dismissed_ = false;
};

}  // namespace

void work_for_rank_zero(Ranks& ranks, std::string_view version, std::size_t jobs, Engine engine) {
  RankWorker(ranks, version, jobs, engine)();
}

}  // namespace refreshsim
