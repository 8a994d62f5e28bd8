#include "sim/incident/minimizer.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_set>
#include <vector>

#include "sim/base/duration_text.h"
#include "sim/incident/smaller_values.h"
#include "sim/scenario/outline.h"

namespace refreshsim {
namespace {

using Make = std::function<std::optional<std::string>(std::size_t)>;

class Minimizer {
 public:
  Minimizer(std::string text, const std::function<bool(const std::string&)>& shows,
            const MinimizeOptions& options)
      : shows_(shows), options_(options) {
    adopt(std::move(text));
  }

  Minimized run() {
    // Until a whole round changes nothing.
    for (bool changed = true; changed && !stopped();) {
      changed = take_out();
      changed = shrink_values() || changed;
    }
    return {outline_->text(), tries_, stopped()};
  }

 private:
  bool stopped() const { return options_.interrupt != nullptr && options_.interrupt->load(); }
  void adopt(std::string text) { outline_ = Outline::of(std::move(text)); }

  bool take_out();
  bool take_out_of(Outline::Index depth, std::size_t number);
  bool shrink_values();
  bool adopt_first(std::size_t from, std::size_t count, const Make& make, std::size_t& found);
  std::vector<Outline::Index> collections(Outline::Index depth) const;

  const std::function<bool(const std::string&)>& shows_;
  const MinimizeOptions& options_;
  std::optional<Outline> outline_;
  std::unordered_set<std::string> known_;  ///< texts that do not show it
  std::size_t known_bytes_ = 0;
  std::size_t tries_ = 0;
};

/// Adopts the first of make(from) … make(count - 1) that shows it. Several are tried at once, but
/// a later one counts only when every earlier one has failed: as if one came after the other.
bool Minimizer::adopt_first(std::size_t from, std::size_t count, const Make& make,
                            std::size_t& found) {
  std::atomic<std::size_t> next{from};
  std::atomic<std::size_t> best{count};
  std::mutex mutex;
  std::string adopted;
  std::vector<std::string> failed;
  std::exception_ptr error;
  const auto work = [&] {
    for (std::size_t i = next++; i < best.load() && !stopped(); i = next++) {
      std::optional<std::string> text = make(i);
      if (!text || known_.contains(*text)) continue;
      bool good = false;
      try {
        good = shows_(*text);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!error) error = std::current_exception();
        best = 0;
        return;
      }
      const std::lock_guard lock(mutex);
      ++tries_;
      if (!good) {
        failed.push_back(std::move(*text));
      } else if (i < best.load()) {
        best = i;
        adopted = std::move(*text);
      }
    }
  };
  std::vector<std::thread> threads;
  const std::size_t jobs = std::min(options_.jobs, count - std::min(count, from));
  for (std::size_t i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& each : threads) each.join();
  if (error) std::rethrow_exception(error);
  constexpr std::size_t kMostKept = 64 << 20;
  for (std::string& text : failed) {
    known_bytes_ += text.size();
    if (known_bytes_ < kMostKept) known_.insert(std::move(text));
  }
  if (options_.progress) options_.progress(tries_, outline_->text().size());
  found = best;
  // Broken off, an earlier one may not have been tried: then none is adopted.
  if (found >= count || stopped()) return false;
  adopt(std::move(adopted));
  return true;
}

std::vector<Outline::Index> Minimizer::collections(Outline::Index depth) const {
  std::vector<Outline::Index> all;
  for (Outline::Index i = 0; i < outline_->nodes().size(); ++i) {
    const Outline::Node& node = outline_->nodes()[i];
    const bool collection = node.kind == Outline::Kind::list || node.kind == Outline::Kind::map;
    if (collection && node.depth == depth && node.entries() > 0) all.push_back(i);
  }
  return all;
}

/// From the root downwards, so that whole sections go before their parts are looked at. What is
/// taken out at one depth changes nothing about which collections there are at that depth.
bool Minimizer::take_out() {
  bool changed = false;
  for (Outline::Index depth = 0; !stopped(); ++depth) {
    const std::size_t count = collections(depth).size();
    if (count == 0) break;
    for (std::size_t number = 0; number < count && !stopped(); ++number) {
      changed = take_out_of(depth, number) || changed;
    }
  }
  return changed;
}

/// Takes entries out of one collection: all of them, then halves, quarters … single ones, from the
/// last to the first, for later entries rest on earlier ones.
bool Minimizer::take_out_of(Outline::Index depth, std::size_t number) {
  const auto all = collections(depth);
  if (number >= all.size()) return false;
  bool changed = false;
  std::size_t left = outline_->nodes()[all[number]].entries();
  for (std::size_t size = left; size > 0 && left > 0 && !stopped();) {
    std::size_t from = 0;
    for (bool again = true; again && !stopped();) {
      const auto place = collections(depth);
      if (number >= place.size()) return changed;
      const Outline::Node node = outline_->nodes()[place[number]];
      left = node.entries();
      const std::size_t pieces = (left + size - 1) / size;
      const Make make = [&](std::size_t i) {
        const std::size_t last = left - std::min(left, i * size);
        return outline_->without(node, last - std::min(last, size), last);
      };
      again = from < pieces && adopt_first(from, pieces, make, from);
      changed = changed || again;
      if (again && left <= size) return changed;  // nothing is left in it
    }
    size = size == 1 ? 0 : (size + 1) / 2;
  }
  return changed;
}

/// Simpler values in the place of those that are there, one scalar or one map after the other.
bool Minimizer::shrink_values() {
  bool changed = false;
  for (Outline::Index i = 0; i < outline_->nodes().size() && !stopped(); ++i) {
    const Outline::Node node = outline_->nodes()[i];
    const std::vector<std::string> values = smaller_values(outline_->written(node), node);
    const Make make = [&](std::size_t k) -> std::optional<std::string> {
      return outline_->with(node, values[k]);
    };
    std::size_t found = 0;
    if (values.empty() || !adopt_first(0, values.size(), make, found)) continue;
    changed = true;
  }
  return changed;
}

}  // namespace

Minimized minimize(std::string text, const std::function<bool(const std::string&)>& shows,
                   const MinimizeOptions& options) {
  return Minimizer(std::move(text), shows, options).run();
}

}  // namespace refreshsim
