#include "sim/scenario/syntax_words.h"

#include <array>

namespace refreshsim {
namespace {

struct Wording {
  std::string_view theirs;  ///< how libyaml's problem begins
  std::string_view ours;
};

constexpr std::array<Wording, 21> kWordings{{
    {"could not find expected ':'",
     "this line is no `key: value`; is the `: ` missing, or a quote or bracket before it?"},
    {"did not find expected ',' or ']'",
     "a list in brackets goes on with `,` or ends with `]`; is one of them missing before this?"},
    {"did not find expected ',' or '}'",
     "a map in braces goes on with `,` or ends with `}`; is one of them missing before this?"},
    {"did not find expected '-' indicator",
     "a list goes on with `- `, indented as its first item; is the indentation right?"},
    {"did not find expected key",
     "a map goes on with a `key:`, indented as its first key; is the indentation right?"},
    {"did not find expected node content", "a value should stand here"},
    {"did not find expected <document start>",
     "the file should have ended here; is the indentation right?"},
    {"block sequence entries are not allowed",
     "a list with `- ` can't begin here; put it on its own line, or use brackets: [a, b]"},
    {"mapping values are not allowed",
     "a `: ` can't stand here; a text with a colon goes in quotes, a map on its own line"},
    {"mapping keys are not allowed", "a key can't begin here; put it on its own line"},
    {"found unexpected end of stream", "the text in quotes never ends; is a quote missing?"},
    {"found unexpected document indicator", "the text in quotes never ends; is a quote missing?"},
    {"found unknown escape character",
     "in double quotes a backslash begins an escape, and this is none; write \\\\ for a backslash"},
    {"did not find expected hexdecimal number", "an escape needs its hexadecimal digits here"},
    {"found invalid Unicode character escape code",
     "an escape for a character that does not exist"},
    {"found a tab character", "a tab can't indent YAML; use spaces"},
    {"found undefined tag handle", "a tag whose handle nothing defines; leave it out"},
    {"found incompatible YAML document", "this is another version of YAML; 1.1 and 1.2 are read"},
    {"found unexpected ':'", "a `:` can't stand here; put the text in quotes"},
    {"did not find expected alphabetic or numeric character",
     "`&` begins an anchor and `*` an alias, with a name of letters, digits, - and _; "
     "put a text that begins so in quotes"},
    {"did not find expected comment or line break",
     "after `|` or `>` only a comment may follow on the line"},
}};

struct Note {
  std::string_view theirs;
  std::string_view ours;
};

constexpr std::array<Note, 8> kNotes{{
    {"while parsing a quoted scalar", "the text in quotes begins here"},
    {"while scanning a quoted scalar", "the text in quotes begins here"},
    {"while parsing a flow mapping", "the map in braces begins here"},
    {"while parsing a flow sequence", "the list in brackets begins here"},
    {"while parsing a block mapping", "the map begins here"},
    {"while parsing a block collection", "the list begins here"},
    {"while scanning a block scalar", "the text begins here"},
    {"while scanning a plain scalar", "the text begins here"},
}};

// Characters that YAML keeps for itself at the start of a text.
std::string reserved_start(std::string_view spot) {
  if (spot.starts_with('\t')) return "a tab can't indent YAML; use spaces";
  return "a text can't begin with `" + std::string(spot.substr(0, 1)) + "`; put it in quotes";
}

}  // namespace

std::string syntax_message(std::string_view problem, std::string_view context,
                           std::string_view spot) {
  if (problem.starts_with("found character that cannot start")) return reserved_start(spot);
  for (const Wording& each : kWordings) {
    if (problem.starts_with(each.theirs)) return std::string(each.ours);
  }
  std::string message = "this is not YAML: " + std::string(problem);
  if (!context.empty()) message.append(" ").append(context);
  return message;
}

std::string context_note(std::string_view context) {
  for (const Note& each : kNotes) {
    if (context.starts_with(each.theirs)) return std::string(each.ours);
  }
  return {};
}

}  // namespace refreshsim
