// The real program, run by a shell in a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace refreshsim {

struct Ran {
  int exit = -1;
  std::string out;
  std::string err;
};

/// A test that may write files and run commands; `refreshsim` is found first on the path.
class Program : public testing::Test {
 protected:
  Program();
  ~Program() override;

  /// Runs a command line of POSIX sh in the test's folder, with standard input empty.
  Ran sh(const std::string& line) const;
  void write(const std::string& name, std::string_view text) const;
  std::string read(const std::string& name) const;
  std::filesystem::path folder() const { return folder_; }
  /// The names in the folder, hidden ones too, sorted and separated by blanks.
  std::string files() const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path own_;  // the shell's script and what it says
};

/// Two instances, refreshed in two batches: as expected.
extern const std::string_view kGood;
/// The same with one expectation that fails, on line 21.
extern const std::string kFailing;
/// A misspelt key on line 2.
extern const std::string_view kBroken;

}  // namespace refreshsim
