// The parts of a study's loader: strategies, metrics, what is wanted.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/scenario/complaints.h"
#include "sim/scenario/fields.h"
#include "sim/study/study.h"

namespace refreshsim {

/// Fills a study from a tree that the table of keys has no complaints about.
class StudyLoading {
 public:
  StudyLoading(Tree& tree, NodeId root, NodeId scenario, Study& study)
      : tree_(tree), root_(root), scenario_(scenario), study_(study) {}

  /// Everything that is wrong; nothing if the study is whole.
  std::vector<Diagnostic> load();

 private:
  using Settings = std::vector<std::pair<NodeId, NodeId>>;  ///< paths and values

  void load_strategies();
  void load_grid();
  void add_strategy(NodeId where, std::string name, const Settings& settings);
  void check_like_base(NodeId where, const Scenario& scenario);

  void load_metrics();
  void load_metric_list(NodeId list);
  void load_objectives();
  void load_plan();
  void load_half_widths(NodeId widths);
  void load_wishes();
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
  Complaints complaints_;
  std::vector<Diagnostic> from_strategies_;
};

}  // namespace refreshsim
