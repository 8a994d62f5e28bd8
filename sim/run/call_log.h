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

/// The same for a run that is made often: the requests are copied once, and only their ids change.
class Requests {
 public:
  explicit Requests(const Scenario& scenario);
  Requests(const Requests&) = delete;
  Requests& operator=(const Requests&) = delete;
  /// As with_ids; valid until the call is made again.
  const Value& of(CallId id, const Service& service);

 private:
  struct Slot {
    std::string* text;
    std::string given;  ///< as the file has it
    NameId name;
  };
  std::vector<Value> requests_;           ///< by call
  std::vector<std::vector<Slot>> slots_;  ///< by call: where the ids stand
};

/// {"Response": …} as the service gives it, with a RequestId that depends on the call alone.
Value response_of(const Call& call, CallId id, std::uint32_t firing, const Answer& answer,
                  const Service& service, const Draws& draws);

}  // namespace refreshsim
