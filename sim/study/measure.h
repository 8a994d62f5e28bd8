// From the names of metrics to numbers of a run.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "refreshsim/metric.h"
#include "refreshsim/record.h"
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

/// The metric's number in this run; kNull if it has none.
double measured(const StudyMetric& metric, const RunResult& result, const StudySpan& span);

}  // namespace refreshsim
