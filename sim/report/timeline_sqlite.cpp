#include <cerrno>
#include <optional>
#include <vector>

#include "sim/report/line_buffer.h"
#include "sim/report/spellings.h"
#include "sim/report/timeline.h"
#include "sim/report/timeline_fields.h"
#include "sim/report/timeline_tables.h"

namespace refreshsim {
namespace {

constexpr std::string_view kInsertRecord = "INSERT INTO records VALUES(?,?,?,?,?,?,?,?,?,?)";

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

enum class SqlType : std::uint8_t { null, number, text };

struct Cell {
  SqlType type;
  std::size_t start;
  std::size_t size;
  std::int64_t number;
};

// One transaction, in the file beside the final name.
class SqliteTimeline final : public TimelineWriter {
 public:
  SqliteTimeline(const Scenario& scenario, OutputFile& out)
      : scenario_(scenario),
        out_(out),
        database_(Database::in_file(out.beside())),
        names_(scenario) {
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
  // A record's texts stand one after the other in texts_, which may move until the last is there.
  void append(const Record& record) {
    names_.learn(record);
    texts_.clear();
    cells_.clear();
    const RecordLayout& layout = layout_of(record);
    add(record, Meaning::group, record.group);
    for (const FieldColumn& column : kFieldColumns) {
      add(record, layout.*column.meaning, record.*column.member);
    }
    const std::size_t detail = texts_.size();
    append_detail(record, layout);
    insert_->integer(static_cast<std::int64_t>(record.sequence)).integer(record.time_ms);
    insert_->integer(static_cast<std::int64_t>(record.cause)).text(name(record.kind));
    for (const Cell& cell : cells_) bind(cell);
    insert_->text(texts_.from(detail)).done();
  }

  // Numbers as numbers, flags as the words that the other formats have for them.
  void add(const Record& record, Meaning meaning, std::uint32_t value) {
    if (const auto number = number_meant(meaning, value)) {
      cells_.push_back({SqlType::number, 0, 0, *number});
      return;
    }
    const std::size_t start = texts_.size();
    const bool some = values_.append(texts_, record, meaning, value);
    cells_.push_back({some ? SqlType::text : SqlType::null, start, texts_.size() - start, 0});
  }

  void bind(const Cell& cell) {
    switch (cell.type) {
      case SqlType::null:
        insert_->null();
        break;
      case SqlType::number:
        insert_->integer(cell.number);
        break;
      case SqlType::text:
        insert_->text(texts_.view().substr(cell.start, cell.size));
        break;
    }
  }

  void append_detail(const Record& record, const RecordLayout& layout) {
    char before = '{';
    for (const DetailField& field : layout.detail) {
      texts_.put(before);
      before = ',';
      texts_.put('"');
      texts_.put(field.label);
      texts_.put("\":");
      if (!details_.append(texts_, record, field.meaning, record.*field.member)) texts_.put("null");
    }
    texts_.put(before == '{' ? "{}" : "}");
  }

  void tell() {
    if (!database_.ok()) out_.fail("can't be written", database_.error_number());
  }

  const Scenario& scenario_;
  OutputFile& out_;
  Database database_;
  std::optional<Statement> insert_;
  Names names_;
  Spellings values_{names_, spell_plain, ""};
  Spellings details_{names_, spell_json, "\""};
  LineBuffer texts_;
  std::vector<Cell> cells_;
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
