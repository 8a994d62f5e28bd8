#include "sim/report/timeline_tables.h"

#include "refreshsim/metric.h"
#include "sim/base/utc.h"
#include "sim/record/activity_value.h"
#include "sim/report/json_writer.h"

namespace refreshsim {
namespace {

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

void add_run(Database& database, const RunResult& result, const Scenario& scenario) {
  database.run(std::string(kRunTable));
  Statement row = database.prepare("INSERT INTO run VALUES(?,?,?,?,?,?,?,?,?)");
  const std::string seed = std::to_string(result.seed);  // SQLite's integers have a sign
  const std::string fingerprint = hex16(result.fingerprint);
  const std::string start = utc_text(scenario.start_unix_ms);
  row.text(result.name).text(seed).integer(result.replica).text(fingerprint);
  row.integer(number(result.events)).integer(number(result.records)).text(start);
  row.integer(result.end_ms).text_or_null(result.stopped).done();
}

void add_instances(Database& database, const RunResult& result, const Scenario& scenario) {
  database.run(
      "CREATE TABLE instances(InstanceId TEXT, AutoScalingGroupId TEXT, zone TEXT, LifeCycleState "
      "TEXT, ImageId TEXT, healthy INTEGER, surge INTEGER, gone_ms INTEGER, since_ms INTEGER, "
      "downtime_ms INTEGER, attempts INTEGER)");
  Statement row = database.prepare("INSERT INTO instances VALUES(?,?,?,?,?,?,?,?,?,?,?)");
  for (const InstanceView& view : result.instances) {
    const std::string id = instance_text(scenario.symbols, view.name);
    row.text(id).text(scenario.groups[view.group.value].id);
    row.text(scenario.zones[view.zone.value]).text(name(view.state));
    view.image.some() ? row.text(scenario.symbols.text(view.image)) : row.null();
    row.integer(view.healthy).integer(view.surge).integer_or_null(view.gone_ms);
    row.integer(view.since_ms).integer(view.downtime_ms).integer(view.attempts).done();
  }
}

void add_activities(Database& database, const RunResult& result) {
  database.run(
      "CREATE TABLE activities(RefreshActivityId TEXT, \"as\" TEXT, AutoScalingGroupId TEXT, "
      "OriginRefreshActivityId TEXT, ActivityType TEXT, RefreshMode TEXT, BatchNumber INTEGER, "
      "BatchPause TEXT, FailProcess TEXT, MaxSurge INTEGER, CheckInstanceTargetHealth INTEGER, "
      "CheckInstanceTargetHealthTimeout INTEGER, Status TEXT, CurrentRefreshBatchNum INTEGER, "
      "created_ms INTEGER, start_ms INTEGER, end_ms INTEGER)");
  Statement row =
      database.prepare("INSERT INTO activities VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  for (const ActivityView& view : result.activities) {
    row.text(view.id).text_or_null(view.as).text(view.group).text_or_null(view.origin);
    row.text(name(view.type)).text(name(view.mode)).integer(view.batch_number);
    row.text(name(view.batch_pause)).text(name(view.fail_process)).integer(view.max_surge);
    row.integer(view.check_health).integer(view.check_health_timeout_s).text(name(view.status));
    row.integer(view.current_batch).integer(view.created_ms);
    row.integer_or_null(view.start_ms).integer_or_null(view.end_ms).done();
  }
}

void add_batches(Database& database, const RunResult& result, const Scenario& scenario) {
  database.run(
      "CREATE TABLE batches(RefreshActivityId TEXT, RefreshBatchNum INTEGER, RefreshBatchStatus "
      "TEXT, start_ms INTEGER, end_ms INTEGER)");
  database.run(
      "CREATE TABLE rows(RefreshActivityId TEXT, \"row\" INTEGER, RefreshBatchNum INTEGER, "
      "InstanceId TEXT, InstanceStatus TEXT, LastActivityId TEXT, InstanceStatusMessage TEXT, "
      "since_ms INTEGER)");
  Statement batch_row = database.prepare("INSERT INTO batches VALUES(?,?,?,?,?)");
  Statement row = database.prepare("INSERT INTO rows VALUES(?,?,?,?,?,?,?,?)");
  for (const ActivityView& activity : result.activities) {
    std::int64_t place = 0;
    std::int64_t batch_number = 0;
    for (const BatchView& batch : activity.batches) {
      batch_row.text(activity.id).integer(++batch_number).text(name(batch.status));
      batch_row.integer_or_null(batch.start_ms).integer_or_null(batch.end_ms).done();
      for (const RowView& view : batch.rows) {
        const std::string id = instance_text(scenario.symbols, view.instance);
        const std::string last =
            view.last_activity == 0 ? std::string() : scaling_activity_text(view.last_activity);
        row.text(activity.id).integer(place++).integer(batch_number).text(id);
        row.text(name(view.status)).text_or_null(last).text_or_null(view.message);
        row.integer(view.since_ms).done();
      }
    }
  }
}

void add_calls(Database& database, const RunResult& result, const Scenario& scenario) {
  database.run(
      "CREATE TABLE calls(call INTEGER, firing INTEGER, at_ms INTEGER, action TEXT, \"as\" TEXT, "
      "code TEXT, request TEXT, response TEXT)");
  Statement row = database.prepare("INSERT INTO calls VALUES(?,?,?,?,?,?,?,?)");
  std::string request;
  std::string response;
  for (const CallView& view : result.calls) {
    const Call& call = scenario.calls[view.call.value];
    request.clear();
    response.clear();
    append_json(request, view.request);
    append_json(response, view.response);
    row.integer(view.call.value + std::int64_t{1}).integer(view.firing).integer(view.at_ms);
    row.text(name(call.action)).text_or_null(call.as).text_or_null(view.code);
    row.text(request).text(response).done();
  }
}

// The rows of the table `statistics`: of a group, of a zone of it, or of an activity.
class StatisticsTable {
 public:
  explicit StatisticsTable(Database& database)
      : row_((database.run("CREATE TABLE statistics(AutoScalingGroupId TEXT, zone TEXT, "
                           "RefreshActivityId TEXT, statistic TEXT, value NUMERIC)"),
              database.prepare("INSERT INTO statistics VALUES(?,?,?,?,?)"))) {}

  void add(const GroupStatistics& of) {
    group_ = of.id;
    for (const auto& metric : kGroupMetrics) add(metric.path, metric.of(of));
    for (const auto& [threshold, length] : of.below_ms) {
      add(std::string(kBelowPrefix) + threshold, static_cast<double>(length));
    }
    for (const ZoneStatistics& zone : of.zones) {
      zone_ = zone.zone;
      add("in_service", zone.in_service);
      add("serving", zone.serving);
      add("serving_badly", zone.serving_badly);
      zone_ = {};
    }
  }

  void add(const ActivityView& view) {
    group_ = view.group;
    activity_ = view.id;
    for (const auto& metric : kActivityMetrics) add(metric.path, metric.of(view.statistics));
    for (const auto& [status, length] : view.statistics.time_in_status_ms) {
      add("time_in_status_ms." + std::string(name(status)), static_cast<double>(length));
    }
    for (const auto& [status, rows] : view.statistics.rows) {
      add("rows." + std::string(name(status)), static_cast<double>(rows));
    }
    activity_ = {};
  }

 private:
  void add(const std::string& level, const Level& of) {
    add(level + ".min", metric_detail::number(of.min));
    add(level + ".max", metric_detail::number(of.max));
    add(level + ".mean", metric_detail::number(of.mean));
  }
  void add(std::string_view path, const MetricValue& value) {
    row_.text(group_).text_or_null(zone_).text_or_null(activity_).text(path);
    value ? row_.number(*value) : row_.null();
    row_.done();
  }

  Statement row_;
  std::string_view group_, zone_, activity_;
};

}  // namespace

void add_result_tables(Database& database, const RunResult& result, const Scenario& scenario) {
  add_run(database, result, scenario);
  add_instances(database, result, scenario);
  add_activities(database, result);
  add_batches(database, result, scenario);
  add_calls(database, result, scenario);
  StatisticsTable statistics(database);
  for (const GroupView& group : result.groups) statistics.add(group.statistics);
  for (const ActivityView& activity : result.activities) statistics.add(activity);
}

void add_keys(Database& database) {
  database.run(
      "CREATE UNIQUE INDEX instances_key ON instances(InstanceId);"
      "CREATE UNIQUE INDEX activities_key ON activities(RefreshActivityId);"
      "CREATE UNIQUE INDEX batches_key ON batches(RefreshActivityId, RefreshBatchNum);"
      "CREATE UNIQUE INDEX rows_key ON rows(RefreshActivityId, \"row\");"
      "CREATE INDEX rows_of_instance ON rows(InstanceId);"
      "CREATE UNIQUE INDEX calls_key ON calls(call, firing);"
      "CREATE INDEX statistics_key ON statistics(statistic, AutoScalingGroupId);"
      "CREATE INDEX records_of_subject ON records(subject);"
      "CREATE INDEX records_of_cause ON records(cause)");
}

}  // namespace refreshsim
