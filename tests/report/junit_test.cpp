#include "sim/report/junit.h"

#include <gtest/gtest.h>

namespace refreshsim {
namespace {

TEST(JUnit, CountsPassedFailedAndBroken) {
  EXPECT_EQ(junit_xml({{"a.yaml", "", ""},
                       {"b.yaml", "  FAILED  x\n    got 1\n", ""},
                       {"c.yaml", "", "c.yaml:1:1: error: no\n"}}),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="refreshsim" tests="3" failures="1" errors="1">
  <testcase classname="refreshsim" name="a.yaml"/>
  <testcase classname="refreshsim" name="b.yaml">
    <failure message="FAILED  x">  FAILED  x&#10;    got 1&#10;</failure>
  </testcase>
  <testcase classname="refreshsim" name="c.yaml">
    <error message="c.yaml:1:1: error: no">c.yaml:1:1: error: no&#10;</error>
  </testcase>
</testsuite>
)");
}

TEST(JUnit, EscapesMarkupInNames) {
  const std::string xml = junit_xml({{"<&>\"'.yaml", "", ""}});
  EXPECT_NE(xml.find("name=\"&lt;&amp;&gt;&quot;'.yaml\""), std::string::npos) << xml;
}

TEST(JUnit, DropsWhatXmlForbids) {
  const std::string xml =
      junit_xml({{std::string("a\0b\x01\x1b\xff\xef\xbf\xbf", 10) + "ü", "", ""}});
  EXPECT_NE(xml.find("name=\"abü\""), std::string::npos) << xml;
}

TEST(JUnit, OfNothingIsAnEmptySuite) {
  EXPECT_NE(junit_xml({}).find("tests=\"0\" failures=\"0\" errors=\"0\">\n</testsuite>"),
            std::string::npos);
}

}  // namespace
}  // namespace refreshsim
