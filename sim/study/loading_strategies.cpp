#include <algorithm>
#include <map>
#include <tuple>

#include "sim/scenario/load_tree.h"
#include "sim/scenario/render.h"
#include "sim/scenario/utf8.h"
#include "sim/study/loading_study.h"
#include "sim/study/measure.h"
#include "sim/study/override.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostStrategies = 1000;

bool same(const Diagnostic& a, const Diagnostic& b) {
  return a.place.file == b.place.file && a.place.line == b.place.line &&
         a.place.column == b.place.column && a.message == b.message;
}

/// Puts what is wrong into the order of the files and their lines.
void sort_by_place(const Tree& tree, std::vector<Diagnostic>& all) {
  std::map<std::string, std::size_t> order;
  for (std::size_t i = 0; i < tree.sources(); ++i) {
    order.emplace(tree.source(static_cast<std::uint16_t>(i)).path(), i);
  }
  const auto key = [&order](const Diagnostic& of) {
    const auto file = order.find(of.place.file);
    const std::size_t number = file == order.end() ? 0 : file->second;
    return std::tuple(number, of.place.line, of.place.column);
  };
  std::stable_sort(all.begin(), all.end(),
                   [&key](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

/// `BatchNumber=3`: the path's last word, or as much of its end as tells it from the others.
std::string short_path(std::string_view path, const std::vector<std::string_view>& all) {
  std::size_t at = path.size();
  while (at > 0) {
    at = path.rfind('.', at - 1);
    if (at == std::string_view::npos) return std::string(path);
    const std::string_view end = path.substr(at);
    const auto alike = std::count_if(all.begin(), all.end(),
                                     [&](std::string_view each) { return each.ends_with(end); });
    if (alike <= 1) return std::string(end.substr(1));
  }
  return std::string(path);
}

}  // namespace

std::vector<Diagnostic> StudyLoading::load() {
  study_.description = Fields(tree_, root_).text("description");
  load_base();
  load_strategies();
  load_grid();
  load_metrics();
  return all_that_is_wrong();
}

void StudyLoading::load_base() {
  if (!scenario_.some()) return;
  LoadResult base = load_tree(tree_, scenario_);
  base_is_right_ = base.ok();
  base_ = std::move(base.scenario);
  study_.seed = base_.seed;
  from_scenarios_ = std::move(base.diagnostics);
}

std::vector<Diagnostic> StudyLoading::all_that_is_wrong() const {
  std::vector<Diagnostic> all = complaints_.diagnostics(tree_);
  all.insert(all.end(), from_scenarios_.begin(), from_scenarios_.end());
  sort_by_place(tree_, all);
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  return all;
}

void StudyLoading::check_like_base(NodeId where, const Scenario& scenario) {
  const auto like = [](const ScalingGroup& a, const ScalingGroup& b) { return a.id == b.id; };
  const bool groups = std::equal(scenario.groups.begin(), scenario.groups.end(),
                                 base_.groups.begin(), base_.groups.end(), like);
  if (!groups) complain(where, "a strategy must have the scenario's scaling groups");
  if (expectation_texts(scenario).size() != expectation_texts(base_).size()) {
    complain(where, "a strategy must have as many expectations as the scenario");
  }
}

void StudyLoading::add_strategy(NodeId where, std::string name, const Settings& settings) {
  if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
    return complain(where, "there are two strategies " + ticked(name));
  }
  names_.push_back(name);
  Strategy strategy;
  strategy.name = std::move(name);
  for (const auto& [path, value] : settings) {
    strategy.settings.push_back({std::string(tree_.text(path)), render(tree_, value)});
  }
  if (!scenario_.some()) return;
  const NodeId scenario = with_settings(settings);
  if (base_is_right_) load_strategy(where, scenario, std::move(strategy));
}

NodeId StudyLoading::with_settings(const Settings& settings) {
  NodeId root = scenario_;
  for (const auto& [path, value] : settings) {
    const NodeId changed = with_setting(tree_, root, path, value, complaints_);
    if (changed.some()) root = changed;
  }
  return root;
}

void StudyLoading::load_strategy(NodeId where, NodeId scenario, Strategy strategy) {
  LoadResult loaded = load_tree(tree_, scenario);
  for (Diagnostic& each : loaded.diagnostics) {
    if (!told_.insert(describe(each)).second) continue;
    each.message += " (in the strategy " + ticked(strategy.name) + ")";
    from_scenarios_.push_back(std::move(each));
  }
  if (!loaded.ok()) return;
  check_like_base(where, loaded.scenario);
  strategy.scenario = std::move(loaded.scenario);
  study_.strategies.push_back(std::move(strategy));
}

void StudyLoading::load_strategies() {
  const NodeId node = tree_.find(root_, "strategies");
  if (!node.some()) return;
  const std::vector<NodeId> all(tree_.pairs(node).begin(), tree_.pairs(node).end());
  for (std::size_t i = 0; i < all.size(); i += 2) {
    Settings settings;
    const std::span<const NodeId> pairs = tree_.pairs(all[i + 1]);
    for (std::size_t k = 0; k < pairs.size(); k += 2) settings.emplace_back(pairs[k], pairs[k + 1]);
    add_strategy(all[i], std::string(tree_.text(all[i])), settings);
  }
}

void StudyLoading::load_grid() {
  const NodeId node = tree_.find(root_, "grid");
  if (!node.some()) return;
  const std::vector<NodeId> pairs(tree_.pairs(node).begin(), tree_.pairs(node).end());
  std::vector<std::string_view> paths;
  std::vector<std::vector<NodeId>> values;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    paths.push_back(tree_.text(pairs[i]));
    study_.grid_paths.emplace_back(paths.back());
    values.emplace_back(tree_.items(pairs[i + 1]).begin(), tree_.items(pairs[i + 1]).end());
    combinations *= values.back().size();
    if (combinations + names_.size() <= kMostStrategies) continue;
    all_named_ = false;
    return complain(node, "there may be at most " + std::to_string(kMostStrategies) +
                              " strategies; every combination of a grid is one");
  }
  for (std::size_t number = 0; number < combinations; ++number) {
    Settings settings;
    std::string name;
    std::size_t block = combinations;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      block /= values[i].size();
      const NodeId value = values[i][number / block % values[i].size()];
      settings.emplace_back(pairs[2 * i], value);
      name += (i == 0 ? "" : " ") + short_path(paths[i], paths) + "=" + render(tree_, value);
    }
    add_strategy(node, name, settings);
  }
}

}  // namespace refreshsim
