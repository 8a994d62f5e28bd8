// An activity in the service's own words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "refreshsim/value.h"

namespace refreshsim {

/// The RefreshActivity that DescribeRefreshActivities returns
/// (references/instance-refresh-api.md): its keys in the documented order, times as UTC texts, null
/// where something has not happened. The scenario spells the instances' ids and dates time 0.
Value activity_value(const ActivityView& activity, const Scenario& scenario);

/// The same with an empty RefreshBatchSet, and one entry of that set: for whoever writes an
/// activity of a million rows batch by batch.
Value activity_outline(const ActivityView& activity, const Scenario& scenario);
Value batch_value(const BatchView& batch, std::size_t number, const Scenario& scenario);

/// `asa-00000012`, the id of a scaling activity by its number.
std::string scaling_activity_text(std::uint32_t number);

}  // namespace refreshsim
