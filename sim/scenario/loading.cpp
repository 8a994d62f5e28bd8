#include "sim/scenario/loading.h"

#include "sim/base/suggest.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

// Among more names than these none is suggested: each costs some hundred operations.
constexpr std::size_t kMostCandidates = 1000;
constexpr std::size_t kMostTold = 10;

}  // namespace

std::string NameTable::unknown(std::string_view name, std::string_view advice) const {
  std::string message = "no " + std::string(what_) + " is called " + ticked(name);
  if (names_.size() <= kMostCandidates) {
    const std::string hint = did_you_mean(name, names_);
    if (!hint.empty()) return message + hint;
  }
  if (names_.empty()) message += "; there is none";
  if (!names_.empty() && names_.size() <= kMostTold) {
    message += names_.size() == 1 ? "; there is only " : "; there are ";
    for (const std::string_view each : names_) {
      message += (each == names_.front() ? "" : ", ") + ticked(each);
    }
  }
  if (!advice.empty()) message.append("; ").append(advice);
  return message;
}

NameId Loading::activity(NodeId node, std::size_t skipped) {
  if (!refers(node)) return {};
  const std::string_view text = tree.text(node).substr(skipped);
  if (const auto number = activities.find(text)) return NameId{*number};
  if (const auto call = called.find(text); call != called.end()) {
    complaints.add(tree.origin(node),
                   "the call " + ticked(text) +
                       " makes no activity; StartInstanceRefresh and RollbackInstanceRefresh do",
                   {tree.origin(call->second), "it is named here"});
  } else {
    complain(node, activities.unknown(text, "a call gives its activity a name by `as`"));
  }
  return {};
}

InstanceName Loading::instance(NodeId node) {
  if (!refers(node)) return {};
  const std::string_view text = tree.text(node);
  // A text can be known for another reason: as an image, say.
  const auto known = instance_name(scenario.symbols, text);
  if (known && (!known->is_text() || instances.find(text))) return *known;
  complain(node, instances.unknown(
                     text, "an id is listed in the file, or ins- and at least eight digits"));
  return {};
}

SymbolId Loading::image(NodeId node) {
  if (!tree.is(node, NodeKind::scalar)) return {};
  return scenario.symbols.intern(tree.text(node));
}

void Loading::define_activity(std::string_view name) {
  std::vector<std::string>& names = scenario.activity_names;
  for (const std::string_view ending : {"", ".rollback"}) {
    // The table keeps views, so the texts must outlive it: those of the list may still move.
    const std::string_view kept = activity_texts_.emplace_back(std::string(name).append(ending));
    activities.add(kept, static_cast<std::uint32_t>(names.size()));
    names.emplace_back(kept);
  }
}

ZoneId Loading::define_zone(std::string_view name) {
  if (const auto known = zones.find(name)) return ZoneId{*known};
  zones.add(name, static_cast<std::uint32_t>(scenario.zones.size()));
  scenario.zones.emplace_back(name);
  return ZoneId{scenario.zones.size() - 1};
}

}  // namespace refreshsim
