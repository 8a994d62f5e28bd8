// Random valid scenarios: what the properties are about.
#pragma once

#include <rapidcheck.h>

#include <cstdlib>
#include <iosfwd>
#include <string>
#include <vector>

namespace refreshsim::property::random_story {

/// What concerns one scaling group, as entries of the file.
struct GroupStory {
  int instances = 1;
  std::string configuration;
  std::string group;
  std::vector<std::string> faults;
  std::vector<std::string> calls;
};

struct Story {
  std::string head;                 ///< seed, horizon, timing, slo
  std::vector<std::string> faults;  ///< that concern any group; they are listed first
  std::vector<GroupStory> groups;

  int instances() const;
  /// The scenario's text with only the first `groups` groups and what concerns them.
  std::string yaml(std::size_t groups) const;
  std::string yaml() const { return yaml(groups.size()); }
};

/// Shown as its YAML when a property does not hold.
std::ostream& operator<<(std::ostream& out, const Story& story);

/// Stories of `least` to `most` groups (at most 2), with 1–8 instances and 1–3 zones.
rc::Gen<Story> stories(int least = 1, int most = 2);

/// Whether a property holds for 200 stories, the same ones each time; RC_PARAMS changes them.
template <class Property>
bool holds(const std::string& what, const Property& property) {
  setenv("RC_PARAMS", "seed=20250101 max_success=200", 0);
  return rc::check(what, property);
}

}  // namespace refreshsim::property::random_story
