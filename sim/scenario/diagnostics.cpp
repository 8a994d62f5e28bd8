// How an error of a file is shown: place and message, the line, a caret under the spot.
#include "refreshsim/load.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

// As wide as what stands before the caret; a tab stays a tab, whatever its width.
std::string padding(std::string_view line, int caret) {
  std::string pad;
  for (int i = 0; i < caret && !line.empty(); ++i) {
    const Decoded next = decode(line);
    if (next.character == '\t') {
      pad += '\t';
    } else {
      pad.append(static_cast<std::size_t>(display_width(next.character)), ' ');
    }
    line.remove_prefix(next.bytes);
  }
  return pad;
}

std::string block(const Diagnostic& of, std::string_view severity) {
  std::string text = of.place.file;
  if (of.place.line > 0) {
    text += ':' + std::to_string(of.place.line) + ':' + std::to_string(of.place.column);
  }
  text.append(": ").append(severity).append(": ").append(of.message);
  if (of.place.line > 0) text += '\n' + of.line + '\n' + padding(of.line, of.caret) + '^';
  return text;
}

}  // namespace

std::string describe(const Diagnostic& diagnostic) {
  std::string text = block(diagnostic, "error");
  for (const Diagnostic& other : diagnostic.also) text += '\n' + block(other, "note");
  return text;
}

}  // namespace refreshsim
