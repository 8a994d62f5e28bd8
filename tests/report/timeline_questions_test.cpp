// The questions of sim/report/TIMELINE.md give what it says they give.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "refreshsim/load.h"
#include "sim/base/database.h"
#include "sim/report/timeline.h"

namespace refreshsim {
namespace {

const std::string kPage = REFRESHSIM_SOURCE_DIR "/sim/report/TIMELINE.md";

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Question {
  std::string sql;
  std::string answer;
};

/// Each block of SQL with the block after it.
std::vector<Question> questions(const std::string& page) {
  std::vector<Question> all;
  std::istringstream lines(page);
  enum class In { prose, sql, answer } in = In::prose;
  for (std::string line; std::getline(lines, line);) {
    if (line == "```sql") {
      all.emplace_back();
      in = In::sql;
    } else if (line == "```") {
      const bool begins = in == In::prose && !all.empty() && all.back().answer.empty();
      in = begins ? In::answer : In::prose;
    } else if (in != In::prose) {
      (in == In::sql ? all.back().sql : all.back().answer) += line + "\n";
    }
  }
  return all;
}

/// As the sqlite3 shell prints it.
std::string answer(Database& database, const std::string& sql) {
  Statement row = database.prepare(sql);
  std::string text;
  while (row.next()) {
    for (int i = 0; i < row.columns(); ++i) {
      if (i > 0) text += '|';
      text += row.text_at(i);
    }
    text += '\n';
  }
  EXPECT_TRUE(database.ok()) << database.error() << "\n" << sql;
  return text;
}

std::string timeline_of(const std::string& scenario) {
  const LoadResult loaded = load_scenario(scenario);
  EXPECT_TRUE(loaded.ok()) << scenario;
  const std::string path = std::filesystem::temp_directory_path() /
                           ("refreshsim-questions-" + std::to_string(getpid()) + ".sqlite");
  OutputFile out(path);
  const auto writer = timeline_format(path)->open(loaded.scenario, out);
  RunOptions how;
  how.sinks = {writer.get()};
  writer->finish(Simulation(loaded.scenario).run(how));
  EXPECT_TRUE(out.finish()) << out.error();
  const std::string bytes = file_text(path);
  std::filesystem::remove(path);
  return bytes;
}

TEST(TimelineQuestions, AreAnsweredAsThePageSays) {
  const std::string bytes =
      timeline_of(REFRESHSIM_SOURCE_DIR "/scenarios/rollback-after-failed-canary.yaml");
  Database database = Database::of_bytes(bytes);
  const std::vector<Question> all = questions(file_text(kPage));
  EXPECT_GE(all.size(), 8U);
  for (const Question& each : all) {
    EXPECT_NE(each.answer, "") << each.sql;
    EXPECT_EQ(answer(database, each.sql), each.answer) << each.sql;
  }
}

TEST(TimelineQuestions, PageNamesEveryFormatAndEveryColumn) {
  const std::string page = file_text(kPage);
  for (const TimelineFormat& format : kTimelineFormats) {
    EXPECT_NE(page.find("`" + std::string(format.ending) + "`"), page.npos) << format.ending;
  }
  const std::string bytes =
      timeline_of(REFRESHSIM_SOURCE_DIR "/scenarios/rollback-after-failed-canary.yaml");
  Database database = Database::of_bytes(bytes);
  Statement column = database.prepare(
      "SELECT s.name, c.name FROM sqlite_schema AS s, pragma_table_info(s.name) AS c "
      "WHERE s.type = 'table' AND s.name <> 'records'");
  int columns = 0;
  for (; column.next(); ++columns) {
    const std::string table(column.text_at(0));
    const std::string name(column.text_at(1));
    const std::size_t row = page.find("\n| `" + table + "` |");
    ASSERT_NE(row, page.npos) << table;
    const std::string line = page.substr(row + 1, page.find('\n', row + 1) - row);
    const bool setting = table == "activities" && line.find("the settings") != line.npos &&
                         (name.starts_with("Batch") || name.starts_with("Check") ||
                          name == "FailProcess" || name == "MaxSurge");
    EXPECT_TRUE(setting || line.find("`" + name + "`") != line.npos ||
                line.find("`\"" + name + "\"`") != line.npos)
        << table << "." << name;
  }
  EXPECT_TRUE(database.ok()) << database.error();
  EXPECT_GT(columns, 50);
}

}  // namespace
}  // namespace refreshsim
