#include "sim/report/wrap.h"

#include <algorithm>

#include "sim/report/utf8.h"

namespace refreshsim {
namespace {

// The end of the word at `at`; a percent sign stays with its number.
std::size_t word_end(std::string_view sentence, std::size_t at) {
  std::size_t end = std::min(sentence.find(' ', at), sentence.size());
  if (sentence.substr(end, 2) == " %") end = std::min(sentence.find(' ', end + 1), sentence.size());
  return end;
}

// A path is there to be copied: it stays whole.
std::string fitted(std::string_view word, int columns, bool utf8) {
  const bool path = word.find('/') != std::string_view::npos;
  return path ? std::string(word) : shortened(word, columns, utf8);
}

}  // namespace

std::string wrapped(std::string_view sentence, std::string_view margin, const Look& look, Ink ink) {
  std::string text;
  std::string line;
  std::string indent;
  bool begun = false;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t end = word_end(sentence, at);
    const std::string_view word = sentence.substr(at, end - at);
    at = end + 1;
    if (begun && column_count(line) + 1 + column_count(word) > look.width) {
      text += indent + paint(look, ink, line.substr(indent.size())) + "\n";
      indent = line = margin;
      begun = false;
    }
    if (begun) line += ' ';
    line += fitted(word, look.width - column_count(line), look.utf8);
    begun = true;
  }
  return text + indent + paint(look, ink, line.substr(indent.size())) + "\n";
}

}  // namespace refreshsim
