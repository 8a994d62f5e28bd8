#include <cerrno>
#include <optional>

#include "sim/base/check.h"
#include "sim/report/line_plan.h"
#include "sim/report/timeline.h"
#include "sim/report/timeline_fields.h"
#include "sim/report/timeline_tables.h"

namespace refreshsim {
namespace {

constexpr std::string_view kInsertFirst = "INSERT INTO records SELECT * FROM heard";

// Rows without their number get the next one, and SQLite need not look whether it is free; the
// first that it gives is 1, so those that come first bring theirs.
std::string insert_next() {
  const std::string all_others =
      "time_ms, cause, kind, \"group\", subject, part, \"from\", \"to\", detail";
  return "INSERT INTO records(" + all_others + ") SELECT " + all_others + " FROM heard";
}

// After sequence, time, cause and kind: the group, the fields, and the details.
constexpr std::size_t kFirstText = 4;
constexpr std::size_t kTexts = 1 + kFieldColumns.size() + 1;

LinePlan json_details(RecordKind, const RecordLayout& layout) {
  return LinePlanner().json_details(layout).made();
}

void spell_plain(std::string& out, std::string_view text, Spelled) { out += text; }

// The number that a value is in the database, where it is one.
std::optional<std::int64_t> number_meant(Meaning meaning, std::uint32_t value) {
  if (meaning == Meaning::number) return value;
  if (value == Record::kNone) return std::nullopt;
  if (meaning == Meaning::number_or_none || meaning == Meaning::software) return value;
  // The place in the file, from 1.
  if (meaning == Meaning::call || meaning == Meaning::fault) return std::int64_t{value} + 1;
  return std::nullopt;
}

// One transaction, in the file beside the final name. SQLite asks for the rows of what was heard.
class SqliteTimeline final : public TimelineWriter, private RowSource {
 public:
  SqliteTimeline(const Scenario& scenario, OutputFile& out)
      : scenario_(scenario),
        out_(out),
        database_(Database::in_file(out.beside())),
        names_(scenario) {
    database_.run(std::string(kTimelineMarks));
    database_.run(std::string(kRecordsTable));
    database_.add_source("heard", kRecordsTable, *this);
    insert_.emplace(database_.prepare(kInsertFirst));
    tell();
  }

  void hear(std::span<const Record> records) override {
    if (!database_.ok() || records.empty()) return;
    heard_ = records;
    insert_->done();
    if (!goes_on_) insert_.emplace(database_.prepare(insert_next()));
    goes_on_ = true;
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
  std::span<const SqlValue> next() override {
    if (heard_.empty()) return {};
    const Record& record = heard_.front();
    REFRESHSIM_CHECK(record.sequence == rows_++, "records come without gaps");
    names_.learn(record);
    make_row(record);
    heard_ = heard_.subspan(1);
    return row_;
  }

  void make_row(const Record& record) {
    row_[0] = static_cast<std::int64_t>(record.sequence);
    row_[1] = record.time_ms;
    row_[2] = static_cast<std::int64_t>(record.cause);
    row_[3] = name(record.kind);
    put_texts(record);
    place_texts();
  }

  // A row's texts stand one after the other in texts_, which may move until the last is there.
  void put_texts(const Record& record) {
    const std::size_t number = layout_number(record);
    const RecordLayout& layout = layout_numbered(number);
    const LinePlan& details = details_of_[number];
    texts_.clear();
    Pen pen = texts_.begin(kTexts * Spellings::kRoom + details.room);
    std::size_t text = 0;
    const auto put_next = [&](Meaning meaning, std::uint32_t value) {
      row_[kFirstText + text] = put(pen, record, meaning, value);
      ends_[text++] = texts_.reached_by(pen);
    };
    put_next(Meaning::group, record.group);
    for (const FieldColumn& column : kFieldColumns) {
      put_next(layout.*column.meaning, record.*column.member);
    }
    details.put_json(pen, details_, record);
    row_.back() = std::string_view();
    ends_.back() = texts_.reached_by(pen);
    texts_.end(pen);
  }

  // Numbers as numbers, flags as the words that the other formats have for them; a text is placed
  // afterwards.
  SqlValue put(Pen& pen, const Record& record, Meaning meaning, std::uint32_t value) {
    if (const auto number = number_meant(meaning, value)) return *number;
    if (values_.put(pen, record, meaning, value)) return std::string_view();
    return {};
  }

  void place_texts() {
    std::size_t start = 0;
    for (std::size_t i = 0; i < kTexts; ++i) {
      auto* const text = std::get_if<std::string_view>(&row_[kFirstText + i]);
      if (text != nullptr) *text = texts_.view().substr(start, ends_[i] - start);
      start = ends_[i];
    }
  }

  void tell() {
    if (!database_.ok()) out_.fail("can't be written", database_.error_number());
  }

  const Scenario& scenario_;
  OutputFile& out_;
  Database database_;
  std::optional<Statement> insert_;
  bool goes_on_ = false;  // after the first rows
  std::span<const Record> heard_;
  std::uint64_t rows_ = 0;
  Names names_;
  LineBuffer texts_;
  Spellings values_{names_, spell_plain, Spellings::Ids::bare, texts_};
  Spellings details_{names_, spell_json, Spellings::Ids::quoted, texts_};
  std::array<LinePlan, kRecordLayouts> details_of_ = line_plans(json_details);
  std::array<SqlValue, kFirstText + kTexts> row_;
  std::array<std::size_t, kTexts> ends_{};  // of the row's texts
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
