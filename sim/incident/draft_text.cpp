#include <fmt/format.h>

#include <algorithm>

#include "refreshsim/error_code.h"
#include "sim/base/utc.h"
#include "sim/incident/draft.h"
#include "sim/incident/draft_faults.h"
#include "sim/incident/yaml_flow.h"
#include "sim/scenario/render.h"

namespace refreshsim {
namespace {

class DraftWriter {
 public:
  explicit DraftWriter(const Draft& draft) : draft_(draft), incident_(*draft.incident) {}

  std::string text(const std::string& name) {
    out_ = "refreshsim: 1\nname: " + yaml_scalar(name) + "\n";
    head();
    configurations();
    groups();
    out_ += draft_timing(draft_) + draft_faults(draft_);
    calls();
    if (draft_.finished) expectations();
    return out_;
  }

 private:
  void head() {
    out_ += "start: " + utc_text(incident_.start_ms) + "\n";
    out_ += "horizon: " + yaml_length(incident_.end_ms + 1) + "  # the end of the log\n";
    if (!draft_.authorized) out_ += "authorized: false\n";
    if (!draft_.finished) return;
    for (const Assumption& each : draft_.assumptions) {
      out_ += "# assumed: " + comment_text(each.what) + "\n";
    }
    out_ += draft_.contradictions;
  }

  void configurations() {
    out_ += "\nlaunch_configurations:\n";
    for (const auto& [id, fields] : incident_.configurations) {
      out_ += "  " + yaml_scalar(id) + ": {ImageId: " + yaml_scalar(image_before(id)) + "}";
      out_ += draft_.finished ? "  # assumed: the image before the log begins\n" : "\n";
    }
    if (incident_.configurations.empty()) out_ += "  {}\n";
    std::string images;
    for (const std::string& each : draft_.missing_images) {
      images += "  " + yaml_scalar(each) + ": {exists: false}\n";
    }
    if (!draft_.old_image_missing.empty()) images += "  img-gone: {exists: false}\n";
    if (!images.empty()) out_ += "images:\n" + images;
  }

  void groups() {
    out_ += "scaling_groups:";
    out_ += draft_.groups.empty() ? " {}\n" : "\n";
    for (const IncidentGroup& each : draft_.groups) group(each);
  }

  void group(const IncidentGroup& group) {
    out_ += fmt::format("  {}:\n    launch_configuration: {}\n", yaml_scalar(group.id),
                        yaml_scalar(group.configuration));
    if (draft_.finished) out_ += "    # assumed: an application load balancer\n";
    out_ += "    load_balancer: application\n";
    windows(group);
    const bool gone = draft_.old_image_missing.contains(group.id);
    out_ += group.instances.empty() ? "    instances: 0\n" : "    instances:\n";
    for (const IncidentInstance& each : group.instances) {
      out_ += "      - {id: " + yaml_scalar(each.id);
      if (gone) out_ += ", ImageId: img-gone";
      if (each.state != LifeCycleState::IN_SERVICE) {
        out_ += fmt::format(", LifeCycleState: {}", name(each.state));
      }
      out_ += "}\n";
    }
  }

  void windows(const IncidentGroup& group) {
    std::string all;
    for (const Hindrance& each : draft_.hindrances) {
      if (each.abnormal || each.group != group.id) continue;
      all += fmt::format("{}{{from: {}, to: {}}}", all.empty() ? "" : ", ", yaml_length(each.at_ms),
                         yaml_length(each.at_ms + 1));
    }
    if (!all.empty()) out_ += "    in_activity: [" + all + "]\n";
  }

  std::string place(std::size_t exchange) const {
    return comment_path(incident_.log.place_text(incident_.log.exchanges[exchange].place));
  }

  void calls() {
    out_ += draft_.calls.empty() ? "\ncalls: []\n" : "\ncalls:\n";
    for (const IncidentCall& each : draft_.calls) call(each);
  }

  void call(const IncidentCall& call) {
    out_ += "  - at: " + yaml_length(call.at_ms);
    if (draft_.finished) {
      out_ += call.exchange ? "  # " + place(*call.exchange) : "  # assumed: " + call.why;
    }
    out_ += "\n";
    if (!call.as.empty()) out_ += "    as: " + call.as + "\n";
    if (!call.as.empty() && !call.id.empty()) out_ += "    id: " + yaml_scalar(call.id) + "\n";
    out_ += fmt::format("    action: {}\n    request: {}\n", name(call.action),
                        yaml_flow(call.request));
    if (draft_.finished) left_out(call);
    if (!call.exchange || !draft_.finished) return;
    const Exchange& exchange = incident_.log.exchanges[*call.exchange];
    if (!exchange.request_id.empty()) {
      out_ += "    request_id: " + yaml_scalar(exchange.request_id) + "\n";
    }
    if (!exchange.answered()) {
      out_ += "    # the log has no answer to it\n";
      return;
    }
    const bool known = exchange.code.empty() || parse_code(exchange.code).has_value();
    if (known) {
      out_ += "    expect: " + (exchange.code.empty() ? std::string("ok") : exchange.code) + "\n";
    } else {
      out_ +=
          "    # the log's answer, which the model does not know: " + comment_text(exchange.code) +
          "\n";
    }
  }

  void left_out(const IncidentCall& call) {
    for (const std::string& each : call.left_out) {
      out_ += "    # left out, as the model does not know it: " + comment_text(each) + "\n";
    }
  }

  void expectations() {
    std::string all;
    for (const IncidentActivity& each : incident_.activities) all += expected(each);
    if (!all.empty()) out_ += "\nexpect:\n" + all;
  }

  /// Every status as it is first seen; that of the last snapshot to hold at the end, if it was the
  /// log's last word.
  std::string expected(const IncidentActivity& activity) const {
    std::string text;
    std::optional<ActivityStatus> before;
    for (std::size_t i = 0; i < activity.seen.size(); ++i) {
      const ObservedActivity& seen = incident_.seen(activity, i);
      const bool last = i + 1 == activity.seen.size();
      if (!seen.status || (seen.status == before && !last)) continue;
      before = seen.status;
      const std::size_t exchange = incident_.observations[activity.seen[i].first].exchange;
      text += fmt::format("  - {{activity: {}, Status: {}, before: {}}}  # {}\n", activity.as,
                          name(*seen.status), yaml_length(incident_.seen_at(activity, i) + 1001),
                          place(exchange));
      if (last) text += rows_expected(activity, seen, incident_.seen_at(activity, i));
    }
    return text;
  }

  std::string rows_expected(const IncidentActivity& activity, const ObservedActivity& seen,
                            std::int64_t at_ms) const {
    std::string text;
    for (std::size_t i = 0; i < seen.batches.size(); ++i) {
      if (!seen.batches[i].status || *seen.batches[i].status == BatchStatus::WAITING) continue;
      text +=
          fmt::format("  - {{activity: {}, batch: {}, RefreshBatchStatus: {}, before: {}}}\n",
                      activity.as, i + 1, name(*seen.batches[i].status), yaml_length(at_ms + 1001));
    }
    return text;
  }

  const Draft& draft_;
  const Incident& incident_;
  std::string out_;
};

}  // namespace

std::string image_before(const std::string& configuration) { return "img-before-" + configuration; }

std::string draft_text(const Draft& draft, const std::string& name) {
  return DraftWriter(draft).text(name);
}

}  // namespace refreshsim
