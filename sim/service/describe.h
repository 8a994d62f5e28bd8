// DescribeRefreshActivities: which activities a request means (model.md, section 5).
#pragma once

#include <string_view>

#include "refreshsim/scenario.h"
#include "sim/record/ledger.h"
#include "sim/service/request.h"

namespace refreshsim {

/// Whether activities can be filtered by this name.
bool known_filter(std::string_view name);

/// TotalCount and RefreshActivitySet, newest first, from the facts so far.
Value::Map describe(const Request& request, const Ledger& ledger, const Scenario& scenario);

}  // namespace refreshsim
