#include <filesystem>

#include "sim/scenario/extends.h"
#include "sim/scenario/fields.h"
#include "sim/scenario/keys.h"
#include "sim/scenario/load_tree.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/read_file.h"
#include "sim/scenario/render.h"
#include "sim/scenario/scalars.h"
#include "sim/scenario/utf8.h"
#include "sim/scenario/validate.h"
#include "sim/study/loading_study.h"
#include "sim/study/override.h"

namespace refreshsim {
namespace {

constexpr std::string_view kVersionKey = "refreshsim_study";

std::string stem(std::string_view path) {
  if (path == "-") return "stdin";
  path.remove_prefix(path.find_last_of('/') + 1);
  const std::size_t dot = path.find_last_of('.');
  return std::string(dot == 0 ? path : path.substr(0, dot));
}

/// The tree of a study file, its scenario read and written out where it stands.
class StudyTree {
 public:
  StudyTree(std::string text, const std::string& own_path)
      : source_(tree.add_source(Source(own_path, std::move(text)))) {}

  /// False after a complaint that leaves nothing to check.
  bool read() {
    const std::optional<NodeId> parsed = parse_yaml(tree, source_, complaints);
    if (!parsed || !is_study(*parsed)) return false;
    root = *parsed;
    const NodeId scenario_node = tree.find(root, "scenario");
    if (tree.is(scenario_node, NodeKind::map)) {
      scenario = extend_map(tree, scenario_node, complaints);
      if (scenario.some()) root = with_scenario();
    }
    validate(tree, root, study_shape(), complaints);
    if (tree.is(scenario_node, NodeKind::scalar)) scenario = read_scenario(scenario_node);
    return tree.is(root, NodeKind::map);
  }

  /// The study with its scenario written out, and with a name.
  NodeId with_scenario() {
    std::vector<NodeId> pairs(tree.pairs(root).begin(), tree.pairs(root).end());
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
      if (tree.text(pairs[i]) == "scenario") pairs[i + 1] = scenario;
    }
    return tree.add_map(pairs, tree.origin(root));
  }

  Tree tree;
  NodeId root;
  NodeId scenario;
  std::string path;  ///< of the scenario's own file; empty: it stands in the study
  Complaints complaints;

 private:
  bool is_study(NodeId node) {
    if (!node.some() || tree.is(node, NodeKind::null)) {
      complaints.add({0, source_}, "the file is empty; a study begins with `refreshsim_study: 1`");
      return false;
    }
    if (tree.find(node, kVersionKey).some() || !tree.find(node, "refreshsim").some()) return true;
    complaints.add(tree.origin(node), "this is a scenario, not a study; `refreshsim run` runs it");
    return false;
  }

  NodeId read_scenario(NodeId at) {
    const std::string own = tree.source(source_).path();
    const std::filesystem::path folder = std::filesystem::path(own == "-" ? "" : own).parent_path();
    path = (folder / tree.text(at)).lexically_normal().string();
    auto text = read_file(path);
    if (!text) {
      complaints.add(tree.origin(at), ticked(path) + ": " + text.error());
      return {};
    }
    return parse_whole(tree, tree.add_source(Source(path, std::move(*text))), complaints);
  }

  std::uint16_t source_;
};

LoadResult load_settings(Tree& tree, NodeId root, const std::vector<std::string>& settings,
                         Complaints complaints) {
  for (const std::string& each : settings) {
    if (!root.some()) break;
    const NodeId changed = with_assignment(tree, root, each, complaints);
    if (changed.some()) root = changed;
  }
  return load_tree(tree, root, std::move(complaints));
}

}  // namespace

StudyResult parse_study(std::string text, const std::string& path) {
  StudyResult result;
  StudyTree file(std::move(text), path);
  if (!file.read()) {
    result.diagnostics = file.complaints.diagnostics(file.tree);
    return result;
  }
  Study& study = result.study;
  study.name = Fields(file.tree, file.root).text("name");
  if (study.name.empty()) study.name = stem(path);
  study.path = file.path.empty() ? path : file.path;
  if (file.scenario.some()) study.text = render(file.tree, file.with_scenario());
  StudyLoading loading(file.tree, file.root, file.scenario, std::move(file.complaints), study);
  result.diagnostics = loading.load();
  return result;
}

LoadResult parse_with_settings(std::string text, const std::string& path,
                               const std::vector<std::string>& settings) {
  if (text.find(kVersionKey) == std::string::npos) {
    WholeTree whole = parse_tree(std::move(text), path);
    LoadResult result =
        load_settings(whole.tree, whole.root, settings, std::move(whole.complaints));
    if (!whole.unreadable.empty()) result.diagnostics = std::move(whole.unreadable);
    return result;
  }
  LoadResult result;
  StudyTree file(std::move(text), path);
  if (file.read() && file.scenario.some()) {
    return load_settings(file.tree, file.scenario, settings, std::move(file.complaints));
  }
  result.diagnostics = file.complaints.diagnostics(file.tree);
  return result;
}

LoadResult load_with_settings(const std::string& path, const std::vector<std::string>& settings) {
  auto text = read_file(path);
  if (text) return parse_with_settings(std::move(*text), path, settings);
  LoadResult result;
  result.diagnostics.push_back(unreadable(path, text.error()));
  return result;
}

StudyResult load_study(const std::string& path) {
  auto text = read_file(path);
  if (text) return parse_study(std::move(*text), path);
  StudyResult result;
  result.diagnostics.push_back(unreadable(path, text.error()));
  return result;
}

}  // namespace refreshsim
