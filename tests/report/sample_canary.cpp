#include "tests/report/sample.h"

namespace refreshsim::sample {
namespace {

using L = LifeCycleState;

RowView row(std::uint32_t number, RowStatus status, std::uint32_t last, std::string message = {}) {
  return {InstanceName::number(number), status, last, std::move(message)};
}

BatchView batch(BatchStatus status, std::optional<std::int64_t> start,
                std::optional<std::int64_t> end, std::vector<RowView> rows) {
  return {status, start, end, std::move(rows)};
}

ActivityView canary_refresh() {
  ActivityView refresh;
  refresh.as = "refresh";
  refresh.id = "asr-00000001";
  refresh.group = "asg-web";
  refresh.batch_number = 3;
  refresh.batch_pause = BatchPause::FIRST_BATCH_PAUSE;
  refresh.check_health = true;
  refresh.check_health_timeout_s = 300;
  refresh.status = ActivityStatus::CANCELLED;
  refresh.current_batch = 1;
  refresh.created_ms = kMinute;
  refresh.start_ms = kMinute;
  refresh.end_ms = 13 * kMinute;
  refresh.history = {{kMinute, ActivityStatus::INIT},
                     {kMinute, ActivityStatus::RUNNING},
                     {11 * kMinute, ActivityStatus::FAILED_PAUSE},
                     {13 * kMinute, ActivityStatus::CANCELLED}};
  refresh.batches = {batch(BatchStatus::PARTIALLY_SUCCESSFUL, kMinute, 11 * kMinute,
                           {row(1, RowStatus::SUCCESSFUL, 1), row(2, RowStatus::SUCCESSFUL, 2),
                            row(3, RowStatus::FAILED, 3,
                                "health_check failed (attempt 1): not healthy in 300 s")}),
                     batch(BatchStatus::CANCELLED, {}, 13 * kMinute,
                           {row(4, RowStatus::CANCELLED, 0), row(5, RowStatus::CANCELLED, 0),
                            row(6, RowStatus::CANCELLED, 0)}),
                     batch(BatchStatus::CANCELLED, {}, 13 * kMinute,
                           {row(7, RowStatus::CANCELLED, 0), row(8, RowStatus::CANCELLED, 0),
                            row(9, RowStatus::CANCELLED, 0)})};
  refresh.statistics = {
      12 * kMinute,
      {{ActivityStatus::RUNNING, 10 * kMinute}, {ActivityStatus::FAILED_PAUSE, 2 * kMinute}},
      {{RowStatus::FAILED, 1}, {RowStatus::CANCELLED, 6}, {RowStatus::SUCCESSFUL, 2}},
      0};
  return refresh;
}

ActivityView canary_rollback() {
  ActivityView rollback;
  rollback.as = "rollback";
  rollback.id = "asr-00000002";
  rollback.group = "asg-web";
  rollback.origin = "asr-00000001";
  rollback.type = ActivityType::ROLLBACK;
  rollback.batch_number = 3;
  rollback.status = ActivityStatus::SUCCESSFUL;
  rollback.current_batch = 3;
  rollback.created_ms = 13 * kMinute;
  rollback.start_ms = 13 * kMinute;
  rollback.end_ms = 28 * kMinute;
  rollback.history = {{13 * kMinute, ActivityStatus::INIT},
                      {13 * kMinute, ActivityStatus::RUNNING},
                      {28 * kMinute, ActivityStatus::SUCCESSFUL}};
  for (std::uint32_t i = 0; i < 3; ++i) {
    const std::int64_t start = (13 + 5 * std::int64_t{i}) * kMinute;
    rollback.batches.push_back(batch(BatchStatus::SUCCESSFUL, start, start + 5 * kMinute,
                                     {row(i + 1, RowStatus::SUCCESSFUL, 4 + i)}));
  }
  rollback.statistics = {
      15 * kMinute, {{ActivityStatus::RUNNING, 15 * kMinute}}, {{RowStatus::SUCCESSFUL, 3}}, 0};
  return rollback;
}

Value answer(std::string id) {
  return Value::Map{{"Response", Value::Map{{"RefreshActivityId", id}, {"RequestId", "r-1"}}}};
}

void add_call(Sample& sample, Action action, std::string as, std::int64_t at_ms, Value request,
              Value response, std::string code = {}) {
  Call call;
  call.action = action;
  call.as = std::move(as);
  sample.result.calls.push_back({at_ms, CallId{sample.scenario.calls.size()}, 1, std::move(request),
                                 std::move(response), std::move(code)});
  sample.scenario.calls.push_back(std::move(call));
}

void add_canary_calls(Sample& sample) {
  add_call(sample, Action::ModifyLaunchConfigurationAttributes, "", 0,
           Value::Map{{"LaunchConfigurationId", "asc-web"}, {"ImageId", "img-v2"}},
           Value::Map{{"Response", Value::Map{{"RequestId", "r-0"}}}});
  add_call(sample, Action::StartInstanceRefresh, "refresh", kMinute,
           Value::Map{{"AutoScalingGroupId", "asg-web"}}, answer("asr-00000001"));
  add_call(sample, Action::CancelInstanceRefresh, "", 6 * kMinute,
           Value::Map{{"AutoScalingGroupId", "asg-web"}, {"RefreshActivityId", "asr-00000001"}},
           Value::Map{{"Response", Value::Map{}}},
           "ResourceUnavailable.RefreshActivityStatusConflictWithOperation");
  add_call(
      sample, Action::RollbackInstanceRefresh, "rollback", 13 * kMinute,
      Value::Map{{"AutoScalingGroupId", "asg-web"}, {"OriginRefreshActivityId", "asr-00000001"}},
      answer("asr-00000002"));
}

void add_canary_instances(Sample& sample) {
  const SymbolId v1 = sample.scenario.symbols.find("img-v1");
  const SymbolId v2 = sample.scenario.symbols.find("img-v2");
  for (std::uint32_t i = 0; i < 9; ++i) {
    InstanceView instance;
    instance.name = InstanceName::number(i + 1);
    instance.group = GroupId{std::size_t{0}};
    instance.zone = ZoneId{std::size_t{i % 2}};
    instance.image = v1;
    instance.images = {v1};
    if (i < 3) instance.images = {v1, v2, v1};
    if (i < 3) instance.attempts = 2;
    if (i < 3) instance.downtime_ms = (10 + 5 * std::int64_t{i}) * kMinute;
    sample.result.instances.push_back(instance);
  }
}

GroupView canary_group() {
  GroupView group;
  group.id = "asg-web";
  group.desired = 9;
  GroupStatistics& of = group.statistics;
  of.id = group.id;
  of.window_ms = 28 * kMinute;
  of.desired = {9, 9, {9, 1}};
  of.in_service = {6, 9, {22, 3}};
  of.serving = {6, 9, {22, 3}};
  of.serving_badly = {0, 0, {0, 1}};
  of.zones = {{"ap-guangzhou-3", {3, 5, {4, 1}}, {3, 5, {4, 1}}, {0, 0, {0, 1}}}};
  of.availability = {205 * kMinute, 252 * kMinute};
  of.lost_capacity_ms = 47 * kMinute;
  of.mixed_version_ms = 22 * kMinute;
  of.below_ms = {{"90%", 27 * kMinute}};
  of.blast_radius = 3;
  of.time_to_detect_ms = 0;
  of.time_to_recover_ms = 17 * kMinute;
  of.downtime_ms = {0, 20 * kMinute, 20 * kMinute, 20 * kMinute};
  return group;
}

void add_expectation(Sample& sample, std::string text, int line, std::string got) {
  ExpectationView& view = sample.result.expectations.emplace_back();
  view.text = std::move(text);
  view.place.file = "canary.yaml";
  view.place.line = line;
  view.place.column = 5;
  view.got = std::move(got);
}

void add_canary_records(Book& book) {
  book.at(kMinute);
  for (const std::uint32_t i : {0u, 1u, 2u}) book.state(i, L::IN_SERVICE, L::STANDBY);
  book.at(6 * kMinute);
  for (const std::uint32_t i : {0u, 1u}) book.state(i, L::STANDBY, L::IN_SERVICE);
  book.at(11 * kMinute);
  book.health(2, false);
  book.add(RecordKind::step_ended, 0, 2).from = static_cast<std::uint32_t>(Step::health_check);
  for (const std::uint32_t i : {0u, 1u, 2u}) {
    book.at((13 + 5 * std::int64_t{i}) * kMinute);
    if (i < 2) book.state(i, L::IN_SERVICE, L::STANDBY);
    book.at((18 + 5 * std::int64_t{i}) * kMinute);
    book.health(i, true);
    book.state(i, L::STANDBY, L::IN_SERVICE);
  }
}

}  // namespace

Sample failed_canary() {
  Sample sample;
  Book book;
  begin(sample, "failed-canary", 28 * kMinute);
  open_group(sample.scenario, book, 9);
  add_canary_records(book);
  sample.records = book.records();
  sample.result.events = 42;
  sample.result.records = sample.records.size();
  add_canary_calls(sample);
  sample.result.activities = {canary_refresh(), canary_rollback()};
  add_canary_instances(sample);
  sample.result.groups = {canary_group()};
  add_expectation(sample, "{activity: refresh, Status: CANCELLED}", 40, "CANCELLED");
  add_expectation(sample, "{group: asg-web, always: serving, at_least: 7}", 41, "6 at 1m");
  sample.result.expectations[0].ok = true;
  sample.result.expectations[1].at_ms = kMinute;
  return sample;
}

}  // namespace refreshsim::sample
