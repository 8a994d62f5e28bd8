// One refusal being looked into: the call, and how things stood just before it.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "sim/incident/reasons.h"

namespace refreshsim {

class Inquiry {
 public:
  Inquiry(const Story& story, const Record& call)
      : story_(story),
        call_(call),
        made_(story.made(call)),
        action_(static_cast<Action>(call.b)),
        latest_(story.before(call.sequence)) {}

  Refusal answer();

 private:
  template <class... Parts>
  void otherwise(fmt::format_string<Parts...> text, Parts&&... parts) {
    found_.otherwise.push_back(fmt::format(text, std::forward<Parts>(parts)...));
  }
  void because(Sequence sequence) {
    if (sequence != kNoRecord) found_.because.push_back(sequence);
  }
  ActivityId named() const;
  std::uint32_t state(std::uint32_t instance) const {
    return story_[latest_.instances[instance].state].to;
  }
  std::uint32_t status(std::uint32_t activity) const {
    return story_[latest_.activities[activity].status].to;
  }
  std::vector<std::uint32_t> members() const;
  std::string listed(const std::vector<std::string>& texts) const;
  /// When the same thing changed next, if it did.
  std::string until(const Record& record) const;

  std::string parameter() const;
  void no_such_thing();
  void group_not_ready();
  void in_refresh();
  void nothing_to_do();
  void too_many();
  void conflict();
  bool paused(std::uint32_t activity) const;
  void not_at_rest(std::uint32_t activity);
  void origin_unfit();
  std::string problem(const std::string& image) const;
  std::string configured_image();
  void bad_image();
  Sequence row_that_holds(std::uint32_t instance) const;
  void not_there(const std::string& text, InstanceId id);
  void not_free(std::uint32_t instance);
  void in_wrong_state(std::uint32_t instance);
  void instances_unfit();
  /// Whether a row of an origin would be rolled back.
  bool rolls_back(Sequence row) const;

  const Story& story_;
  const Record& call_;
  const CallView& made_;
  Action action_;
  Latest latest_;
  Refusal found_;
};

/// The text of a request's parameter; empty if it has none.
std::string request_text(const Value& request, std::string_view key);

}  // namespace refreshsim
