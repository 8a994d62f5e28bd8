// The table of keys: launch configurations, images, scaling groups, and how long steps take.
#pragma once

#include "sim/scenario/keys_basic.h"

namespace refreshsim::keys {

inline constexpr std::array kConfigurationKeys{
    optional(name(Field::ImageId), kLine, "The image that instances are installed with."),
    optional(name(Field::UserData), kAny, "What runs at an instance's first boot."),
    optional(name(Field::EnhancedService), kAny, "Monitoring and security agents."),
    optional(name(Field::HostName), kAny, "How hosts are named."),
    optional(name(Field::LoginSettings), kAny, "Password or keys."),
};
inline constexpr std::array kConfigurationForms{
    Variant{{}, kConfigurationKeys, {}, "The fields that a reinstall takes."}};
inline constexpr Shape kConfiguration{.type = Type::record,
                                      .title = "launch_configuration",
                                      .what = "a map of the fields that a reinstall takes",
                                      .variants = kConfigurationForms};
inline constexpr Shape kConfigurations{
    .type = Type::map, .what = "a map from ids to launch configurations", .item = &kConfiguration};

inline constexpr std::array kImageKeys{
    defaulted("exists", kBoolean, "true", "false: a step that installs it fails at its end."),
    defaulted(
        "conflicts", kBoolean, "false",
        "true: it does not fit the instance's other parameters; a step that installs it fails "
        "at its end."),
};
inline constexpr std::array kImageForms{
    Variant{{}, kImageKeys, {}, "What is wrong with an image."}};
inline constexpr Shape kImage{.type = Type::record,
                              .title = "image",
                              .what = "a map such as {exists: false}",
                              .variants = kImageForms};
inline constexpr Shape kImages{
    .type = Type::map, .what = "a map from ImageIds to what is wrong with them", .item = &kImage};

inline constexpr std::array kListedKeys{
    optional("id", kLine, "Its id; without one the next free ins-NNNNNNNN."),
    optional("zone", kLine, "Its zone; without one the group's zones in turn."),
    optional("ImageId", kLine, "The image it runs; without one the launch configuration's."),
    defaulted("LifeCycleState", kLifeCycleState, "IN_SERVICE", "Its state at the start."),
};
inline constexpr std::array kListedForms{Variant{{}, kListedKeys, {}, "One instance."}};
inline constexpr Shape kListed{.type = Type::record,
                               .title = "instance",
                               .what = "a map such as {id: ins-00000001, zone: zone-1}",
                               .variants = kListedForms};
inline constexpr Shape kListedList{
    .type = Type::list, .what = "a list of instances", .max = kMostInstances, .item = &kListed};
inline constexpr std::array kInstancesOptions{&kSize, &kListedList};
inline constexpr Shape kInstances{.type = Type::either,
                                  .what = "a number of instances or a list of them",
                                  .options = kInstancesOptions};

inline constexpr Shape kZones{
    .type = Type::list, .what = "a list of zones", .min = 1, .max = 1000, .item = &kLine};
inline constexpr std::array kWindowKeys{
    defaulted("from", kDuration, "0s", "When it begins, counted from the start."),
    required("to", kDuration, "When it is over, counted from the start."),
};
inline constexpr std::array kWindowForms{Variant{{}, kWindowKeys, {}, "A stretch of time."}};
inline constexpr Shape kWindow{.type = Type::record,
                               .title = "window",
                               .what = "a map such as {from: 0s, to: 5m}",
                               .variants = kWindowForms};
inline constexpr Shape kWindows{.type = Type::list,
                                .what = "a list of windows such as [{from: 0s, to: 5m}]",
                                .max = kMostEntries,
                                .item = &kWindow};

inline constexpr std::array kGroupKeys{
    required("launch_configuration", kLine,
             "The launch configuration that its instances are installed from."),
    required("instances", kInstances,
             "Its instances at the start: a number, with ids ins-00000001 and so on, or a list."),
    optional("desired", kSize, "DesiredCapacity at the start; without it the number of instances."),
    defaulted("min", kSize, "0", "MinSize, below which calls don't lower DesiredCapacity."),
    optional("max", kSize,
             "MaxSize, above which calls don't raise DesiredCapacity; without it 2 × desired."),
    optional(
        "zones", kZones,
        "The zones that instances go to in turn; without them those of the listed instances as "
        "they first appear, else zone-1."),
    defaulted("load_balancer", kLoadBalancer, "application",
              "What takes traffic to its instances; only `application` can check their health."),
    defaulted("status", kGroupStatus, "NORMAL", "AutoScalingGroupStatus at the start."),
    optional("in_activity", kWindows, "When other scaling activities of the group are under way."),
};
inline constexpr std::array kGroupForms{Variant{{}, kGroupKeys, {}, "A scaling group."}};
inline constexpr Shape kGroup{.type = Type::record,
                              .title = "scaling_group",
                              .what = "a map of a scaling group's keys",
                              .variants = kGroupForms};
inline constexpr Shape kGroups{.type = Type::map,
                               .what = "a map from ids to scaling groups",
                               .max = kMostGroups,
                               .item = &kGroup};

}  // namespace refreshsim::keys
