#include "sim/scenario/key_index.h"
#include "sim/scenario/loading.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

bool makes_activity(std::optional<Action> action) {
  // An action that is misspelt may be meant to: no second error for the name that is missing then.
  return !action || *action == Action::StartInstanceRefresh ||
         *action == Action::RollbackInstanceRefresh;
}

std::optional<Action> action_of(const Tree& tree, NodeId call) {
  return Fields(tree, call).word<Action>("action");
}

/// `$NAME` where an activity's id stands.
void check_reference(Loading& loading, NodeId node) {
  if (!node.some() || !loading.tree.text(node).starts_with('$')) return;
  loading.activity_reference(node);
}

void check_references(Loading& loading, NodeId list) {
  if (!list.some()) return;
  for (const NodeId each : loading.tree.items(list)) check_reference(loading, each);
}

void check_request(Loading& loading, NodeId request) {
  const Tree& tree = loading.tree;
  check_reference(loading, tree.find(request, "RefreshActivityId"));
  check_reference(loading, tree.find(request, "OriginRefreshActivityId"));
  check_references(loading, tree.find(request, "RefreshActivityIds"));
  const NodeId filters = tree.find(request, "Filters");
  if (!filters.some()) return;
  for (const NodeId each : tree.items(filters)) {
    const Fields filter(tree, each);
    if (filter.text("Name") == "refresh-activity-id") {
      check_references(loading, filter.node("Values"));
    }
  }
}

/// Every text that the configuration's fields may have in the run has a number.
void intern_fields(Loading& loading, const Call& call) {
  if (call.action != Action::ModifyLaunchConfigurationAttributes) return;
  for (const Field field : values<Field>()) {
    const Value* value = call.request.find(name(field));
    if (value != nullptr && !value->is_null()) loading.scenario.symbols.intern(field_text(*value));
  }
}

Trigger load_trigger(Loading& loading, NodeId node) {
  const Fields fields(loading.tree, node);
  Trigger trigger;
  trigger.activity = loading.activity(fields.node("activity"));
  trigger.group = loading.group(fields.node("group"));
  trigger.status = fields.word<ActivityStatus>("status").value_or(ActivityStatus::INIT);
  trigger.batch_status = fields.word<BatchStatus>("status").value_or(BatchStatus::WAITING);
  trigger.batch = fields.count("batch").value_or(0);
  if (fields.has("serving_below")) {
    trigger.kind = Trigger::Kind::serving_below;
    trigger.threshold = fields.threshold("serving_below");
  } else if (fields.has("serving_badly_above")) {
    trigger.kind = Trigger::Kind::serving_badly_above;
    trigger.threshold = fields.threshold("serving_badly_above");
  } else if (fields.has("batch")) {
    trigger.kind = Trigger::Kind::batch_status;
  }
  return trigger;
}

void load_moment(Loading& loading, const Fields& fields, Call& call) {
  const NodeId when = fields.node("when");
  if (!when.some()) {
    call.at = Instant{fields.duration("at").value_or(Duration{0})};
    return;
  }
  call.when = load_trigger(loading, when);
  call.after = load_distribution(loading, fields.node("after"));
  if (fields.text("times") == "always") {
    call.times.reset();
  } else {
    call.times = fields.count("times").value_or(1);
  }
}

/// An id is one activity's: no other call may ask for it.
void check_id(Loading& loading, const Fields& fields, const Call& call, KeyIndex& ids) {
  const NodeId id = fields.node("id");
  if (call.id.empty()) return;
  loading.scenario.symbols.intern(call.id);
  if (const auto first = ids.add(loading.tree.text(id), id.value)) {
    loading.complain(id, "the id " + ticked(call.id) + " is given twice", NodeId{*first});
  }
  if (!makes_activity(action_of(loading.tree, fields.map()))) {
    loading.complain(id, ticked(name(call.action)) + " makes no activity that could have an id");
  }
}

Call load_call(Loading& loading, NodeId node, KeyIndex& ids) {
  const Fields fields(loading.tree, node);
  Call call;
  call.place = loading.tree.place(node);
  call.action = fields.word<Action>("action").value_or(Action::StartInstanceRefresh);
  call.as = fields.text("as");
  call.id = fields.text("id");
  call.request_id = fields.text("request_id");
  call.expect = fields.text("expect");
  if (const auto name = loading.activities.find(call.as)) call.name = NameId{*name};
  const NodeId request = fields.node("request");
  call.request = Value::Map{};
  if (loading.tree.is(request, NodeKind::map)) {
    call.request = read_value(loading.tree, request);
    check_request(loading, request);
  }
  intern_fields(loading, call);
  load_moment(loading, fields, call);
  check_id(loading, fields, call, ids);
  return call;
}

}  // namespace

void load_call_names(Loading& loading, NodeId calls) {
  for (const NodeId each : loading.tree.items(calls)) {
    const NodeId as = loading.tree.find(each, "as");
    if (!loading.tree.is(as, NodeKind::scalar)) continue;
    const std::string_view text = loading.tree.text(as);
    const auto [first, fresh] = loading.called.try_emplace(text, as);
    if (!fresh) {
      loading.complain(as, "the name " + ticked(text) + " is given twice", first->second);
    } else if (makes_activity(action_of(loading.tree, each))) {
      loading.define_activity(text);
    }
  }
}

void load_calls(Loading& loading, NodeId calls) {
  KeyIndex ids;
  loading.scenario.calls.reserve(loading.tree.items(calls).size());
  for (const NodeId each : loading.tree.items(calls)) {
    loading.scenario.calls.push_back(load_call(loading, each, ids));
  }
}

}  // namespace refreshsim
