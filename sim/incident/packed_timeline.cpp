#include "sim/incident/packed_timeline.h"

#include "sim/base/database.h"
#include "sim/base/zstd.h"
#include "sim/incident/timeline_file.h"
#include "sim/report/json_writer.h"
#include "sim/report/timeline_tables.h"

namespace refreshsim {
namespace {

using PackedFailure = tl::unexpected<std::string>;

/// The text that made a table; nothing if there is no such table.
std::string definition(Database& database, std::string_view table) {
  Statement found =
      database.prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?");
  found.text(table);
  return found.next() ? std::string(found.text_at(0)) : std::string();
}

void append_value(std::string& line, const Statement& row, int column) {
  switch (row.kind(column)) {
    case Statement::Kind::null:
      line += "null";
      break;
    case Statement::Kind::integer:
    case Statement::Kind::real:
      line += row.text_at(column);
      break;
    case Statement::Kind::text:
      append_json_string(line, row.text_at(column));
      break;
  }
}

/// A row of `records` as a line; its columns have the names of the keys, and `detail`, the last
/// one, is JSON already.
void append_line(std::string& lines, const Statement& row,
                 const std::vector<std::string>& columns) {
  const int last = static_cast<int>(columns.size()) - 1;
  lines += '{';
  for (int i = 0; i < last; ++i) {
    ((lines += '"') += columns[static_cast<std::size_t>(i)]) += "\":";
    append_value(lines, row, i);
    lines += ',';
  }
  (lines += "\"detail\":") += row.text_at(last);
  lines += "}\n";
}

std::int64_t records_of_run(Database& database) {
  Statement run = database.prepare("SELECT records FROM run");
  return run.next() ? run.integer_at(0) : 0;
}

std::int64_t whole_size(Database& database) {
  Statement size =
      database.prepare("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
  return size.next() ? size.integer_at(0) : 0;
}

PackedFailure broken(const Database& database) {
  return PackedFailure("the database can't be read: " + database.error());
}

tl::expected<std::string, std::string> lines_of_database(std::string_view bytes) {
  Database database = Database::of_bytes(bytes);
  const bool ours =
      definition(database, "records") == kRecordsTable && definition(database, "run") == kRunTable;
  if (!database.ok()) return broken(database);
  // SQLite itself takes a last page that was cut off.
  if (whole_size(database) != static_cast<std::int64_t>(bytes.size())) {
    return PackedFailure("the database can't be read: it was cut off");
  }
  if (!ours) return PackedFailure("the database is no timeline of this program");
  const std::vector<std::string> columns{"sequence", "time_ms", "cause", "kind", "group",
                                         "subject",  "part",    "from",  "to",   "detail"};
  Statement rows = database.prepare("SELECT * FROM records ORDER BY sequence");
  std::string lines;
  std::int64_t count = 0;
  while (rows.next()) {
    append_line(lines, rows, columns);
    ++count;
    if (lines.size() > kLargestTimeline) {
      return PackedFailure("larger than " + std::to_string(kLargestTimeline >> 20) +
                           " MB as lines");
    }
  }
  const std::int64_t written = records_of_run(database);
  if (!database.ok()) return broken(database);
  if (count != written) {
    return PackedFailure("it holds " + std::to_string(count) + " records, and was written with " +
                         std::to_string(written));
  }
  return lines;
}

}  // namespace

bool is_packed(std::string_view bytes) { return is_zstd(bytes) || Database::is_one(bytes); }

tl::expected<std::string, std::string> unpacked_timeline(std::string_view bytes) {
  return Database::is_one(bytes) ? lines_of_database(bytes) : unpack_zstd(bytes, kLargestTimeline);
}

}  // namespace refreshsim
