// A table of texts, drawn for a terminal or written as Markdown.
#pragma once

#include <string>
#include <vector>

namespace refreshsim {

/// The first column stands left, the others right. Every row has as many cells as the head.
struct StudyTable {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};

/// Columns as wide as they must be, two blanks apart; the first is cut so that lines fit.
std::string drawn(const StudyTable& table, int width, bool utf8);
std::string markdown(const StudyTable& table);

}  // namespace refreshsim
