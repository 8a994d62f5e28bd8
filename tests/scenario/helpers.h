// What the tests of the scenario room share.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "refreshsim/load.h"

namespace refreshsim::test {

/// What the user sees of a text's errors, each block ending with a line feed; empty: none.
std::string errors(std::string_view yaml);
/// The same for a file.
std::string errors_of(const std::string& path);

/// The scenario of a text that has no errors; fails the test with them otherwise.
Scenario load(std::string_view yaml);

/// The text with `refreshsim: 1` before it, on the same line count: the first line of `rest` is
/// line 2.
std::string versioned(std::string_view rest);

/// A folder of the test's own, removed with it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  /// Writes a file, and returns its path.
  std::string write(const std::string& name, std::string_view text) const;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The text with every `folder/` cut out.
std::string without(std::string text, const Folder& folder);

}  // namespace refreshsim::test
