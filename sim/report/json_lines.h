// The pieces of a run's result as JSON, for whoever writes a part of it (json.h: all of it).
#pragma once

#include <string>
#include <string_view>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/base/byte_sink.h"

namespace refreshsim {

/// Whether a batch lists its rows, or only says how it went.
enum class JsonRows : std::uint8_t { all, none };

/// One JSON value each, without a line feed.
std::string activity_line(const ActivityView& activity, const Scenario& scenario, JsonRows rows);
std::string call_line(const CallView& view, const Scenario& scenario);
std::string expectation_line(const ExpectationView& expectation);

/// `"name":…,` to `"end_ms":…,`, a line each.
void write_json_head(const RunResult& result, const Scenario& scenario, ByteSink& out);
/// `"groups":{…}`.
void write_json_groups(const RunResult& result, ByteSink& out);

/// `"key":[`, a line an element, `]`.
void write_json_list(ByteSink& out, std::string_view key, const auto& items, auto line_of) {
  out.write("\"" + std::string(key) + "\":[");
  std::string_view separator = "\n";
  for (const auto& item : items) {
    out.write(separator);
    out.write(line_of(item));
    separator = ",\n";
  }
  out.write(items.empty() ? "]" : "\n]");
}

}  // namespace refreshsim
