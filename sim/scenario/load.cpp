#include "refreshsim/load.h"

#include "sim/scenario/extends.h"
#include "sim/scenario/keys.h"
#include "sim/scenario/load_alone.h"
#include "sim/scenario/load_tree.h"
#include "sim/scenario/loading.h"
#include "sim/scenario/read_file.h"
#include "sim/scenario/validate.h"

namespace refreshsim {
namespace {

void load_list(Loading& loading, NodeId root, std::string_view key,
               void (*load)(Loading&, NodeId)) {
  const NodeId list = loading.tree.find(root, key);
  if (loading.tree.is(list, NodeKind::list)) load(loading, list);
}

/// All that a map can be loaded from, whatever is wrong with the rest: so the errors of names and
/// values are told together with those of keys and types.
void load_map(Loading& loading, NodeId root) {
  load_head(loading, root);
  load_bundle(loading, root);
  load_fleet(loading, root);
  load_timing(loading, root);
  load_list(loading, root, "calls", load_call_names);
  load_list(loading, root, "faults", load_faults);
  load_list(loading, root, "calls", load_calls);
  load_list(loading, root, "expect", load_expectations);
}

LoadResult load_whole(WholeTree whole) {
  if (whole.unreadable.empty()) return load_tree(whole.tree, whole.root, whole.complaints);
  LoadResult result;
  result.diagnostics = std::move(whole.unreadable);
  return result;
}

WholeTree parse_by(NodeId (*parse)(Tree&, std::uint16_t, Complaints&), std::string text,
                   const std::string& path) {
  WholeTree whole;
  if (text.size() > kLargestFile) {
    whole.unreadable.push_back(unreadable(path, kTooLarge));
    return whole;
  }
  const std::uint16_t source = whole.tree.add_source(Source(path, std::move(text)));
  whole.root = parse(whole.tree, source, whole.complaints);
  return whole;
}

}  // namespace

WholeTree parse_tree(std::string text, const std::string& path) {
  return parse_by(parse_whole, std::move(text), path);
}

WholeTree read_tree(const std::string& path) {
  auto text = read_file(path);
  if (text) return parse_tree(std::move(*text), path);
  WholeTree whole;
  whole.unreadable.push_back(unreadable(path, text.error()));
  return whole;
}

LoadResult load_tree(const Tree& tree, NodeId root, Complaints complaints) {
  LoadResult result;
  if (root.some()) validate(tree, root, scenario_shape(), complaints);
  if (tree.is(root, NodeKind::map) && !complaints.full()) {
    Loading loading(tree, complaints, result.scenario);
    load_map(loading, root);
  }
  result.diagnostics = complaints.diagnostics(tree);
  return result;
}

LoadResult load_scenario(const std::string& path) { return load_whole(read_tree(path)); }

LoadResult parse_scenario(std::string_view text, const std::string& path) {
  return load_whole(parse_tree(std::string(text), path));
}

LoadResult parse_scenario_alone(std::string_view text, const std::string& file) {
  return load_whole(parse_by(parse_whole_alone, std::string(text), file));
}

}  // namespace refreshsim
