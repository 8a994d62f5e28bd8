// What is wrong with the files being loaded: collected from everywhere, told in the files' order.
#pragma once

#include <string>
#include <vector>

#include "refreshsim/load.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// The other place of an error that has two, and what stands there.
struct Elsewhere {
  Origin where;
  std::string message = "first here";
};

class Complaints {
 public:
  void add(Origin where, std::string message) { push(where, std::move(message), {}); }
  void add(Origin where, std::string message, Elsewhere other) {
    push(where, std::move(message), {std::move(other)});
  }
  bool none() const { return all_.empty(); }
  /// There are so many that no more are kept; no need to look on.
  bool full() const { return all_.size() == kMost; }

  /// In the order of the files and their lines, each once. Past a thousand a last one says so.
  std::vector<Diagnostic> diagnostics(const Tree& tree) const;

 private:
  static constexpr std::size_t kMost = 1000;

  struct Complaint {
    Origin where;
    std::string message;
    std::vector<Elsewhere> others;
  };
  void push(Origin where, std::string message, std::vector<Elsewhere> others);

  std::vector<Complaint> all_;
};

/// A complaint about a file that can't be read at all: it has no line to show.
Diagnostic unreadable(const std::string& path, std::string message);

}  // namespace refreshsim
