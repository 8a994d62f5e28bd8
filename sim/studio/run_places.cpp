#include "sim/studio/run_places.h"

namespace refreshsim {

std::shared_ptr<RunPlace> RunPlaces::take(const std::string& page) {
  const std::lock_guard lock(mutex_);
  std::erase_if(taken_, [](const auto& each) { return each.expired(); });
  for (const auto& each : taken_) {
    const auto run = each.lock();
    if (run && !page.empty() && run->page() == page) run->give_up();
  }
  // One that was given up keeps its place until it has heard of it: the bound is of what goes on.
  if (closed_ || taken_.size() >= most_) return nullptr;
  auto place = std::make_shared<RunPlace>(page);
  taken_.push_back(place);
  return place;
}

void RunPlaces::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for (const auto& each : taken_) {
    if (const auto run = each.lock()) run->give_up();
  }
}

}  // namespace refreshsim
