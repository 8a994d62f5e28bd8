// Which image was missing when a refresh was refused for it.
#include <algorithm>

#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

/// The image that a launch configuration named last before a time.
std::string image_at(const Draft& draft, const std::string& configuration, std::int64_t at_ms) {
  std::string image = image_before(configuration);
  for (const IncidentCall& call : draft.calls) {
    const Value* of = call.request.find("LaunchConfigurationId");
    const Value* to = call.request.find("ImageId");
    const bool names = call.action == Action::ModifyLaunchConfigurationAttributes &&
                       of != nullptr && of->text() != nullptr && *of->text() == configuration &&
                       to != nullptr && to->text() != nullptr;
    const bool refused = call.exchange && !draft.incident->log.exchanges[*call.exchange].ok();
    if (names && !refused && call.at_ms <= at_ms) image = *to->text();
  }
  return image;
}

IncidentGroup* drafted_group(Draft& draft, const std::string& id) {
  for (IncidentGroup& each : draft.groups) {
    if (each.id == id) return &each;
  }
  return nullptr;
}

/// Images that accepted starts show to exist, if groups use the launch configurations they do now.
std::set<std::string> images_that_exist(Draft& draft) {
  std::set<std::string> images;
  for (const IncidentCall& call : draft.calls) {
    const bool accepted = call.action == Action::StartInstanceRefresh &&
                          (!call.exchange || draft.incident->log.exchanges[*call.exchange].ok());
    const Value* id = call.request.find("AutoScalingGroupId");
    if (!accepted || id == nullptr || id->text() == nullptr) continue;
    const IncidentGroup* group = drafted_group(draft, *id->text());
    if (group != nullptr) images.insert(image_at(draft, group->configuration, call.at_ms));
  }
  return images;
}

}  // namespace

bool lose_image(Draft& draft, const std::string& group_id, std::int64_t at_ms) {
  IncidentGroup* group = drafted_group(draft, group_id);
  if (group == nullptr) return false;
  const std::string usual = image_at(draft, group->configuration, at_ms);
  for (IncidentGroup& other : draft.groups) {
    // The log does not tell which group uses which: this one, or, the two exchanged, that one.
    std::swap(group->configuration, other.configuration);
    const std::string image = image_at(draft, group->configuration, at_ms);
    if (!images_that_exist(draft).contains(image)) {
      draft.missing_images.insert(image);
      return true;
    }
    std::swap(group->configuration, other.configuration);
  }
  draft.missing_images.insert(usual);
  return true;
}

}  // namespace refreshsim
