#include "sim/base/database.h"

#include <sqlite3.h>

#include <cerrno>
#include <exception>

#include "sim/base/check.h"

namespace refreshsim {
namespace {

constexpr std::string_view kSqliteMagic{"SQLite format 3\0", 16};

// Pages as large as packs rows tightly; 8 MB of them in memory, the rest in the file; what is
// sorted for an index in files of SQLite's own, which go by themselves.
constexpr const char* kOwnFile =
    "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8192; PRAGMA temp_store = FILE;"
    "PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE; PRAGMA mmap_size = 0;"
    "BEGIN EXCLUSIVE";

// An empty view may have no address, which would be null.
const char* data_of(std::string_view text) { return text.empty() ? "" : text.data(); }

// SQLite keeps the system's number in either of two places, and none for a full disk.
int system_reason(sqlite3* connection, int result) {
  if ((result & 0xff) == SQLITE_FULL) return ENOSPC;
  if ((result & 0xff) == SQLITE_NOMEM) return ENOMEM;
  int number = connection == nullptr ? 0 : sqlite3_system_errno(connection);
  if (connection != nullptr && number == 0) {
    sqlite3_file_control(connection, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
  }
  return number != 0 ? number : EIO;
}

}  // namespace

struct Database::State {
  State() = default;
  ~State() { sqlite3_close_v2(connection); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  bool ok() const { return number == 0; }
  void check(int result) {
    if (result == SQLITE_OK || !ok()) return;
    error = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(result);
    number = system_reason(connection, result);
  }

  sqlite3* connection = nullptr;
  std::string error;
  int number = 0;             // 0: nothing went wrong
  std::exception_ptr thrown;  // by a source
};

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Database Database::in_file(const std::string& path) {
  auto state = std::make_unique<State>();
  state->check(sqlite3_open_v2(path.c_str(), &state->connection,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, "unix-none"));
  Database database(std::move(state));
  database.run(kOwnFile);
  return database;
}

Database Database::of_bytes(std::string_view bytes) {
  auto state = std::make_unique<State>();
  state->check(sqlite3_open_v2(":memory:", &state->connection,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr));
  if (state->ok()) {
    sqlite3* db = state->connection;
    // Read only: SQLite's signature knows no const.
    auto* data = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    state->check(sqlite3_deserialize(db, "main", data, size, size, SQLITE_DESERIALIZE_READONLY));
    // A stranger's database may not make SQLite do anything but read.
    int* const unasked = nullptr;
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, unasked);
    for (const int power : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                            SQLITE_DBCONFIG_ENABLE_VIEW}) {
      sqlite3_db_config(db, power, 0, unasked);
    }
  }
  return Database(std::move(state));
}

bool Database::is_one(std::string_view bytes) { return bytes.starts_with(kSqliteMagic); }

void Database::run(const std::string& sql) {
  if (!ok()) return;
  state_->check(sqlite3_exec(state_->connection, sql.c_str(), nullptr, nullptr, nullptr));
}

namespace {

// To SQLite a source is a module that can't be created, only connected to: a table outside the
// file.
struct Source {
  RowSource& rows;
  std::string table;
  std::exception_ptr& thrown;
};
struct SourceTable : sqlite3_vtab {
  Source* source;
};
struct SourceCursor : sqlite3_vtab_cursor {
  Source* source;
  std::span<const SqlValue> row;
};

int connect(sqlite3* db, void* given, int, const char* const*, sqlite3_vtab** made, char**) {
  auto* const source = static_cast<Source*>(given);
  *made = new SourceTable{{}, source};
  return sqlite3_declare_vtab(db, source->table.c_str());
}
int disconnect(sqlite3_vtab* table) {
  delete static_cast<SourceTable*>(table);
  return SQLITE_OK;
}
int open(sqlite3_vtab* table, sqlite3_vtab_cursor** made) {
  *made = new SourceCursor{{}, static_cast<SourceTable*>(table)->source, {}};
  return SQLITE_OK;
}
int close(sqlite3_vtab_cursor* cursor) {
  delete static_cast<SourceCursor*>(cursor);
  return SQLITE_OK;
}
int plan(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }

// Nothing may be thrown through SQLite, only around it.
int next(sqlite3_vtab_cursor* cursor) noexcept {
  auto* const at = static_cast<SourceCursor*>(cursor);
  try {
    at->row = at->source->rows.next();
    return SQLITE_OK;
  } catch (...) {
    at->source->thrown = std::current_exception();
    return SQLITE_ABORT;
  }
}
int first(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
  return next(cursor);
}
int is_over(sqlite3_vtab_cursor* cursor) { return static_cast<SourceCursor*>(cursor)->row.empty(); }

int value(sqlite3_vtab_cursor* cursor, sqlite3_context* to, int column) {
  const SqlValue& value = static_cast<SourceCursor*>(cursor)->row[static_cast<std::size_t>(column)];
  if (const auto* const number = std::get_if<std::int64_t>(&value)) {
    sqlite3_result_int64(to, *number);
  } else if (const auto* const text = std::get_if<std::string_view>(&value)) {
    sqlite3_result_text64(to, data_of(*text), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  return SQLITE_OK;
}
int no_row_id(sqlite3_vtab_cursor*, sqlite3_int64*) { return SQLITE_ERROR; }

constexpr sqlite3_module kSourceModule = [] {
  sqlite3_module module{};
  module.xConnect = connect;
  module.xDisconnect = disconnect;
  module.xBestIndex = plan;
  module.xOpen = open;
  module.xClose = close;
  module.xFilter = first;
  module.xNext = next;
  module.xEof = is_over;
  module.xColumn = value;
  module.xRowid = no_row_id;
  return module;
}();

}  // namespace

void Database::add_source(const char* name, std::string_view table, RowSource& rows) {
  if (!ok()) return;
  state_->check(
      sqlite3_create_module_v2(state_->connection, name, &kSourceModule,
                               new Source{rows, std::string(table), state_->thrown},
                               [](void* source) { delete static_cast<Source*>(source); }));
}

Statement Database::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  if (ok()) {
    state_->check(sqlite3_prepare_v3(state_->connection, sql.data(), static_cast<int>(sql.size()),
                                     SQLITE_PREPARE_PERSISTENT, &handle, nullptr));
  }
  return {*state_, reinterpret_cast<Statement::Handle*>(handle)};
}

void Database::close() {
  run("COMMIT");
  sqlite3_close_v2(state_->connection);
  state_->connection = nullptr;
}

bool Database::ok() const { return state_->ok(); }
const std::string& Database::error() const { return state_->error; }
int Database::error_number() const { return state_->number; }

namespace {
sqlite3_stmt* raw(auto* handle) { return reinterpret_cast<sqlite3_stmt*>(handle); }
}  // namespace

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), handle_(other.handle_), place_(other.place_) {
  other.handle_ = nullptr;
}
Statement::~Statement() { sqlite3_finalize(raw(handle_)); }

void Statement::bound(int result) {
  REFRESHSIM_CHECK(handle_ == nullptr || result == SQLITE_OK || result == SQLITE_TOOBIG ||
                       result == SQLITE_NOMEM,
                   "a statement has as many parameters as it is given");
  if (handle_ != nullptr) database_->check(result);
}

Statement& Statement::integer(std::int64_t value) {
  bound(sqlite3_bind_int64(raw(handle_), ++place_, value));
  return *this;
}

Statement& Statement::number(double value) {
  bound(sqlite3_bind_double(raw(handle_), ++place_, value));
  return *this;
}

Statement& Statement::text(std::string_view value) {
  bound(sqlite3_bind_text64(raw(handle_), ++place_, data_of(value), value.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
  return *this;
}

Statement& Statement::null() {
  bound(sqlite3_bind_null(raw(handle_), ++place_));
  return *this;
}

Statement& Statement::integer_or_null(const std::optional<std::int64_t>& value) {
  return value ? integer(*value) : null();
}

Statement& Statement::text_or_null(std::string_view value) {
  return value.empty() ? null() : text(value);
}

void Statement::done() {
  place_ = 0;
  if (!database_->ok()) return;
  const int result = sqlite3_step(raw(handle_));
  if (result != SQLITE_DONE && result != SQLITE_ROW) database_->check(result);
  sqlite3_reset(raw(handle_));
  if (database_->thrown) std::rethrow_exception(database_->thrown);
}

bool Statement::next() {
  if (!database_->ok()) return false;
  const int result = sqlite3_step(raw(handle_));
  if (result != SQLITE_ROW && result != SQLITE_DONE) database_->check(result);
  return result == SQLITE_ROW;
}

Statement::Kind Statement::kind(int column) const {
  const int type = sqlite3_column_type(raw(handle_), column);
  if (type == SQLITE_INTEGER) return Kind::integer;
  if (type == SQLITE_FLOAT) return Kind::real;
  return type == SQLITE_NULL ? Kind::null : Kind::text;
}

std::int64_t Statement::integer_at(int column) const {
  return sqlite3_column_int64(raw(handle_), column);
}

std::string_view Statement::text_at(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw(handle_), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(raw(handle_), column))};
}

int Statement::columns() const { return sqlite3_column_count(raw(handle_)); }

}  // namespace refreshsim
