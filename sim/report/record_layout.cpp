#include "sim/report/record_layout.h"

#include <array>

namespace refreshsim {
namespace {

using M = Meaning;
using R = Record;

constexpr std::array kGroupListed{DetailField{"LaunchConfigurationId", &R::a, M::configuration},
                                  DetailField{"DesiredCapacity", &R::b, M::number},
                                  DetailField{"first_zone", &R::c, M::zone},
                                  DetailField{"zones", &R::d, M::number}};
constexpr std::array kInstanceCreated{DetailField{"ImageId", &R::a, M::image_of_software},
                                      DetailField{"software", &R::a, M::software},
                                      DetailField{"surge_place", &R::c, M::number_or_none},
                                      DetailField{"healthy", &R::d, M::flag}};
constexpr std::array kInstalled{DetailField{"from_software", &R::from, M::software},
                                DetailField{"software", &R::to, M::software}};
constexpr std::array kHealth{DetailField{"fault", &R::a, M::fault}};
constexpr std::array kStepStarted{DetailField{"attempt", &R::a, M::number},
                                  DetailField{"batch", &R::b, M::number}};
constexpr std::array kStepEnded{
    DetailField{"result", &R::d, M::step_result}, DetailField{"attempt", &R::a, M::number},
    DetailField{"batch", &R::b, M::number}, DetailField{"fault", &R::c, M::fault}};
constexpr std::array kSoftware{
    DetailField{"ImageId", &R::from, M::symbol}, DetailField{"UserData", &R::to, M::symbol},
    DetailField{"EnhancedService", &R::a, M::symbol}, DetailField{"HostName", &R::b, M::symbol},
    DetailField{"LoginSettings", &R::c, M::symbol}};
constexpr std::array kActivityCreated{DetailField{"call", &R::a, M::call},
                                      DetailField{"as", &R::b, M::activity_name},
                                      DetailField{"ActivityType", &R::c, M::activity_type},
                                      DetailField{"RefreshMode", &R::d, M::refresh_mode}};
constexpr std::array kSettings{DetailField{"BatchNumber", &R::part, M::number},
                               DetailField{"BatchPause", &R::from, M::batch_pause},
                               DetailField{"FailProcess", &R::to, M::fail_process},
                               DetailField{"MaxSurge", &R::a, M::number},
                               DetailField{"CheckInstanceTargetHealth", &R::b, M::flag},
                               DetailField{"CheckInstanceTargetHealthTimeout", &R::c, M::number},
                               DetailField{"rows", &R::d, M::number}};
constexpr std::array kActivityStatus{DetailField{"CurrentRefreshBatchNum", &R::a, M::number}};
constexpr std::array kBatchStatus{DetailField{"first_row", &R::a, M::number},
                                  DetailField{"rows", &R::b, M::number}};
constexpr std::array kRowStatus{DetailField{"InstanceId", &R::a, M::instance},
                                DetailField{"batch", &R::b, M::number},
                                DetailField{"LastActivityId", &R::c, M::scaling_activity},
                                DetailField{"attempt", &R::d, M::number}};
constexpr std::array kRowFailed{
    DetailField{"InstanceId", &R::a, M::instance}, DetailField{"batch", &R::b, M::number},
    DetailField{"failed", &R::c, M::step_and_cause}, DetailField{"fault", &R::d, M::fault}};
// The activity that a call made is created after it, and names its call.
constexpr std::array kCallMade{DetailField{"action", &R::b, M::action}};
constexpr std::array kFault{DetailField{"effective", &R::to, M::flag}};

struct KindLayout {
  RecordKind kind;
  RecordLayout layout;
};

using K = RecordKind;
// In the order of RecordKind.
constexpr std::array kLayouts{
    //                                   subject           part          from                   to
    KindLayout{K::group_listed, {M::group, M::nothing, M::nothing, M::group_status, kGroupListed}},
    KindLayout{K::instance_created,
               {M::instance, M::zone, M::instance, M::life_cycle_state, kInstanceCreated}},
    KindLayout{K::life_cycle_state,
               {M::instance, M::nothing, M::life_cycle_state, M::life_cycle_state, {}}},
    KindLayout{K::instance_gone,
               {M::instance, M::nothing, M::life_cycle_state, M::gone_reason, {}}},
    KindLayout{K::installed,
               {M::instance, M::nothing, M::image_of_software, M::image_of_software, kInstalled}},
    KindLayout{K::health, {M::instance, M::nothing, M::flag, M::flag, kHealth}},
    KindLayout{K::step_started, {M::instance, M::activity, M::nothing, M::step, kStepStarted}},
    KindLayout{K::step_ended, {M::instance, M::activity, M::step, M::failure_cause, kStepEnded}},
    KindLayout{K::group_status, {M::group, M::nothing, M::group_status, M::group_status, {}}},
    KindLayout{K::enabled_status, {M::group, M::nothing, M::enabled_status, M::enabled_status, {}}},
    KindLayout{K::in_activity_status,
               {M::group, M::nothing, M::in_activity_status, M::in_activity_status, {}}},
    KindLayout{K::desired_capacity, {M::group, M::nothing, M::number, M::number, {}}},
    KindLayout{K::configuration_field, {M::configuration, M::field, M::symbol, M::symbol, {}}},
    KindLayout{K::software_defined, {M::software, M::nothing, M::nothing, M::nothing, kSoftware}},
    KindLayout{K::activity_created,
               {M::activity, M::nothing, M::activity, M::activity_status, kActivityCreated}},
    KindLayout{K::activity_settings, {M::activity, M::nothing, M::nothing, M::nothing, kSettings}},
    KindLayout{K::activity_status,
               {M::activity, M::nothing, M::activity_status, M::activity_status, kActivityStatus}},
    KindLayout{K::surge_state, {M::activity, M::nothing, M::surge_state, M::surge_state, {}}},
    KindLayout{K::batch_status,
               {M::activity, M::number, M::batch_status, M::batch_status, kBatchStatus}},
    KindLayout{K::row_status, {M::activity, M::number, M::row_status, M::row_status, kRowStatus}},
    KindLayout{K::call_made, {M::call, M::number, M::nothing, M::error_code, kCallMade}},
    KindLayout{K::fault_began, {M::fault, M::fault_target, M::nothing, M::nothing, kFault}},
    KindLayout{K::fault_ended, {M::fault, M::fault_target, M::nothing, M::nothing, kFault}},
    KindLayout{K::zone_outage, {M::zone, M::nothing, M::flag, M::flag, {}}},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kLayouts.size(); ++i) {
    if (index(kLayouts[i].kind) != i) return false;
  }
  return kLayouts.size() == kCount<RecordKind>;
}
static_assert(in_order());

constexpr RecordLayout kFailedRow{M::activity, M::number, M::row_status, M::row_status, kRowFailed};

}  // namespace

const RecordLayout& layout_numbered(std::size_t number) {
  return number < kLayouts.size() ? kLayouts[number].layout : kFailedRow;
}

const RecordLayout& layout_of(const Record& record) {
  return layout_numbered(layout_number(record));
}

}  // namespace refreshsim
