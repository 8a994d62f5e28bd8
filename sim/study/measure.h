// From the names of metrics to numbers of a run.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "refreshsim/metric.h"
#include "refreshsim/record.h"
#include "sim/run/verdict_fold.h"
#include "sim/study/study.h"

namespace refreshsim {

/// What a name stands for: `availability`, `lost_capacity` or `lost_capacity_ms`,
/// `asg-1.serving.min`, `refresh.duration`, `duration` (the study's: from the first activity's
/// CreatedTime to the last one's end), `P(2)` (the second expectation of the scenario) and
/// `P(expectation)` (each of them). The error says what would be right.
tl::expected<std::vector<StudyMetric>, std::string> find_metrics(const Scenario& scenario,
                                                                 std::string_view name);

/// The seven usual metrics, and each expectation of the scenario.
std::vector<StudyMetric> usual_metrics(const Scenario& scenario);

/// What each expectation of a result says, calls' expectations included, in the result's order.
std::vector<std::string> expectation_texts(const Scenario& scenario);

/// Hears when the first activity was made and when the last one ended.
class StudySpan final : public RecordSink {
 public:
  void reset() { *this = StudySpan(); }
  void hear(std::span<const Record> records) override;
  RecordKinds wants() const override {
    return {RecordKind::activity_created, RecordKind::activity_status};
  }
  /// Null without an activity. What has not ended counts up to the window's end.
  MetricValue duration(std::int64_t end_ms) const;

 private:
  std::int64_t first_ms_ = -1;
  std::int64_t last_end_ms_ = -1;
  std::uint32_t open_ = 0;
};

inline constexpr double kNull = std::numeric_limits<double>::quiet_NaN();

/// What the runs of a strategy are asked: it hears their records, and then tells the metrics'
/// numbers. It keeps no more than they need, and its memory from one run to the next.
class Meter {
 public:
  /// Both must outlive it.
  Meter(const std::vector<StudyMetric>& metrics, const Scenario& scenario);

  /// Before a run: what has to hear it.
  void prepare(std::vector<RecordSink*>& sinks);
  bool needs_downtimes() const { return needs_downtimes_; }
  /// A metric's number in the run that was heard; kNull if it has none.
  double operator()(std::size_t metric, const RunResult& result) const;

 private:
  MetricValue number(std::size_t metric, const RunResult& result) const;
  MetricValue activity_number(std::size_t metric, const RunResult& result) const;

  const std::vector<StudyMetric>& metrics_;
  StudySpan span_;
  VerdictFold verdicts_;
  std::vector<NameId> names_;  ///< by metric: of its activity
  bool hears_verdicts_ = false;
  bool needs_downtimes_ = false;
};

}  // namespace refreshsim
