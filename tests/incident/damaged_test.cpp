// Files that were cut off or damaged: refused with a reason, or told apart from whole ones; never
// taken for equal.
#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>

#include "sim/incident/packed_timeline.h"
#include "sim/incident/result_report.h"
#include "sim/incident/timeline_report.h"
#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

class Damaged : public Program {
 protected:
  void SetUp() override {
    write("s.yaml", kGood);
    const Ran ran =
        sh("refreshsim run --format json --output r.json --timeline t.csv s.yaml && "
           "for each in t.jsonl t.csv.zst t.sqlite; do\n"
           "  refreshsim run --quiet --timeline $each s.yaml || exit\ndone");
    ASSERT_EQ(ran.exit, 0) << ran.err;
  }

  void expect_refused(const std::string& line, const std::string& why) const {
    const Ran ran = sh("refreshsim diff " + line);
    EXPECT_EQ(ran.exit, 3) << line;
    EXPECT_THAT(ran.err, HasSubstr(why)) << line;
    EXPECT_EQ(ran.out, "") << line;
  }
};

/// In which record of a timeline a place of its text lies; with a head, that is record 0 too.
std::size_t record_at(const std::string& text, std::size_t place, bool head) {
  const auto lines = static_cast<std::size_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
  return head && lines > 0 ? lines - 1 : lines;
}

/// Whether a place is in the name of a detail that has no value: it says nothing, whatever it is.
bool names_nothing(const std::string& text, std::size_t place) {
  std::size_t end = place;
  while (end < text.size() && text[end] != '"') ++end;
  const auto last = [&](std::string_view word) { return text.rfind(word, place) + 1; };  // 0: none
  return text.compare(end, 6, "\":null") == 0 && last("\"detail\"") > last("\n");
}

/// The first difference, if it can be read, is where the damage is. Without its line break a record
/// is still whole: then the others are missing.
void expect_found(const TimelineFile& whole, const std::string& damaged, std::size_t record) {
  const auto file = TimelineFile::parse(damaged);
  if (!file) {
    EXPECT_NE(file.error(), "");
    return;
  }
  const std::size_t common = common_records(whole, *file);
  const bool ends_whole = common == record + 1 && file->size() == common;
  EXPECT_TRUE(common == record || ends_whole) << common << " instead of " << record;
  const bool lacks_a_line_break_only = ends_whole && common == whole.size();
  EXPECT_NE(timeline_difference({"whole", whole}, {"damaged", *file}).has_value(),
            lacks_a_line_break_only);
}

TEST_F(Damaged, TimelineCutOffAnywhereIsRefusedOrShorter) {
  for (const char* name : {"t.csv", "t.jsonl"}) {
    const std::string text = read(name);
    const auto whole = TimelineFile::parse(text);
    ASSERT_TRUE(whole.has_value());
    const bool head = !text.starts_with('{');
    const std::size_t last = text.find_last_not_of("\r\n");
    for (std::size_t size = head ? text.find('\n') + 1 : 1; size <= last; ++size) {
      SCOPED_TRACE(std::string(name) + " cut to " + std::to_string(size));
      expect_found(*whole, text.substr(0, size), record_at(text, size, head));
    }
  }
}

TEST_F(Damaged, TimelineWithOneOtherLetterIsRefusedOrDiffersThere) {
  for (const char* name : {"t.csv", "t.jsonl"}) {
    const std::string text = read(name);
    const auto whole = TimelineFile::parse(text);
    ASSERT_TRUE(whole.has_value());
    const bool head = !text.starts_with('{');
    for (std::size_t place = head ? text.find('\n') + 1 : 0; place < text.size(); ++place) {
      if (std::isalnum(static_cast<unsigned char>(text[place])) == 0) continue;
      if (!head && names_nothing(text, place)) continue;
      SCOPED_TRACE(std::string(name) + " at " + std::to_string(place));
      std::string damaged = text;
      damaged[place] = damaged[place] == '7' ? '8' : '7';
      expect_found(*whole, damaged, record_at(text, place, head));
    }
  }
}

TEST_F(Damaged, PackedTimelineIsRefusedWhereverItIsCutOffOrChanged) {
  const std::string bytes = read("t.csv.zst");
  const std::string text = unpacked_timeline(bytes).value();
  for (std::size_t place = 4; place < bytes.size(); ++place) {
    EXPECT_FALSE(unpacked_timeline(bytes.substr(0, place)).has_value()) << "cut to " << place;
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = bytes;
      damaged[place] = static_cast<char>(damaged[place] ^ (1 << bit));
      const auto unpacked = unpacked_timeline(damaged);
      // The head has bits that mean nothing for what was packed.
      EXPECT_TRUE(!unpacked || *unpacked == text) << "bit " << bit << " at " << place;
    }
  }
}

TEST_F(Damaged, DatabaseCutOffAnywhereIsRefused) {
  const std::string bytes = read("t.sqlite");
  for (std::size_t size = 16; size < bytes.size(); size += 511) {
    const auto lines = unpacked_timeline(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(lines.has_value()) << "cut to " << size;
    EXPECT_NE(lines.error(), "");
  }
}

// A change that no record shows is in what is not read: indexes, other tables, free space.
TEST_F(Damaged, DatabaseWithAnotherByteIsRefusedOrDiffersWhereItsRecordsDo) {
  std::string bytes = read("t.sqlite");
  const std::string lines = unpacked_timeline(bytes).value();
  const auto whole = TimelineFile::parse(lines);
  ASSERT_TRUE(whole.has_value());
  std::size_t differ = 0;
  for (std::size_t place = 16; place < bytes.size(); place += 41) {
    const char before = bytes[place];
    bytes[place] = static_cast<char>(before == '7' ? '8' : '7');
    const auto other = unpacked_timeline(bytes);
    bytes[place] = before;
    const auto file = other ? TimelineFile::parse(*other) : TimelineFile::parse("{");
    if (!file || *other == lines) continue;
    const auto [in_whole, in_other] = std::ranges::mismatch(lines, *other);
    if (names_nothing(lines, static_cast<std::size_t>(in_whole - lines.begin()))) continue;
    ++differ;
    EXPECT_TRUE(timeline_difference({"whole", *whole}, {"damaged", *file}).has_value()) << place;
  }
  EXPECT_GT(differ, 20U);
}

TEST_F(Damaged, ResultCutOffAnywhereIsRefused) {
  const std::string text = read("r.json");
  ASSERT_TRUE(ResultFile::parse(text).has_value());
  for (std::size_t size = 0; size <= text.find_last_of('}'); size += 7) {
    const auto file = ResultFile::parse(text.substr(0, size));
    ASSERT_FALSE(file.has_value()) << "cut to " << size;
    EXPECT_NE(file.error(), "");
  }
}

TEST_F(Damaged, ResultWithOneOtherLetterIsRefusedOrDiffers) {
  const std::string text = read("r.json");
  const auto whole = ResultFile::parse(text);
  ASSERT_TRUE(whole.has_value());
  for (std::size_t place = 0; place < text.size(); place += 3) {
    if (std::isalnum(static_cast<unsigned char>(text[place])) == 0) continue;
    std::string damaged = text;
    damaged[place] = damaged[place] == '7' ? '8' : '7';
    const auto file = ResultFile::parse(damaged);
    if (!file) continue;
    EXPECT_TRUE(result_difference({"whole", *whole}, {"damaged", *file}).has_value())
        << "at " << place;
  }
}

TEST_F(Damaged, FilesAreRefusedByTheCommandWithTheirNames) {
  sh("head -c 700 t.csv > cut.csv; head -c 900 t.jsonl > cut.jsonl; head -c 900 r.json > cut.json; "
     ": > empty.csv; head -c 300 /dev/zero > zero.csv; mkdir folder; mkfifo pipe");
  expect_refused("t.csv cut.csv", "cut.csv: error: record ");
  expect_refused("cut.jsonl t.csv", "cut.jsonl: error: record ");
  expect_refused("r.json cut.json", "cut.json: error: it is no ");
  expect_refused("t.csv empty.csv", "empty.csv:1:1: error: the file is empty");
  expect_refused("zero.csv t.csv", "zero.csv:1:1: error: a NUL byte");
  expect_refused("t.csv folder", "folder: error: this is a directory");
  expect_refused("pipe t.csv", "pipe: error: this is a pipe or a device");
}

TEST_F(Damaged, BuildsThatBreakAreToldAndLeaveNothing) {
  write("garbled",
        "#!/bin/sh\nwhile [ \"$1\" != --timeline ]; do shift; done\n"
        "head -c 700 t.csv > \"$2\"\n");
  write("dies", "#!/bin/sh\nkill -SEGV $$\n");
  write("refuses", "#!/bin/sh\nexit 3\n");
  sh("chmod +x garbled dies refuses; mkdir temporary");
  const std::string set = "TMPDIR=$PWD/temporary refreshsim diff --program ./";
  const auto expect = [&](const std::string& program, const std::string& why) {
    const Ran ran = sh(set + program + " s.yaml");
    EXPECT_EQ(ran.exit, 3) << program;
    EXPECT_THAT(ran.err, testing::StartsWith("./" + program + ": " + why)) << program;
    EXPECT_EQ(sh("ls -A temporary").out, "") << program;
  };
  expect("garbled", "record ");
  expect("dies", "ended with exit code 139");
  expect("refuses", "ended with exit code 3");
}

TEST_F(Damaged, BuildThatDiffersIsShownWithItsCauseAndTheStateAround) {
  sh("sed 's/, instances: 2/, instances: 2, desired: 1/' s.yaml > other.yaml");
  write("other",
        "#!/bin/sh\nfor word; do\n  case $word in s.yaml) set -- \"$@\" other.yaml ;;\n"
        "  *) set -- \"$@\" \"$word\" ;; esac\n  shift\ndone\nexec refreshsim \"$@\"\n");
  const Ran ran = sh("chmod +x other; refreshsim diff --program ./other s.yaml");
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("this program:\n  #"));
  EXPECT_THAT(ran.out, HasSubstr("./other:\n  #"));
}

}  // namespace
}  // namespace refreshsim
