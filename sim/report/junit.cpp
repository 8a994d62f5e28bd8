#include "sim/report/junit.h"

#include <algorithm>
#include <string_view>

#include "sim/report/utf8.h"

namespace refreshsim {
namespace {

// What XML 1.0 allows in a document at all.
bool allowed(char32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code != 0xfffe && code != 0xffff;
}

// Escaped for text and for attributes alike; what XML forbids is left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Character next = character_at(text, at);
    const std::string_view bytes = text.substr(at, next.bytes);
    at += next.bytes;
    if (!next.valid || !allowed(next.code)) continue;
    switch (next.code) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += bytes;
    }
  }
  return out;
}

std::string first_line(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return std::string(text.substr(0, text.find('\n')));
}

std::string element(std::string_view tag, const std::string& text) {
  const std::string name(tag);
  return "    <" + name + " message=\"" + escaped(first_line(text)) + "\">" + escaped(text) + "</" +
         name + ">\n";
}

std::string case_xml(const TestCase& each) {
  const std::string head =
      "  <testcase classname=\"refreshsim\" name=\"" + escaped(each.name) + "\"";
  if (each.failure.empty() && each.error.empty()) return head + "/>\n";
  std::string text = head + ">\n";
  if (!each.error.empty()) text += element("error", each.error);
  if (!each.failure.empty()) text += element("failure", each.failure);
  return text + "  </testcase>\n";
}

}  // namespace

std::string junit_xml(const std::vector<TestCase>& cases) {
  const auto count = [&](std::string TestCase::*text) {
    return std::to_string(std::count_if(
        cases.begin(), cases.end(), [&](const TestCase& each) { return !(each.*text).empty(); }));
  };
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  xml += "<testsuite name=\"refreshsim\" tests=\"" + std::to_string(cases.size()) +
         "\" failures=\"" + count(&TestCase::failure) + "\" errors=\"" + count(&TestCase::error) +
         "\">\n";
  for (const TestCase& each : cases) xml += case_xml(each);
  return xml + "</testsuite>\n";
}

}  // namespace refreshsim
