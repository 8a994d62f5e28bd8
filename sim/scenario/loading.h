// What the parts of the loader share: the tree that they read, the scenario that they fill, and the
// names that the file defines.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/scenario/complaints.h"
#include "sim/scenario/fields.h"

namespace refreshsim {

/// Names of one kind of things, each with its number, in the order in which they were defined.
class NameTable {
 public:
  /// `what` completes "no … is called `x`".
  explicit NameTable(std::string_view what) : what_(what) {}

  void add(std::string_view name, std::uint32_t number) {
    if (numbers_.try_emplace(name, number).second) names_.push_back(name);
  }
  std::optional<std::uint32_t> find(std::string_view name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }
  /// The complaint about a name that is not in the table: with the nearest that is, else with those
  /// that there are and some advice.
  std::string unknown(std::string_view name, std::string_view advice = {}) const;

 private:
  std::string_view what_;
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

struct Loading {
  Loading(const Tree& of, Complaints& to, Scenario& into)
      : tree(of), complaints(to), scenario(into) {}

  const Tree& tree;
  Complaints& complaints;
  Scenario& scenario;

  NameTable configurations{"launch configuration"};
  NameTable groups{"scaling group"};
  NameTable zones{"zone"};
  NameTable instances{"instance"};  ///< listed ones
  NameTable activities{"activity"};
  std::unordered_map<std::string_view, NodeId> called;  ///< every `as`, with its place

  void complain(NodeId where, std::string message) {
    complaints.add(tree.origin(where), std::move(message));
  }
  void complain(NodeId where, std::string message, NodeId other) {
    complaints.add(tree.origin(where), std::move(message), {tree.origin(other)});
  }

  // What a text refers to; none if there is no node, or after a complaint.
  GroupId group(NodeId node) { return find<GroupId>(node, groups); }
  ConfigId configuration(NodeId node) { return find<ConfigId>(node, configurations); }
  ZoneId zone(NodeId node) { return find<ZoneId>(node, zones); }
  NameId activity(NodeId node) { return activity(node, 0); }
  /// `$NAME` in a request.
  NameId activity_reference(NodeId node) { return activity(node, 1); }
  InstanceName instance(NodeId node);
  /// An image may have any name.
  SymbolId image(NodeId node);

  ZoneId define_zone(std::string_view name);
  /// A name that activities go by, and with it NAME.rollback.
  void define_activity(std::string_view name);

 private:
  /// Whether to look a name up; no more if nobody would hear that it is unknown.
  bool refers(NodeId node) const { return tree.is(node, NodeKind::scalar) && !complaints.full(); }
  NameId activity(NodeId node, std::size_t skipped);
  std::deque<std::string> activity_texts_;

  template <class Id>
  Id find(NodeId node, const NameTable& table) {
    if (!refers(node)) return {};
    const auto number = table.find(tree.text(node));
    if (!number) complain(node, table.unknown(tree.text(node)));
    return number ? Id{*number} : Id{};
  }
};

/// A duration or a distribution, of which it complains if it makes no sense.
Distribution load_distribution(Loading& loading, NodeId node);

// The parts of the loader, in the order in which they must run: names come before their uses.
void load_head(Loading& loading, NodeId root);
void load_bundle(Loading& loading, NodeId root);
void load_fleet(Loading& loading, NodeId root);
void load_instances(Loading& loading, NodeId groups);
void load_timing(Loading& loading, NodeId root);
void load_call_names(Loading& loading, NodeId calls);
void load_faults(Loading& loading, NodeId faults);
void load_calls(Loading& loading, NodeId calls);
void load_expectations(Loading& loading, NodeId expectations);

}  // namespace refreshsim
