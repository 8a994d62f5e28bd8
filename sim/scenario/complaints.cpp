#include "sim/scenario/complaints.h"

#include <algorithm>
#include <numeric>

namespace refreshsim {
namespace {

Diagnostic diagnostic(const Tree& tree, Origin where, const std::string& message) {
  const Source& source = tree.source(where.source);
  Excerpt shown = source.excerpt(where.offset);
  return {source.place(where.offset), message, std::move(shown.line), shown.caret, {}};
}

}  // namespace

void Complaints::push(Origin where, std::string message, std::vector<Elsewhere> others) {
  if (!full()) all_.push_back({where, std::move(message), std::move(others)});
}

std::vector<Diagnostic> Complaints::diagnostics(const Tree& tree) const {
  std::vector<std::size_t> order(all_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [this](auto a, auto b) { return all_[a].where < all_[b].where; });
  std::vector<Diagnostic> told;
  const Complaint* last = nullptr;
  for (const std::size_t i : order) {
    const Complaint& each = all_[i];
    // A node that aliases share is wrong once.
    const bool again =
        last != nullptr && last->where == each.where && last->message == each.message;
    last = &each;
    if (again) continue;
    told.push_back(diagnostic(tree, each.where, each.message));
    for (const Elsewhere& other : each.others) {
      told.back().also.push_back(diagnostic(tree, other.where, other.message));
    }
  }
  if (full()) {
    told.push_back(unreadable(tree.source(0).path(), "there may be more errors than the " +
                                                         std::to_string(kMost) + " shown"));
  }
  return told;
}

Diagnostic unreadable(const std::string& path, std::string message) {
  return {{path, 0, 0}, std::move(message), {}, 0, {}};
}

}  // namespace refreshsim
