// Every shipped scenario's timeline in every format, read back: the same records, from which the
// same statistics follow; and what a database holds beside them.
#include <gtest/gtest.h>

#include <cstring>

#include "refreshsim/metric.h"
#include "sim/base/database.h"
#include "sim/base/zstd.h"
#include "sim/record/statistics_fold.h"
#include "sim/report/json_group.h"
#include "tests/golden/shipped.h"
#include "tests/incident/rebuild.h"
#include "tests/incident/written.h"

namespace refreshsim {
namespace {

class Hearer final : public RecordSink {
 public:
  void hear(std::span<const Record> heard) override {
    records.insert(records.end(), heard.begin(), heard.end());
  }
  std::vector<Record> records;
};

Scenario shipped(const std::string& path) {
  LoadResult loaded = load_scenario(path);
  EXPECT_TRUE(loaded.ok()) << path;
  return std::move(loaded.scenario);
}

std::string shown_group(GroupView view, const GroupStatistics& statistics) {
  view.statistics = statistics;
  std::string text;
  append_group(text, view);
  return text;
}

// Bit by bit, but for what no format says.
bool the_same(const Record& rebuilt, Record heard) {
  if (heard.kind == RecordKind::call_made) heard.a = 0;
  return std::memcmp(&rebuilt, &heard, sizeof rebuilt) == 0;
}

class ReadBack : public testing::TestWithParam<std::string_view> {};

TEST_P(ReadBack, RebuildsTheRecordsAndTheStatistics) {
  std::size_t records = 0;
  for (const std::string& path : golden::shipped_scenarios()) {
    SCOPED_TRACE(path);
    const Scenario scenario = shipped(path);
    Hearer heard;
    RunResult result;
    const TimelineFile file =
        read_timeline(written_timeline(scenario, *timeline_format(GetParam()), &heard, &result));
    ASSERT_EQ(file.size(), heard.records.size());
    Rebuild rebuild(scenario);
    StatisticsFold fold;
    fold.reset(scenario);
    for (std::size_t i = 0; i < file.size(); ++i) {
      const Record record = rebuild.record(file.row(i));
      ASSERT_TRUE(the_same(record, heard.records[i])) << row_text(file.row(i));
      fold.hear({&record, 1});
    }
    records += file.size();
    const std::vector<GroupStatistics> statistics = fold.finish(result.end_ms);
    ASSERT_EQ(statistics.size(), result.groups.size());
    for (std::size_t i = 0; i < statistics.size(); ++i) {
      EXPECT_EQ(shown_group(result.groups[i], statistics[i]),
                shown_group(result.groups[i], result.groups[i].statistics));
    }
  }
  EXPECT_GT(records, 5000U);
}

std::vector<std::string_view> endings() {
  std::vector<std::string_view> all;
  for (const TimelineFormat& format : kTimelineFormats) all.push_back(format.ending);
  return all;
}

std::string format_name(const testing::TestParamInfo<std::string_view>& info) {
  std::string text(info.param.substr(1));
  std::erase(text, '.');
  return text;
}

INSTANTIATE_TEST_SUITE_P(EachFormat, ReadBack, testing::ValuesIn(endings()), format_name);

MetricValue asked(Database& database, const std::string& sql, const std::string& group,
                  std::string_view statistic) {
  Statement row = database.prepare(sql);
  row.text(group);
  if (!statistic.empty()) row.text(statistic);
  EXPECT_TRUE(row.next()) << sql << database.error() << group << statistic;
  if (row.kind(0) == Statement::Kind::null) return std::nullopt;
  return std::stod(std::string(row.text_at(0)));
}

void expect_near(const MetricValue& value, const MetricValue& wanted, std::string_view what) {
  ASSERT_EQ(value.has_value(), wanted.has_value()) << what;
  EXPECT_NEAR(value.value_or(0), wanted.value_or(0), 1e-12 * std::abs(wanted.value_or(0))) << what;
}

// The step function of one group, from nothing but the records.
constexpr const char* kInService = R"(
WITH changes AS (
  SELECT time_ms, ("to" = 'IN_SERVICE') - (kind = 'life_cycle_state' AND "from" = 'IN_SERVICE')
    AS change
  FROM records WHERE "group" = ?1 AND kind IN ('instance_created', 'life_cycle_state')
  UNION ALL SELECT time_ms, -("from" = 'IN_SERVICE') FROM records
  WHERE "group" = ?1 AND kind = 'instance_gone'
), moments AS (SELECT time_ms, sum(change) AS change FROM changes GROUP BY time_ms),
levels AS (
  SELECT sum(change) OVER (ORDER BY time_ms) AS level,
    min(lead(time_ms, 1, end_ms) OVER (ORDER BY time_ms), end_ms) - time_ms AS length
  FROM moments, run)
SELECT sum(level * length) * 1.0 / sum(length) FROM levels WHERE length > 0)";

TEST(TimelineDatabase, HoldsTheStatisticsThatItsRecordsGive) {
  for (const std::string& path : golden::shipped_scenarios()) {
    SCOPED_TRACE(path);
    const Scenario scenario = shipped(path);
    RunResult result;
    const std::string bytes =
        written_timeline(scenario, *timeline_format("x.sqlite"), nullptr, &result);
    Database database = Database::of_bytes(bytes);
    for (const GroupView& group : result.groups) {
      for (const auto& metric : kGroupMetrics) {
        expect_near(asked(database,
                          "SELECT value FROM statistics WHERE AutoScalingGroupId = ? AND statistic "
                          "= ? AND zone IS NULL AND RefreshActivityId IS NULL",
                          group.id, metric.path),
                    metric.of(group.statistics), metric.path);
      }
      expect_near(asked(database, kInService, group.id, ""),
                  group.statistics.in_service.mean.value(), "in_service from the records");
    }
    EXPECT_TRUE(database.ok()) << database.error();
  }
}

TEST(TimelineDatabase, HoldsAsMuchAsTheResult) {
  const Scenario scenario =
      shipped(REFRESHSIM_SOURCE_DIR "/scenarios/rollback-after-failed-canary.yaml");
  RunResult result;
  const std::string bytes =
      written_timeline(scenario, *timeline_format("x.sqlite"), nullptr, &result);
  Database database = Database::of_bytes(bytes);
  std::size_t batches = 0;
  std::size_t rows = 0;
  for (const ActivityView& activity : result.activities) {
    batches += activity.batches.size();
    for (const BatchView& batch : activity.batches) rows += batch.rows.size();
  }
  const std::pair<const char*, std::size_t> tables[] = {{"records", result.records},
                                                        {"run", 1},
                                                        {"instances", result.instances.size()},
                                                        {"activities", result.activities.size()},
                                                        {"batches", batches},
                                                        {"rows", rows},
                                                        {"calls", result.calls.size()}};
  for (const auto& [table, count] : tables) {
    Statement row = database.prepare("SELECT count(*) FROM " + std::string(table));
    ASSERT_TRUE(row.next()) << table;
    EXPECT_EQ(row.integer_at(0), static_cast<std::int64_t>(count)) << table;
  }
  EXPECT_GT(rows, 9U);
  Statement sound = database.prepare("PRAGMA integrity_check");
  ASSERT_TRUE(sound.next());
  EXPECT_EQ(sound.text_at(0), "ok");
}

TEST(Packed, IsTheSameInWhateverPortionsItComes) {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += std::to_string(i * 7919 % 10'007) + ",";
  StringSink whole;
  ZstdSink at_once(whole);
  at_once.write(text);
  at_once.finish();
  StringSink parts;
  ZstdSink by_and_by(parts);
  for (std::size_t i = 0; i < text.size(); i += 1013) by_and_by.write(text.substr(i, 1013));
  by_and_by.finish();
  EXPECT_EQ(parts.text, whole.text);
  EXPECT_LT(whole.text.size(), text.size());
  EXPECT_EQ(unpack_zstd(whole.text, text.size()).value(), text);
  EXPECT_EQ(unpack_zstd(whole.text, text.size() - 1).error(), "larger than 0 MB when unpacked");
}

}  // namespace
}  // namespace refreshsim
