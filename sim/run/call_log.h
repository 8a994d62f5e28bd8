// Making the scripted calls: names replaced by ids, answers in the service's own form.
#pragma once

#include <vector>

#include "refreshsim/run.h"
#include "sim/base/draw.h"
#include "sim/service/service.h"

namespace refreshsim {

/// A request with each `$name` where an activity's id stands replaced by the id of the latest
/// activity of that name; a name that has made none stays as it is (interface.md, section 1).
Value with_ids(const Scenario& scenario, const Call& call, const Service& service);

/// {"Response": …} as the service gives it, with a RequestId that depends on the call alone.
Value response_of(const Call& call, CallId id, std::uint32_t firing, const Answer& answer,
                  const Service& service, const Draws& draws);

}  // namespace refreshsim
