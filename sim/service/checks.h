// What can be wrong with a call, in the order in which the service looks (model.md, section 5,
// `error-order`): one ordered table, of which each action's rows are its checks. The first that
// fails answers. Rate and shape come before them, from parameters.h.
#pragma once

#include "refreshsim/error_code.h"
#include "refreshsim/vocabulary.h"
#include "sim/service/request.h"

namespace refreshsim {

class Service;

/// Each says whether a call is to be refused, given everything before it in the table was in order.
struct Checks {
  static bool max_surge_in_rollback(const Service& service, const Request& request);
  static bool unauthorized(const Service& service, const Request& request);
  static bool no_group(const Service& service, const Request& request);
  static bool no_activity(const Service& service, const Request& request);
  static bool no_configuration(const Service& service, const Request& request);
  static bool group_abnormal(const Service& service, const Request& request);
  static bool in_refresh(const Service& service, const Request& request);
  static bool in_refresh_of_another(const Service& service, const Request& request);
  static bool in_activity(const Service& service, const Request& request);
  static bool nothing_to_refresh(const Service& service, const Request& request);
  static bool too_many_batches(const Service& service, const Request& request);
  static bool too_much_surge(const Service& service, const Request& request);
  static bool bad_image(const Service& service, const Request& request);
  static bool cannot_stop(const Service& service, const Request& request);
  static bool cannot_resume(const Service& service, const Request& request);
  static bool cannot_cancel(const Service& service, const Request& request);
  static bool is_rollback(const Service& service, const Request& request);
  static bool cannot_roll_back(const Service& service, const Request& request);
  static bool superseded_or_replaced(const Service& service, const Request& request);
  static bool nothing_to_roll_back(const Service& service, const Request& request);
  static bool too_many_rollback_batches(const Service& service, const Request& request);
  static bool bad_old_image(const Service& service, const Request& request);
  static bool ids_and_filters(const Service& service, const Request& request);
  static bool too_many_results(const Service& service, const Request& request);
  static bool too_many_filters(const Service& service, const Request& request);
  static bool unknown_filter(const Service& service, const Request& request);
  static bool too_many_values(const Service& service, const Request& request);
  static bool instances_unknown(const Service& service, const Request& request);
  static bool in_flight(const Service& service, const Request& request);
  static bool waiting_or_in_flight(const Service& service, const Request& request);
  static bool not_in_service(const Service& service, const Request& request);
  static bool not_in_standby(const Service& service, const Request& request);
  static bool coming_or_going(const Service& service, const Request& request);
};

struct CheckRow {
  Action action;
  ErrorCode code;
  bool (*refuses)(const Service&, const Request&);
};

/// The first code that refuses; ok if none does.
ErrorCode first_refusal(const Service& service, Action action, const Request& request);

}  // namespace refreshsim
