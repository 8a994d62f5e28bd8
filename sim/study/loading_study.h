// The parts of a study's loader: strategies, metrics, what is wanted.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/scenario/complaints.h"
#include "sim/scenario/fields.h"
#include "sim/study/study.h"

namespace refreshsim {

/// Fills a study from a tree. What the table of keys has complained about is there already; here
/// it reads as nothing.
class StudyLoading {
 public:
  /// `scenario` none: it can't be read.
  StudyLoading(Tree& tree, NodeId root, NodeId scenario, Complaints complaints, Study& study)
      : tree_(tree),
        root_(root),
        scenario_(scenario),
        study_(study),
        complaints_(std::move(complaints)) {}

  /// Everything that is wrong, in the files' order; nothing if the study is whole.
  std::vector<Diagnostic> load();

 private:
  using Settings = std::vector<std::pair<NodeId, NodeId>>;  ///< paths and values

  void load_base();
  void load_strategies();
  void load_grid();
  void add_strategy(NodeId where, std::string name, const Settings& settings);
  /// The scenario with the settings that lead somewhere; the others are complained of.
  NodeId with_settings(const Settings& settings);
  void load_strategy(NodeId where, NodeId scenario, Strategy strategy);
  void check_like_base(NodeId where, const Scenario& scenario);
  std::vector<Diagnostic> all_that_is_wrong() const;

  void load_metrics();
  void load_metric_list(NodeId list);
  void load_objectives();
  void load_plan();
  void load_half_widths(NodeId widths);
  void load_wishes();
  void load_wish(NodeId node);
  /// A metric by its name, which is measured from then on; none after a complaint.
  std::optional<std::size_t> metric(NodeId where);
  std::optional<std::size_t> strategy(NodeId where);
  std::optional<double> bound(NodeId node, std::size_t metric);

  void complain(NodeId where, std::string message) {
    complaints_.add(tree_.origin(where), std::move(message));
  }

  Tree& tree_;
  NodeId root_;
  NodeId scenario_;
  Study& study_;
  Scenario base_;
  bool base_is_right_ = false;
  std::vector<std::string> names_;  ///< of all strategies, also of those that are wrong
  bool all_named_ = true;
  Complaints complaints_;
  std::vector<Diagnostic> from_scenarios_;
  std::set<std::string> told_;  ///< of strategies' scenarios: each error once
};

}  // namespace refreshsim
