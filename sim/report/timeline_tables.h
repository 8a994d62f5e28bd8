// The tables of a timeline that is a database (sim/report/TIMELINE.md): what the run gave, beside
// the records.
#pragma once

#include <span>
#include <string_view>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/base/database.h"

namespace refreshsim {

/// Marks the database as a timeline, `rfsh`, and says by which version of these tables.
inline constexpr std::string_view kTimelineMarks =
    "PRAGMA application_id = 1919316840; PRAGMA user_version = 1;";

/// As it stands in the database, to the letter: who reads one can tell it from a stranger's.
inline constexpr std::string_view kRecordsTable =
    "CREATE TABLE records(sequence INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, "
    "cause INTEGER NOT NULL, kind TEXT NOT NULL, \"group\" TEXT, subject, part, \"from\", "
    "\"to\", detail TEXT NOT NULL)";
inline constexpr std::string_view kRunTable =
    "CREATE TABLE run(name TEXT, seed TEXT, replica INTEGER, fingerprint TEXT, events INTEGER, "
    "records INTEGER, start TEXT, end_ms INTEGER, stopped TEXT)";

/// All the others, with their contents.
void add_result_tables(Database& database, const RunResult& result, const Scenario& scenario);
/// When everything is in.
void add_keys(Database& database);

}  // namespace refreshsim
