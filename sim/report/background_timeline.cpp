#include "sim/report/background_timeline.h"

#include <pthread.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace refreshsim {
namespace {

using Portion = std::vector<Record>;

constexpr std::size_t kRecordsInPortion = 8192;  // half a megabyte
constexpr std::size_t kMostWaiting = 4;
constexpr std::size_t kRecordsInSlice = 256;

// Signals are for the thread that runs the program: the one made while this lives handles none.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

// Between the two threads: portions that wait, and empty ones that come back. `inner` is the
// writing thread's from the first portion until that thread has ended.
class BackgroundTimeline::State {
 public:
  explicit State(std::unique_ptr<TimelineWriter> inner) : inner_(std::move(inner)) {
    filling_.reserve(kRecordsInPortion);
  }
  ~State() { end_thread(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void add(std::span<const Record> records) {
    while (!records.empty()) {
      const std::size_t taken = std::min(records.size(), kRecordsInPortion - filling_.size());
      filling_.insert(filling_.end(), records.begin(),
                      records.begin() + static_cast<std::ptrdiff_t>(taken));
      records = records.subspan(taken);
      if (filling_.size() == kRecordsInPortion) hand_over();
    }
  }

  void finish(const RunResult& result) {
    end_thread();
    if (failure_) std::rethrow_exception(failure_);
    tell(filling_);
    filling_.clear();
    inner_->finish(result);
  }

 private:
  void hand_over() {
    if (!thread_.joinable()) {
      const NoSignals while_it_is_made;
      thread_ = std::thread([this] { write(); });
    }
    std::unique_lock lock(mutex_);
    taken_.wait(lock, [this] { return waiting_.size() < kMostWaiting || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    waiting_.push_back(std::move(filling_));
    if (!empty_.empty()) {
      filling_ = std::move(empty_.back());
      empty_.pop_back();
    } else {
      filling_ = Portion();
      filling_.reserve(kRecordsInPortion);
    }
    lock.unlock();
    given_.notify_one();
  }

  void write() {
    std::unique_lock lock(mutex_);
    while (true) {
      given_.wait(lock, [this] { return !waiting_.empty() || over_; });
      if (waiting_.empty()) return;
      Portion portion = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      taken_.notify_one();
      std::exception_ptr failure = write(portion);
      portion.clear();
      lock.lock();
      empty_.push_back(std::move(portion));
      if (!failure) continue;
      failure_ = std::move(failure);
      lock.unlock();
      return taken_.notify_one();
    }
  }

  /// In slices whose text fits into a processor's nearest memory.
  void tell(std::span<const Record> records) {
    while (!records.empty()) {
      const auto slice = records.first(std::min(records.size(), kRecordsInSlice));
      inner_->hear(slice);
      records = records.subspan(slice.size());
    }
  }

  std::exception_ptr write(const Portion& portion) noexcept {
    try {
      tell(portion);
      return nullptr;
    } catch (...) {
      return std::current_exception();
    }
  }

  void end_thread() {
    if (!thread_.joinable()) return;
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    given_.notify_one();
    thread_.join();
  }

  std::unique_ptr<TimelineWriter> inner_;
  Portion filling_;  // the run's alone

  std::mutex mutex_;  // of all that follows
  std::condition_variable given_;
  std::condition_variable taken_;
  std::deque<Portion> waiting_;
  std::vector<Portion> empty_;
  std::exception_ptr failure_;
  bool over_ = false;

  std::thread thread_;
};

BackgroundTimeline::BackgroundTimeline(std::unique_ptr<TimelineWriter> inner)
    : wants_(inner->wants()), state_(std::make_unique<State>(std::move(inner))) {}
BackgroundTimeline::~BackgroundTimeline() = default;

void BackgroundTimeline::hear(std::span<const Record> records) { state_->add(records); }
void BackgroundTimeline::finish(const RunResult& result) { state_->finish(result); }

}  // namespace refreshsim
