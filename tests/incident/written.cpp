#include "tests/incident/written.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "sim/incident/packed_timeline.h"
#include "sim/scenario/read_file.h"

namespace refreshsim {

std::string written_timeline(const Scenario& scenario, const TimelineFormat& format,
                             RecordSink* also, RunResult* result) {
  const std::string path = std::filesystem::temp_directory_path() /
                           ("refreshsim-" + std::to_string(getpid()) + std::string(format.ending));
  OutputFile out(path);
  const auto writer = format.open(scenario, out);
  RunOptions how;
  how.sinks = {writer.get()};
  if (also != nullptr) how.sinks.push_back(also);
  const RunResult ran = Simulation(scenario).run(how);
  writer->finish(ran);
  if (result != nullptr) *result = ran;
  EXPECT_TRUE(out.finish()) << out.error();
  auto bytes = read_file(path, kLargestTimeline);
  std::filesystem::remove(path);
  EXPECT_TRUE(bytes.has_value()) << bytes.error();
  return bytes.value_or("");
}

TimelineFile read_timeline(const std::string& bytes) {
  const auto text = is_packed(bytes) ? unpacked_timeline(bytes) : bytes;
  EXPECT_TRUE(text.has_value()) << text.error();
  auto file = TimelineFile::parse(text.value_or(""));
  EXPECT_TRUE(file.has_value()) << file.error();
  return file ? *file : TimelineFile::parse("").value();
}

}  // namespace refreshsim
