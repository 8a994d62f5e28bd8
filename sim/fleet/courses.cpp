#include "sim/fleet/courses.h"

#include <algorithm>
#include <utility>

#include "sim/base/check.h"
#include "sim/engine/radix_sort.h"
#include "sim/fleet/step_facts.h"

namespace refreshsim {

void LaneFacts::set(const LaneTerms& terms) {
  for (const Step step : values<Step>()) {
    const StepFacts facts{InstanceId{}, terms.group, terms.activity, step, 1, terms.batch};
    started[index(step)] = step_started(facts);
    ended[index(step)] = step_ended(facts, FailureCause::none, FaultId{});
  }
}

void Courses::clear() {
  lanes_.clear();
  open_ = nullptr;
  free_.clear();
  for (auto lane = all_.rbegin(); lane != all_.rend(); ++lane) free_.push_back(lane->get());
}

void Courses::forget_large() {
  constexpr std::size_t kMostKept = 1u << 16;
  clear();
  for (const auto& lane : all_) {
    if (lane->ends.capacity() > kMostKept) *lane = Lane{};
  }
  if (spare_.capacity() > kMostKept) spare_ = LargeVector<std::uint64_t>();
}

/// A lane's courses are in the order of their instances, so that equal times are settled by place.
Lane& Courses::lane_for(const LaneTerms& terms, std::int64_t now_ms, std::uint32_t position) {
  const bool follows = fits(terms, now_ms) && open_->courses.back().position < position &&
                       open_->courses.size() < Lane::kMostCourses;
  if (!follows) open(terms, now_ms);
  return *open_;
}

void Courses::add(const LaneTerms& terms, std::int64_t now_ms, std::span<const Absence> absences) {
  if (!fits(terms, now_ms)) open(terms, now_ms);
  for (const Absence& each : absences) {
    const std::size_t place = open_->absences.size();
    const bool follows = place == 0 || (open_->absences.back().position < each.position &&
                                        place < Lane::kMostCourses);
    if (!follows) open(terms, now_ms);
    open_->absences.push_back(each);
  }
}

void Courses::open(const LaneTerms& terms, std::int64_t now_ms) {
  seal();
  if (free_.empty()) free_.push_back(all_.emplace_back(std::make_unique<Lane>()).get());
  open_ = free_.back();
  free_.pop_back();
  if (!terms.departed) open_->facts.set(terms);
  open_->terms = terms;
  open_->begin_ms = now_ms;
  open_->courses.clear();
  open_->absences.clear();
  open_->ends.clear();
  open_->next = 0;
  const std::size_t many = std::exchange(expected_, 0);
  terms.departed ? open_->absences.reserve(many) : open_->courses.reserve(many);
}

std::span<const Absence> Courses::take_absences(std::uint64_t most, std::int64_t before_ms) {
  Lane& lane = *lanes_.front();
  taken_.clear();
  do {
    taken_.push_back(lane.next_absence());
    ++lane.next;
  } while (taken_.size() < most && !lane.over() && lane.time_of(lane.ends[lane.next]) < before_ms);
  if (!lane.over()) lane.next_ms = lane.time_of(lane.ends[lane.next]);
  taken();
  return taken_;
}

void Lane::list_ends() {
  ends.resize(courses.size() * Course::kMostSteps + absences.size());
  std::uint64_t* next_end = ends.data();
  for (std::size_t place = 0; place < courses.size(); ++place) {
    const Course& course = courses[place];
    for (std::size_t i = course.at; i < course.count; ++i) {
      *next_end++ = end(course.ends[i], place, i);
    }
  }
  for (std::size_t place = 0; place < absences.size(); ++place) {
    *next_end++ = end(static_cast<std::uint32_t>(absences[place].back_ms - begin_ms), place, 0);
  }
  ends.resize(static_cast<std::size_t>(next_end - ends.data()));
}

void Courses::seal_open() {
  Lane& lane = *open_;
  open_ = nullptr;
  lane.list_ends();
  radix_sort(lane.ends, spare_);
  lane.next_ms = lane.time_of(lane.ends.front());
  lanes_.push_back(&lane);
  for (std::size_t place = lanes_.size() - 1; place > 0; place = (place - 1) / 2) {
    if (!lanes_[place]->before(*lanes_[(place - 1) / 2])) break;
    std::swap(lanes_[place], lanes_[(place - 1) / 2]);
  }
}

void Courses::taken() {
  Lane* const lane = lanes_.front();
  if (lane->over()) {
    free_.push_back(lane);
    lanes_.front() = lanes_.back();
    lanes_.pop_back();
  }
  if (lanes_.size() > 1) sift(0);
}

void Courses::sift(std::size_t place) {
  for (;;) {
    std::size_t least = place;
    for (std::size_t child = 2 * place + 1; child < 2 * place + 3; ++child) {
      if (child < lanes_.size() && lanes_[child]->before(*lanes_[least])) least = child;
    }
    if (least == place) return;
    std::swap(lanes_[place], lanes_[least]);
    place = least;
  }
}

std::pair<Lane*, Course*> Courses::find(GroupId group, std::uint32_t position,
                                        InstanceId instance) {
  seal();
  for (Lane* lane : lanes_) {
    if (lane->terms.group != group) continue;
    const auto place = std::lower_bound(
        lane->courses.begin(), lane->courses.end(), position,
        [](const Course& course, std::uint32_t wanted) { return course.position < wanted; });
    const bool found = place != lane->courses.end() && place->instance == instance;
    if (found && place->under_way()) return {lane, &*place};
  }
  REFRESHSIM_CHECK(false, "an instance on a course is in a lane");
  return {nullptr, nullptr};
}

}  // namespace refreshsim
