// Rows that a statement reads from a source.
#include "sim/base/database.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <vector>

namespace refreshsim {
namespace {

using Row = std::vector<SqlValue>;
constexpr std::string_view kTable = "CREATE TABLE kept(number INTEGER PRIMARY KEY, value)";

class Rows final : public RowSource {
 public:
  std::span<const SqlValue> next() override {
    if (told == throw_at) throw std::runtime_error("no more");
    return told < rows.size() ? std::span<const SqlValue>(rows[told++])
                              : std::span<const SqlValue>();
  }
  std::vector<Row> rows;
  std::size_t told = 0;
  std::size_t throw_at = 1'000;
};

class SourceTest : public testing::Test {
 protected:
  SourceTest() : database_(Database::in_file(path_)) {
    database_.run(std::string(kTable));
    database_.add_source("given", kTable, rows_);
  }
  ~SourceTest() override { ::unlink(path_.c_str()); }

  static std::string empty_file() {
    std::string path = testing::TempDir() + "database-XXXXXX";
    ::close(::mkstemp(path.data()));
    return path;
  }
  std::string kept() {
    std::string text;
    Statement all = database_.prepare("SELECT number, value FROM kept ORDER BY number");
    while (all.next()) {
      const bool null = all.kind(1) == Statement::Kind::null;
      ((text += all.text_at(0)) += '=') += null ? "null" : all.text_at(1);
      text += ' ';
    }
    return text;
  }

  const std::string path_ = empty_file();
  Rows rows_;
  Database database_;
};

TEST_F(SourceTest, RowsComeInWithTheirNumbersAndGoOnWithoutThem) {
  using namespace std::string_view_literals;
  rows_.rows = {{std::int64_t{0}, "zero"sv}, {std::int64_t{1}, {}}, {std::int64_t{2}, ""sv}};
  database_.prepare("INSERT INTO kept SELECT * FROM given").done();
  rows_.rows.push_back({{}, std::int64_t{33}});
  rows_.rows.push_back({{}, "four"sv});
  database_.prepare("INSERT INTO kept(value) SELECT value FROM given").done();
  EXPECT_EQ(kept(), "0=zero 1=null 2= 3=33 4=four ");
  EXPECT_TRUE(database_.ok()) << database_.error();
}

TEST_F(SourceTest, IsNotInTheFile) {
  Statement tables = database_.prepare("SELECT name FROM sqlite_schema");
  ASSERT_TRUE(tables.next());
  EXPECT_EQ(tables.text_at(0), "kept");
  EXPECT_FALSE(tables.next());
}

TEST_F(SourceTest, WhatItThrowsComesOutOfTheStatement) {
  rows_.rows = {{std::int64_t{0}, {}}, {std::int64_t{1}, {}}};
  rows_.throw_at = 1;
  Statement insert = database_.prepare("INSERT INTO kept SELECT * FROM given");
  EXPECT_THROW(insert.done(), std::runtime_error);
  EXPECT_FALSE(database_.ok());
}

}  // namespace
}  // namespace refreshsim
