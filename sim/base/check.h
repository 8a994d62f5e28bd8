// Broken invariants of the program itself: checked in release builds too (architecture.md, section
// 4).
#pragma once

#include <stdexcept>
#include <string>

namespace refreshsim {

/// A defect of the program, never of the user's input. main() prints it with the command that
/// reproduces it and exits with 70.
class Defect : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void raise_defect(const char* file, int line, const char* condition, const char* what);

}  // namespace refreshsim

#define REFRESHSIM_CHECK(condition, what)                               \
  do {                                                                  \
    if (!(condition)) [[unlikely]]                                      \
      ::refreshsim::raise_defect(__FILE__, __LINE__, #condition, what); \
  } while (false)
