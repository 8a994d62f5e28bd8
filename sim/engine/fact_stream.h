// Where the model writes down what changed. Sinks hear the records in portions, so that a record
// costs the model one store, and a run without a timeline keeps none.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "refreshsim/id.h"
#include "refreshsim/record.h"

namespace refreshsim {

/// An instance that leaves service for a row and comes back from it, healthy.
struct Absence {
  InstanceId instance;
  std::uint32_t position = 0;  ///< its place in the group's order
  std::uint32_t owner = 0;     ///< the service's: the row
  SoftwareId installed;        ///< meanwhile
  std::int64_t back_ms = 0;
};

/// Hears of absences without a record, always of one group's: of some that begin together, and of
/// some that end, in the order of their ends.
class AbsenceSink {
 public:
  virtual ~AbsenceSink() = default;
  virtual void hear_left(std::span<const Absence> absences, std::int64_t now_ms) = 0;
  virtual void hear_back(std::span<const Absence> absences) = 0;
};

class FactStream {
 public:
  /// Begins a new timeline with these listeners.
  void reset(std::initializer_list<RecordSink*> sinks) {
    reset(std::span(sinks.begin(), sinks.size()));
  }
  /// `opening`: how many records there have been, which these listeners need not hear.
  void reset(std::span<RecordSink* const> sinks, std::uint64_t opening = 0) {
    sinks_.assign(sinks.begin(), sinks.end());
    wanted_ = {};
    for (const RecordSink* sink : sinks) wanted_ |= sink->wants();
    used_ = 0;
    unheard_ = {};
    absences_ = nullptr;
    next_ = opening;
    time_ms_ = 0;
    last_ms_ = 0;
  }

  void advance_to(std::int64_t time_ms) { time_ms_ = time_ms; }
  std::int64_t now_ms() const { return time_ms_; }
  /// The time of the latest record.
  std::int64_t last_ms() const { return last_ms_; }
  /// The number of records so far, the sequence of the next one.
  std::uint64_t next() const { return next_; }

  /// Adds a record at the present time; returns its sequence, the cause of what follows from it.
  [[gnu::always_inline]] std::uint64_t emit(const Record& record, std::uint64_t cause) {
    note_time();
    if (wanted_.has(record)) write(record, cause);
    return next_++;
  }
  /// Adds a record that is like another but for what is given, and of the kind in `of`; no step
  /// that failed, which some want who want no other.
  [[gnu::always_inline]] std::uint64_t emit_like(const Record& like, RecordKinds of,
                                                 std::uint32_t subject, std::uint32_t a,
                                                 std::uint64_t cause) {
    note_time();
    if (wanted_.meets(of)) {
      Record& place = buffer_[used_++];
      place = like;
      place.time_ms = time_ms_;
      place.sequence = next_;
      place.cause = cause;
      place.subject = subject;
      place.a = a;
      written(of);
    }
    return next_++;
  }
  /// Whether somebody hears of all records of a kind.
  bool wants(RecordKind kind) const { return wanted_.meets({kind}); }
  /// Counts records that nobody wants, at the present time; returns the sequence of the last.
  std::uint64_t pass_over(std::uint64_t records) {
    note_time();
    return (next_ += records) - 1;
  }
  /// Whom absences can be told to instead of records, until the stream is reset: for who lets no
  /// other hear of an instance's state, health and installation.
  void tell_absences(AbsenceSink* to) { absences_ = to; }
  bool tells_absences() const { return absences_ != nullptr; }
  /// After everything that was written down so far.
  AbsenceSink& absences() {
    flush();
    return *absences_;
  }
  /// Adds a record that nothing led to.
  std::uint64_t emit_root(const Record& record) { return emit(record, next_); }

  /// Lets the sinks hear everything so far that has anything for them.
  [[gnu::noinline]] void flush() {
    if (used_ == 0) return;
    for (RecordSink* sink : sinks_) {
      if (sink->wants().meets(unheard_)) sink->hear({buffer_.data(), used_});
    }
    used_ = 0;
    unheard_ = {};
  }
  /// The kinds of what the sinks have not heard yet.
  RecordKinds unheard() const { return unheard_; }

 private:
  [[gnu::always_inline]] void write(const Record& record, std::uint64_t cause) {
    // Member by member: a copy of the whole would read in larger pieces what has just been written
    // in smaller ones, for which a processor has to wait.
    Record& place = buffer_[used_++];
    place.time_ms = time_ms_;
    place.sequence = next_;
    place.cause = cause;
    place.kind = record.kind;
    place.group = record.group;
    place.subject = record.subject;
    place.part = record.part;
    place.from = record.from;
    place.to = record.to;
    place.a = record.a;
    place.b = record.b;
    place.c = record.c;
    place.d = record.d;
    RecordKinds of;
    of |= record.kind;
    written(of);
  }
  void note_time() { last_ms_ = std::max(last_ms_, time_ms_); }
  [[gnu::always_inline]] void written(RecordKinds of) {
    unheard_ |= of;
    if (used_ == buffer_.size()) flush();
  }

  RecordKinds wanted_ = RecordKinds::all();
  RecordKinds unheard_;
  std::array<Record, 256> buffer_{};
  std::size_t used_ = 0;
  std::uint64_t next_ = 0;
  std::int64_t time_ms_ = 0;
  std::int64_t last_ms_ = 0;
  std::vector<RecordSink*> sinks_;
  AbsenceSink* absences_ = nullptr;
};

}  // namespace refreshsim
