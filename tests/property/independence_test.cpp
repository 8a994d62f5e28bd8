// Groups don't disturb each other: removing one leaves the other's timeline as it was.
#include <gtest/gtest.h>

#include <map>

#include "tests/property/recording.h"

namespace refreshsim::property::random_story {
namespace {

/// Numbers the things of one group in the order in which they appear.
class Ordinals {
 public:
  std::string of(std::uint32_t id) {
    if (id == Record::kNone) return "none";
    return std::to_string(numbers_.try_emplace(id, numbers_.size()).first->second);
  }

 private:
  std::map<std::uint32_t, std::size_t> numbers_;
};

/// The first group's records as texts without what counts over all groups: sequences and global
/// ids.
class Rendering {
 public:
  explicit Rendering(const Recording& recording) : recording_(recording) {
    for (const Record& each : recording.records) {
      if (each.kind == RecordKind::software_defined) define(each);
      if (each.group == 0) lines.push_back(line(each));
    }
  }

  std::vector<std::string> lines;

 private:
  std::string symbol(std::uint32_t value) const {
    return value == Record::kNone ? "none" : recording_.scenario.symbols.text(SymbolId{value});
  }
  void define(const Record& record) { software_[record.subject] = symbol(record.from); }

  std::string subject(const Record& record) {
    const RecordKind kind = record.kind;
    if (kind >= RecordKind::instance_created && kind <= RecordKind::step_ended) {
      return instances_.of(record.subject);
    }
    if (kind >= RecordKind::activity_created && kind <= RecordKind::row_status) {
      return activities_.of(record.subject);
    }
    return std::to_string(record.subject);
  }

  std::string part(const Record& record) {
    if (record.kind == RecordKind::activity_created) return "its id";
    if (record.kind == RecordKind::step_started || record.kind == RecordKind::step_ended) {
      return activities_.of(record.part);
    }
    if (record.kind == RecordKind::fault_began || record.kind == RecordKind::fault_ended) {
      return record.part == Record::kNone ? "none" : "instance or zone";
    }
    return std::to_string(record.part);
  }

  /// `from` or `to`, whichever `value` is.
  std::string value(const Record& record, std::uint32_t value, bool is_from) {
    if (record.kind == RecordKind::installed) {
      return value == Record::kNone ? "none" : software_[value];
    }
    if (record.kind == RecordKind::configuration_field) return symbol(value);
    if (record.kind == RecordKind::instance_created && is_from) return instances_.of(value);
    if (record.kind == RecordKind::activity_created && is_from) return activities_.of(value);
    return std::to_string(value);
  }

  std::string line(const Record& record) {
    std::string text = std::to_string(record.time_ms);
    text += " " + std::string(name(record.kind)) + " " + subject(record);
    text += " part " + part(record);
    text += " from " + value(record, record.from, true);
    return text + " to " + value(record, record.to, false);
  }

  const Recording& recording_;
  Ordinals instances_;
  Ordinals activities_;
  std::map<std::uint32_t, std::string> software_;
};

TEST(Independence, AnUnrelatedGroupLeavesAGroupsTimelineAsItWas) {
  ASSERT_TRUE(holds("independence", [] {
    const Story story = *stories(2, 2);
    const Recording both = record(story);
    const Recording alone = record(story.yaml(1));
    RC_ASSERT(Rendering(both).lines == Rendering(alone).lines);
  }));
}

}  // namespace
}  // namespace refreshsim::property::random_story
