#include "tests/house/include_laws.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace refreshsim::house {
namespace {

struct Floor {
  std::string_view room;
  int height;
};

constexpr std::array kFloors{Floor{"include", 0},  Floor{"base", 1},     Floor{"engine", 2},
                             Floor{"fleet", 3},    Floor{"record", 4},   Floor{"service", 5},
                             Floor{"scenario", 6}, Floor{"run", 7},      Floor{"chart", 8},
                             Floor{"report", 9},   Floor{"explore", 10}, Floor{"incident", 10},
                             Floor{"study", 10},   Floor{"studio", 11},  Floor{"tools", 12}};
constexpr std::array<std::string_view, 4> kBlind{"record", "chart", "report", "study"};
constexpr std::array<std::string_view, 2> kHidden{"fleet", "service"};
constexpr std::array<std::string_view, 6> kSlow{"boost/",    "Eigen/", "httplib.h",
                                                "sqlite3.h", "yaml.h", "zstd.h"};
constexpr std::size_t kSlowFilesInRoom = 2;

std::optional<int> height(const std::string& room) {
  const auto found = std::ranges::find(kFloors, room, &Floor::room);
  if (found == kFloors.end()) return std::nullopt;
  return found->height;
}

bool holds(const auto& list, const std::string& room) {
  return std::ranges::find(list, room) != list.end();
}

std::string says(const File& file, const Include& include) {
  return file.path + " includes " + include.path;
}

// Every include that `breaks` the law.
Breaches each_include(const Tree& tree, const auto& breaks) {
  Breaches breaches;
  for (const File& file : tree) {
    for (const Include& include : includes(file)) {
      if (breaks(file, include)) breaches.push_back(says(file, include));
    }
  }
  return breaches;
}

using Graph = std::map<std::string, std::vector<std::string>>;

Graph graph_of(const Tree& tree) {
  Graph graph;
  for (const File& file : tree) {
    std::vector<std::string>& targets = graph[file.path];
    for (const Include& include : includes(file)) {
      if (!include.angled) targets.push_back(included_path(include.path));
    }
  }
  return graph;
}

bool reaches(const Graph& graph, const std::string& from, const std::string& to,
             std::set<std::string>& seen) {
  const auto found = graph.find(from);
  if (found == graph.end() || !seen.insert(from).second) return false;
  return std::ranges::any_of(found->second, [&](const std::string& next) {
    return next == to || reaches(graph, next, to, seen);
  });
}

bool is_slow(const Include& include) {
  return std::ranges::any_of(
      kSlow, [&](std::string_view start) { return include.path.starts_with(start); });
}

}  // namespace

Breaches climbing(const Tree& tree) {
  return each_include(tree, [](const File& file, const Include& include) {
    if (include.angled) return false;
    const std::string from = room(file.path);
    const std::string to = room(included_path(include.path));
    if (from == to && height(from)) return false;
    return !height(from) || !height(to) || *height(to) >= *height(from);
  });
}

Breaches peeping(const Tree& tree) {
  return each_include(tree, [](const File& file, const Include& include) {
    return holds(kBlind, room(file.path)) && holds(kHidden, room(include.path));
  });
}

Breaches dangling(const Tree& tree) {
  const Graph graph = graph_of(tree);
  return each_include(tree, [&](const File&, const Include& include) {
    return !include.angled && !graph.contains(included_path(include.path));
  });
}

Breaches circles(const Tree& tree) {
  Breaches breaches;
  const Graph graph = graph_of(tree);
  for (const auto& [path, targets] : graph) {
    std::set<std::string> seen;
    if (reaches(graph, path, path, seen)) breaches.push_back(path + " includes itself");
  }
  return breaches;
}

// A standard header's name has neither a dot nor a slash.
Breaches foreign_in_public(const Tree& tree) {
  return each_include(tree, [](const File& file, const Include& include) {
    if (room(file.path) != "include") return false;
    if (include.angled) return include.path.find_first_of("./") != std::string::npos;
    return !include.path.starts_with("refreshsim/");
  });
}

Breaches slow_headers(const Tree& tree) {
  std::map<std::string, std::set<std::string>> users;
  Breaches breaches = each_include(tree, [&](const File& file, const Include& include) {
    if (!is_slow(include)) return false;
    users[room(file.path)].insert(file.path);
    return !file.path.ends_with(".cpp");
  });
  for (const auto& [room, files] : users) {
    if (files.size() > kSlowFilesInRoom) breaches.push_back(room + ": more than two slow files");
  }
  return breaches;
}

Breaches regex_users(const Tree& tree) {
  Breaches breaches;
  for (const File& file : tree) {
    for (const Include& each : includes(file)) {
      if (each.angled && each.path == "regex") breaches.push_back(file.path);
    }
  }
  return breaches;
}

}  // namespace refreshsim::house
