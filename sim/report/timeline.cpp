#include "sim/report/timeline.h"

#include "sim/base/zstd.h"

namespace refreshsim {
namespace {

using MakeLines = std::unique_ptr<RecordSink>(const Scenario& scenario, ByteSink& out);

class PlainTimeline final : public TimelineWriter {
 public:
  PlainTimeline(MakeLines* make, const Scenario& scenario, ByteSink& out)
      : lines_(make(scenario, out)) {}
  void hear(std::span<const Record> records) override { lines_->hear(records); }
  void finish(const RunResult&) override {}

 private:
  std::unique_ptr<RecordSink> lines_;
};

class PackedTimeline final : public TimelineWriter {
 public:
  PackedTimeline(MakeLines* make, const Scenario& scenario, ByteSink& out)
      : packed_(out), lines_(make(scenario, packed_)) {}
  void hear(std::span<const Record> records) override { lines_->hear(records); }
  void finish(const RunResult&) override { packed_.finish(); }

 private:
  ZstdSink packed_;
  std::unique_ptr<RecordSink> lines_;
};

}  // namespace

std::unique_ptr<TimelineWriter> csv_file(const Scenario& scenario, OutputFile& out) {
  return std::make_unique<PlainTimeline>(csv_timeline, scenario, out);
}

std::unique_ptr<TimelineWriter> jsonl_file(const Scenario& scenario, OutputFile& out) {
  return std::make_unique<PlainTimeline>(jsonl_timeline, scenario, out);
}

std::unique_ptr<TimelineWriter> packed_csv_file(const Scenario& scenario, OutputFile& out) {
  return std::make_unique<PackedTimeline>(csv_timeline, scenario, out);
}

std::unique_ptr<TimelineWriter> packed_jsonl_file(const Scenario& scenario, OutputFile& out) {
  return std::make_unique<PackedTimeline>(jsonl_timeline, scenario, out);
}

const TimelineFormat* timeline_format(std::string_view path) {
  for (const TimelineFormat& format : kTimelineFormats) {
    if (path.ends_with(format.ending)) return &format;
  }
  return nullptr;
}

}  // namespace refreshsim
