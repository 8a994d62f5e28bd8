// The only place that knows libyaml. Not yaml-cpp, which the first design named: its nodes take
// 28 µs and 4.4 KB an item, so that 100,000 listed instances cost 3 s and 440 MB before anything is
// checked, and its marks count bytes. libyaml's events take about a twentieth, its marks count
// characters, and it never recurses, so that nesting can't exhaust the stack.
#include "sim/scenario/parse.h"

#include <yaml.h>

#include <algorithm>
#include <cstring>

#include "sim/scenario/syntax_words.h"
#include "sim/scenario/tree_builder.h"

namespace refreshsim {
namespace {

constexpr std::size_t kLongestGap = 1 << 24;  // bytes without a single event

struct Parser {
  Parser() { yaml_parser_initialize(&raw); }
  ~Parser() { yaml_parser_delete(&raw); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  yaml_parser_t raw{};
};

struct Event {
  explicit Event(yaml_parser_t& parser) : ok(yaml_parser_parse(&parser, &raw) == 1) {}
  ~Event() {
    if (ok) yaml_event_delete(&raw);
  }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  yaml_event_t raw{};
  bool ok;
};

/// Gives the text to libyaml in portions, and stops when it eats too much without saying anything.
struct Feed {
  std::string_view text;
  std::size_t given = 0;
  std::size_t last_event = 0;
  bool stopped = false;

  static int read(void* self, unsigned char* buffer, std::size_t size, std::size_t* read) {
    return static_cast<Feed*>(self)->next(buffer, size, read);
  }
  int next(unsigned char* buffer, std::size_t size, std::size_t* read) {
    stopped = given - last_event > kLongestGap;
    if (stopped) return 0;
    *read = std::min(size, text.size() - given);
    std::memcpy(buffer, text.data() + given, *read);
    given += *read;
    return 1;
  }
};

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}
std::string_view view(const char* text) { return text == nullptr ? std::string_view() : text; }

class Reader {
 public:
  Reader(Tree& tree, std::uint16_t source, Complaints& complaints)
      : text_(tree.source(source)),
        source_(source),
        complaints_(complaints),
        builder_(tree, complaints),
        feed_{text_.text()} {
    yaml_parser_set_encoding(&parser_.raw, YAML_UTF8_ENCODING);
    yaml_parser_set_input(&parser_.raw, Feed::read, &feed_);
  }

  std::optional<NodeId> read() {
    while (!done_) {
      const Event event(parser_.raw);
      if (!event.ok) {
        complain();
        return std::nullopt;
      }
      feed_.last_event = feed_.given;
      last_end_ = at(event.raw.end_mark);
      if (!take(event.raw)) return std::nullopt;
    }
    return builder_.root();
  }

 private:
  bool take(const yaml_event_t& event);
  bool take_scalar(const yaml_event_t& event);
  void complain();

  Origin at(const yaml_mark_t& mark) const {
    return {static_cast<std::uint32_t>(mark.index), source_};
  }

  const Source& text_;
  std::uint16_t source_;
  Complaints& complaints_;
  TreeBuilder builder_;
  Feed feed_;
  Parser parser_;
  Origin last_end_;  ///< of the last event
  bool done_ = false;
};

bool Reader::take(const yaml_event_t& event) {
  const Origin where = at(event.start_mark);
  const auto& data = event.data;
  switch (event.type) {
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      return true;
    case YAML_STREAM_END_EVENT:
      done_ = true;
      return true;
    case YAML_DOCUMENT_START_EVENT:
      return builder_.document(where);
    case YAML_ALIAS_EVENT:
      return builder_.alias(where, view(data.alias.anchor));
    case YAML_SCALAR_EVENT:
      return take_scalar(event);
    case YAML_SEQUENCE_START_EVENT:
      return builder_.open({where, view(data.sequence_start.anchor), view(data.sequence_start.tag)},
                           NodeKind::list);
    case YAML_MAPPING_START_EVENT:
      return builder_.open({where, view(data.mapping_start.anchor), view(data.mapping_start.tag)},
                           NodeKind::map);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      return builder_.close();
  }
  return true;
}

bool Reader::take_scalar(const yaml_event_t& event) {
  const auto& scalar = event.data.scalar;
  const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
  return builder_.scalar({at(event.start_mark), view(scalar.anchor), view(scalar.tag)}, text,
                         scalar.style == YAML_PLAIN_SCALAR_STYLE);
}

void Reader::complain() {
  const yaml_parser_t& raw = parser_.raw;
  if (feed_.stopped) {
    complaints_.add(last_end_,
                    "after this come more than 16 MB without another value; a text may have 1 MB; "
                    "is a quote missing?");
    return;
  }
  const Origin begin = at(raw.context_mark);
  Origin spot = at(raw.problem_mark);
  const std::string_view rest = text_.from(spot.offset);
  std::string message = syntax_message(view(raw.problem), view(raw.context), rest);
  const std::string note = context_note(view(raw.context));
  // At the end of the file there is nothing to see: what is unfinished is.
  if (!note.empty() && rest.empty()) spot = begin;
  if (note.empty() || begin == spot) {
    complaints_.add(spot, std::move(message));
  } else {
    complaints_.add(spot, std::move(message), {begin, note});
  }
}

}  // namespace

std::optional<NodeId> parse_yaml(Tree& tree, std::uint16_t source, Complaints& complaints) {
  if (const auto& flaw = tree.source(source).flaw()) {
    complaints.add({flaw->offset, source}, flaw->message);
    return std::nullopt;
  }
  return Reader(tree, source, complaints).read();
}

}  // namespace refreshsim
