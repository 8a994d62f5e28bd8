// Test results as JUnit XML, the form that CI systems read.
#pragma once

#include <string>
#include <vector>

namespace refreshsim {

/// One scenario that was tested. Empty texts: it passed.
struct TestCase {
  std::string name;     ///< the path of its file
  std::string failure;  ///< the expectations that did not hold
  std::string error;    ///< why it could not be run
};

/// The whole document. Bytes depend on the cases alone: no times, no host.
std::string junit_xml(const std::vector<TestCase>& cases);

}  // namespace refreshsim
