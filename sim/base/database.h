// SQLite databases, as far as files of results need them: the one place that knows SQLite.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace refreshsim {

class Statement;

/// Null, a number or a text.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string_view>;

/// Rows that SQL reads as if they were a table's: a statement that takes many of them is several
/// times as fast as one that is done once for each.
class RowSource {
 public:
  virtual ~RowSource() = default;
  /// The next row, a value for each column; empty after the last. It holds until the next call.
  /// What this throws, the statement throws when it is done.
  virtual std::span<const SqlValue> next() = 0;
};

/// A database. The first thing that goes wrong is remembered; after it nothing happens, so that
/// writers need not ask after every row.
class Database {
 public:
  /// In a file that is empty and nobody else's: all at once or not at all is the caller's to see
  /// to, and so there is no journal, no lock and no waiting for the disk. Memory does not grow
  /// with what is written.
  static Database in_file(const std::string& path);
  /// The bytes of one, to be read; they must outlive it. They may be anybody's.
  static Database of_bytes(std::string_view bytes);
  /// Whether these are the first bytes of a database.
  static bool is_one(std::string_view bytes);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// Does all that a text of SQL says.
  void run(const std::string& sql);
  Statement prepare(std::string_view sql);
  /// Lets statements read `rows`, which must outlive them, as the table `name`; its columns are
  /// those of `table`, a CREATE TABLE. It is not in the file.
  void add_source(const char* name, std::string_view table, RowSource& rows);
  /// Writes everything to the file; nothing can be done afterwards.
  void close();

  bool ok() const;
  /// What went wrong, in SQLite's words.
  const std::string& error() const;
  /// The reason as the system has it (ENOSPC, …); EIO if it gave none.
  int error_number() const;

 private:
  friend class Statement;
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A statement of SQL that is made ready once. It may not outlive its database.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  /// Sets the next parameter. A text must stay where it is until the statement is done.
  Statement& integer(std::int64_t value);
  Statement& number(double value);
  Statement& text(std::string_view value);
  Statement& null();
  Statement& integer_or_null(const std::optional<std::int64_t>& value);
  Statement& text_or_null(std::string_view value);  ///< null if empty
  /// Does it, once; the next parameter is the first again.
  void done();

  /// Goes to the next row of the answer; false after the last.
  bool next();
  enum class Kind : std::uint8_t { null, integer, real, text };
  Kind kind(int column) const;
  std::int64_t integer_at(int column) const;
  /// Of a number its digits, of null nothing; holds until the next row.
  std::string_view text_at(int column) const;
  int columns() const;

 private:
  friend class Database;
  struct Handle;
  Statement(Database::State& database, Handle* handle) : database_(&database), handle_(handle) {}
  void bound(int result);

  Database::State* database_;
  Handle* handle_;  // null if it could not be made ready
  int place_ = 0;   // of the parameter set last
};

}  // namespace refreshsim
