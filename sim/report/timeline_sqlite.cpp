#include <array>
#include <cerrno>
#include <charconv>
#include <optional>

#include "sim/report/timeline.h"
#include "sim/report/timeline_fields.h"
#include "sim/report/timeline_tables.h"

namespace refreshsim {
namespace {

constexpr std::string_view kInsertRecord = "INSERT INTO records VALUES(?,?,?,?,?,?,?,?,?,?)";

std::int64_t whole_number(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// One transaction, in the file beside the final name.
class SqliteTimeline final : public TimelineWriter {
 public:
  SqliteTimeline(const Scenario& scenario, OutputFile& out)
      : scenario_(scenario),
        names_(scenario),
        out_(out),
        database_(Database::in_file(out.beside())) {
    database_.run(std::string(kTimelineMarks));
    database_.run(std::string(kRecordsTable));
    insert_.emplace(database_.prepare(kInsertRecord));
    tell();
  }

  void hear(std::span<const Record> records) override {
    if (!database_.ok()) return;
    for (const Record& record : records) append(record);
    tell();
  }

  void finish(const RunResult& result) override {
    insert_.reset();
    add_result_tables(database_, result, scenario_);
    add_keys(database_);
    database_.close();
    tell();
  }

 private:
  void append(const Record& record) {
    names_.learn(record);
    insert_->integer(static_cast<std::int64_t>(record.sequence)).integer(record.time_ms);
    insert_->integer(static_cast<std::int64_t>(record.cause)).text(name(record.kind));
    append_field(group_, record, Meaning::group, record.group);
    const RecordLayout& layout = layout_of(record);
    for (std::size_t i = 0; i < kFieldColumns.size(); ++i) {
      const FieldColumn& column = kFieldColumns[i];
      append_field(fields_[i], record, layout.*column.meaning, record.*column.member);
    }
    detail_.clear();
    json_.append_detail(detail_, record, layout);
    insert_->text(detail_).done();
  }

  // Numbers as numbers, flags as the words that the other formats have for them.
  void append_field(std::string& text, const Record& record, Meaning meaning, std::uint32_t value) {
    text.clear();
    switch (names_.append(text, record, meaning, value)) {
      case Spelled::none:
        insert_->null();
        break;
      case Spelled::number:
        insert_->integer(whole_number(text));
        break;
      case Spelled::flag:
      case Spelled::text:
        insert_->text(text);
        break;
    }
  }

  void tell() {
    if (!database_.ok()) out_.fail("can't be written", database_.error_number());
  }

  const Scenario& scenario_;
  Names names_;
  OutputFile& out_;
  Database database_;
  std::optional<Statement> insert_;
  JsonFields json_{names_};
  std::string group_;
  std::array<std::string, kFieldColumns.size()> fields_;  // they stay until the row is in
  std::string detail_;
};

// A database is no stream: nothing but a file can hold it.
class NoTimeline final : public TimelineWriter {
 public:
  void hear(std::span<const Record>) override {}
  void finish(const RunResult&) override {}
};

}  // namespace

std::unique_ptr<TimelineWriter> sqlite_file(const Scenario& scenario, OutputFile& out) {
  if (!out.beside().empty()) return std::make_unique<SqliteTimeline>(scenario, out);
  out.fail("can't hold a database", ESPIPE);
  return std::make_unique<NoTimeline>();
}

}  // namespace refreshsim
