#include "sim/service/describe.h"

#include <algorithm>
#include <array>

#include "sim/record/activity_value.h"

namespace refreshsim {
namespace {

struct FilterRow {
  std::string_view name;
  std::string_view (*value)(const ActivityView&);
};

constexpr std::array kFilters = std::to_array<FilterRow>({
    {"auto-scaling-group-id",
     [](const ActivityView& activity) { return std::string_view(activity.group); }},
    {"refresh-activity-status-code",
     [](const ActivityView& activity) { return name(activity.status); }},
    {"refresh-activity-type", [](const ActivityView& activity) { return name(activity.type); }},
    {"refresh-activity-id",
     [](const ActivityView& activity) { return std::string_view(activity.id); }},
});

bool contains(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

bool passes(const Filter& filter, const ActivityView& activity) {
  for (const FilterRow& row : kFilters) {
    if (row.name == filter.name) return contains(filter.values, row.value(activity));
  }
  return false;
}

/// Filters are ANDed, their values ORed; ids that don't exist are left out.
bool meant(const Request& request, const ActivityView& activity) {
  if (request.ids) return contains(*request.ids, activity.id);
  if (!request.filters) return true;
  return std::all_of(request.filters->begin(), request.filters->end(),
                     [&activity](const Filter& filter) { return passes(filter, activity); });
}

}  // namespace

bool known_filter(std::string_view name) {
  return std::any_of(kFilters.begin(), kFilters.end(),
                     [name](const FilterRow& row) { return row.name == name; });
}

Value::Map describe(const Request& request, const Ledger& ledger, const Scenario& scenario) {
  std::int64_t total = 0;
  Value::List page;
  for (std::size_t i = ledger.activity_count(); i-- > 0;) {
    const ActivityId id{i};
    if (!meant(request, ledger.activity_head(id))) continue;
    const bool on_page = total >= request.offset && total < request.offset + request.limit;
    if (on_page) page.push_back(activity_value(ledger.activity(id), scenario));
    ++total;
  }
  return {{"TotalCount", total}, {"RefreshActivitySet", std::move(page)}};
}

}  // namespace refreshsim
