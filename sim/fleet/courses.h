// THE COMPUTED PATH: steps whose ends are known beforehand.
//
// How long a step takes and how it ends are pure functions of keyed draws. So when the rows of a
// batch start together, all that will happen to each of them is known, up to the first step about
// which a fault, a timeout or a missing image has something to say. These steps of one instance are
// a `Course`; the courses that start in one event are a `Lane`, whose ends are sorted once, by the
// order of events (model.md, section 1), and then told one after another: no queue, no look at
// faults, no draw in between.
//
// A lane's ends come in one order with the queue's events, and give the same records with the same
// causes as if each had been in the queue. What an end changes of an instance is changed at once;
// only the step under way is written down differently, as a place in a course and not as a Job.
// Whatever touches that step from outside therefore first makes a Job of it (Fleet::release), which
// the queue then carries on: a timed fault on the instance, an outage of its zone, a defect that
// shows. A modified launch configuration lets courses end with the step under way (Fleet::cut). All
// other calls, faults and reactions leave courses as they are. What follows a step that was a job
// starts alone, and is a job too: sorting is for many.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "refreshsim/id.h"
#include "refreshsim/vocabulary.h"
#include "sim/base/large_vector.h"
#include "sim/base/prefetch.h"
#include "sim/engine/event.h"
#include "sim/engine/fact_stream.h"

namespace refreshsim {

/// One instance's steps from the one under way to the last whose end is known; one cache line.
struct alignas(64) Course {
  static constexpr std::size_t kMostSteps = 4;
  static constexpr std::uint8_t kOver = 0xff;

  std::uint64_t cause = 0;                       ///< the record that started the step under way
  std::array<std::uint32_t, kMostSteps> ends{};  ///< ms after the lane's beginning
  InstanceId instance;
  std::uint32_t position = 0;  ///< the instance's, in its group's order
  std::uint32_t owner = 0;     ///< StepContext::owner
  std::uint32_t attempt = 1;
  SymbolId image;     ///< a rollback's; none: the launch configuration's
  SoftwareId target;  ///< what the step under way installs, if it does
  std::array<Step, kMostSteps> steps{};
  std::uint8_t count = 0;
  std::uint8_t at = 0;  ///< the step under way; kOver: the course has ended, or is a job now

  bool under_way() const { return at != kOver; }
  bool at_last() const { return at + 1 == count; }
  Step step() const { return steps[at]; }
};
static_assert(sizeof(Course) == 64);

/// What the courses of a lane have in common.
struct LaneTerms {
  GroupId group;
  ActivityId activity;
  std::uint32_t batch = 0;
  std::int64_t health_check_timeout_ms = 0;
  bool departed = false;  ///< its rows are absences (departures.cpp)
  friend bool operator==(const LaneTerms&, const LaneTerms&) = default;
};

/// What the records of a lane's steps say, but for what is a row's own: instance and attempt.
struct LaneFacts {
  std::array<Record, kCount<Step>> started, ended;  ///< ended: passed

  void set(const LaneTerms& terms);
};

/// Courses, or absences, that started in one event, in the order of their instances, and their ends
/// in order.
struct Lane {
  static constexpr std::int64_t kMostMs = UINT32_MAX;      ///< from its beginning to an end
  static constexpr std::uint32_t kMostCourses = 1u << 30;  ///< an end has two bits for the step

  LaneTerms terms;
  LaneFacts facts;  ///< not of absences
  std::int64_t begin_ms = 0;
  LargeVector<Course> courses;
  LargeVector<Absence> absences;
  LargeVector<std::uint64_t> ends;  ///< ms after the beginning · course · step, 32, 30 and 2 bits
  std::size_t next = 0;             ///< of the ends; all have been told if there is none
  std::int64_t next_ms = 0;         ///< when it comes

  static std::uint64_t end(std::uint32_t after_ms, std::size_t course, std::size_t step) {
    return static_cast<std::uint64_t>(after_ms) << 32 | course << 2 | step;
  }
  static std::size_t course_of(std::uint64_t end) { return static_cast<std::uint32_t>(end) >> 2; }
  static std::size_t step_of(std::uint64_t end) { return end & 3; }

  /// All ends of what has started, in the order of the instances.
  void list_ends();
  std::int64_t time_of(std::uint64_t end) const {
    return begin_ms + static_cast<std::int64_t>(end >> 32);
  }
  std::uint32_t position_of(std::uint64_t end) const {
    const std::size_t place = course_of(end);
    return terms.departed ? absences[place].position : courses[place].position;
  }
  bool over() const { return next == ends.size(); }
  /// Takes the next end: its course, or null if that is no longer under way. `see` is shown a
  /// course whose end comes soon.
  template <class See>
  Course* take(See see) {
    look_ahead(see);
    const std::uint64_t end = ends[next++];
    if (!over()) next_ms = time_of(ends[next]);
    Course& course = courses[course_of(end)];
    return course.at == step_of(end) ? &course : nullptr;
  }
  /// Whether its next end comes first. Which course that is of counts only at the same time: else
  /// its memory need not be at hand.
  bool before(const Event& event) const {
    return next_ms != event.time_ms ? next_ms < event.time_ms : next_order() < event.order;
  }
  bool before(const Lane& other) const {
    return next_ms != other.next_ms ? next_ms < other.next_ms : next_order() < other.next_order();
  }
  std::uint64_t next_order() const {
    return Order::completion(terms.group.value, position_of(ends[next]));
  }
  const Absence& next_absence() const { return absences[course_of(ends[next])]; }
  std::int64_t start_of(const Course& course) const {
    return begin_ms + (course.at == 0 ? 0 : course.ends[course.at - 1u]);
  }
  std::int64_t end_of(const Course& course) const { return begin_ms + course.ends[course.at]; }

 private:
  /// Fetches what the ends after the next will need: the courses far ahead, and by them the rest.
  template <class See>
  void look_ahead(See see) const {
    constexpr std::size_t kFar = 24;
    constexpr std::size_t kNear = 12;
    if (next + kFar >= ends.size()) return;
    prefetch(courses[course_of(ends[next + kFar])]);
    const std::uint64_t near = ends[next + kNear];
    see(courses[course_of(near)], step_of(near));
  }
};

/// All lanes, in the order of their next ends.
class Courses {
 public:
  void clear();
  /// Gives back the memory of large lanes, which is worth more than not to ask for it again.
  void forget_large();
  /// About so many courses, or absences, will start together: growing would need half as much
  /// again.
  void expect(std::size_t many) { expected_ = many; }
  /// Where a course of an instance at this place belongs that starts in the present event.
  Lane& lane_for(const LaneTerms& terms, std::int64_t now_ms, std::uint32_t position);
  /// Adds absences to what starts in the present event.
  void add(const LaneTerms& terms, std::int64_t now_ms, std::span<const Absence> absences);
  /// The event is over: what started in it takes its place in the order.
  void seal() {
    if (open_ != nullptr) seal_open();
  }
  /// Whether a lane has begun in the present event.
  bool begun() const { return open_ != nullptr; }
  /// The lane whose end comes next; null: there is none.
  Lane* first() { return lanes_.empty() ? nullptr : lanes_.front(); }
  /// Ends of the first lane have been taken.
  void taken();
  /// `before_ms`, or when another lane than the first has its next end, if that is earlier.
  std::int64_t alone_until(std::int64_t before_ms) const {
    for (std::size_t child = 1; child < std::min<std::size_t>(lanes_.size(), 3); ++child) {
      before_ms = std::min(before_ms, lanes_[child]->next_ms);
    }
    return before_ms;
  }
  /// Takes absences out of the first lane, the next one and those that end before `before_ms`, at
  /// most so many; valid until the next call.
  std::span<const Absence> take_absences(std::uint64_t most, std::int64_t before_ms);
  /// The course that an instance is on, and its lane; null: it is on none.
  std::pair<Lane*, Course*> find(GroupId group, std::uint32_t position, InstanceId instance);
  /// Shows every lane that is not over.
  template <class See>
  void each_lane(See see) {
    seal();
    for (Lane* lane : lanes_) see(*lane);
  }

 private:
  bool fits(const LaneTerms& terms, std::int64_t now_ms) const {
    return open_ != nullptr && open_->terms == terms && open_->begin_ms == now_ms;
  }
  void open(const LaneTerms& terms, std::int64_t now_ms);
  void seal_open();
  void sift(std::size_t place);

  std::vector<std::unique_ptr<Lane>> all_;  ///< their memory is used again
  std::vector<Lane*> free_;
  std::vector<Lane*> lanes_;  ///< a heap of two children a node, by what comes next
  Lane* open_ = nullptr;      ///< the one that courses are added to
  std::size_t expected_ = 0;  ///< expect()'s, until a lane has got room for them
  LargeVector<std::uint64_t> spare_;
  std::vector<Absence> taken_;
};

}  // namespace refreshsim
