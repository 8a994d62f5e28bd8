#include "sim/report/trace_event.h"

#include <fmt/format.h>

#include "sim/report/json_writer.h"

namespace refreshsim {

std::string json_text(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

std::string trace_event(char phase, std::string_view name, std::int64_t ts, TraceTrack track,
                        std::string_view more) {
  return fmt::format(R"({{"ph":"{}","name":{},"ts":{},"pid":{},"tid":{}{}}},)"
                     "\n",
                     phase, json_text(name), ts, track.process, track.number, more);
}

std::string trace_metadata(std::string_view what, TraceTrack track, std::string_view key,
                           std::string_view value, std::string_view after) {
  return fmt::format(R"({{"ph":"M","name":"{}","pid":{},"tid":{},"args":{{"{}":{}}}}}{})"
                     "\n",
                     what, track.process, track.number, key, value, after);
}

}  // namespace refreshsim
