#include "sim/incident/json_scan.h"

#include <cmath>

#include "sim/scenario/scalars.h"

namespace refreshsim {
namespace {

// A request stands four levels deep in a scenario, which may have 64, and a command adds eight.
constexpr int kDeepest = 48;
constexpr std::size_t kMostKeys = 4096;  // of one map

bool json_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xc0 | (code >> 6));
  } else if (code < 0x10000) {
    put(0xe0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3f));
  } else {
    put(0xf0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3f));
    put(0x80 | ((code >> 6) & 0x3f));
  }
  put(0x80 | (code & 0x3f));
}

class JsonScanner {
 public:
  explicit JsonScanner(std::string_view text) : text_(text) {}

  ScanEnd value(Value& to, int depth) {
    skip_blanks();
    if (at_end()) return ScanEnd::cut;
    if (depth > kDeepest) return ScanEnd::wrong;
    switch (text_[at_]) {
      case '{':
        return map(to, depth);
      case '[':
        return list(to, depth);
      case '"': {
        std::string read;
        const ScanEnd end = text(read);
        to = Value(std::move(read));
        return end;
      }
      default:
        return word(to);
    }
  }
  std::size_t at() const { return at_; }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  void skip_blanks() {
    while (!at_end() && json_blank(text_[at_])) ++at_;
  }

  /// The next character that is no blank must be this one.
  ScanEnd expect(char wanted) {
    skip_blanks();
    if (at_end()) return ScanEnd::cut;
    if (text_[at_] != wanted) return ScanEnd::wrong;
    ++at_;
    return ScanEnd::whole;
  }

  bool next_is(char wanted) {
    skip_blanks();
    if (at_end() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  ScanEnd map(Value& to, int depth) {
    ++at_;
    Value::Map entries;
    if (!next_is('}')) {
      do {
        skip_blanks();
        if (at_end()) return ScanEnd::cut;
        std::string key;
        Value item;
        if (text_[at_] != '"' || entries.size() > kMostKeys) return ScanEnd::wrong;
        if (const ScanEnd end = text(key); end != ScanEnd::whole) return end;
        if (const ScanEnd end = expect(':'); end != ScanEnd::whole) return end;
        if (const ScanEnd end = value(item, depth + 1); end != ScanEnd::whole) return end;
        put(entries, std::move(key), std::move(item));
      } while (next_is(','));
      if (const ScanEnd end = expect('}'); end != ScanEnd::whole) return end;
    }
    to = Value(std::move(entries));
    return ScanEnd::whole;
  }

  static void put(Value::Map& entries, std::string key, Value item) {
    for (auto& [name, value] : entries) {
      if (name != key) continue;
      value = std::move(item);
      return;
    }
    entries.emplace_back(std::move(key), std::move(item));
  }

  ScanEnd list(Value& to, int depth) {
    ++at_;
    Value::List items;
    if (!next_is(']')) {
      do {
        Value item;
        if (const ScanEnd end = value(item, depth + 1); end != ScanEnd::whole) return end;
        items.push_back(std::move(item));
      } while (next_is(','));
      if (const ScanEnd end = expect(']'); end != ScanEnd::whole) return end;
    }
    to = Value(std::move(items));
    return ScanEnd::whole;
  }

  static bool is_plain(char c) { return c != '"' && c != '\\' && c != '\n' && c != '\r'; }

  ScanEnd text(std::string& to) {
    ++at_;
    while (!at_end() && text_[at_] != '"') {
      const std::size_t begin = at_;
      while (!at_end() && is_plain(text_[at_])) ++at_;
      to.append(text_, begin, at_ - begin);
      if (at_end() || text_[at_] == '"') break;
      const char c = text_[at_++];
      if (c != '\\') continue;  // a line break
      if (const ScanEnd end = escape(to); end != ScanEnd::whole) return end;
    }
    if (at_end()) return ScanEnd::cut;
    ++at_;
    return ScanEnd::whole;
  }

  ScanEnd escape(std::string& to) {
    while (!at_end() && (text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
    if (at_end()) return ScanEnd::cut;
    constexpr std::string_view kFrom = "\"\\/bfnrt";
    constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
    const char c = text_[at_++];
    if (c == 'u') return unicode(to);
    const std::size_t place = kFrom.find(c);
    if (place == std::string_view::npos) return ScanEnd::wrong;
    to += kTo[place];
    return ScanEnd::whole;
  }

  ScanEnd hex(std::uint32_t& code) {
    code = 0;
    for (int digits = 0; digits < 4;) {
      if (at_end()) return ScanEnd::cut;
      const char c = text_[at_++];
      if (c == '\n' || c == '\r') continue;
      const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!letter && (c < '0' || c > '9')) return ScanEnd::wrong;
      code = code * 16 + static_cast<std::uint32_t>(letter ? (c | 0x20) - 'a' + 10 : c - '0');
      ++digits;
    }
    return ScanEnd::whole;
  }

  /// Pairs of surrogates are one character; a lone one is U+FFFD.
  ScanEnd unicode(std::string& to) {
    std::uint32_t code = 0;
    if (const ScanEnd end = hex(code); end != ScanEnd::whole) return end;
    const bool high = code >= 0xd800 && code < 0xdc00;
    if (high && text_.substr(at_).starts_with("\\u")) {
      at_ += 2;
      std::uint32_t low = 0;
      if (const ScanEnd end = hex(low); end != ScanEnd::whole) return end;
      const bool pair = low >= 0xdc00 && low < 0xe000;
      code = pair ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
    }
    append_utf8(to, code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
    return ScanEnd::whole;
  }

  /// null, true, false or a number.
  ScanEnd word(Value& to) {
    const std::size_t begin = at_;
    while (!at_end() && !json_blank(text_[at_]) && text_[at_] != ',' && text_[at_] != ']' &&
           text_[at_] != '}') {
      ++at_;
    }
    const std::string_view read = text_.substr(begin, at_ - begin);
    if (read == "null" || read == "true" || read == "false") {
      to = read == "null" ? Value() : Value(read == "true");
      return ScanEnd::whole;
    }
    return number(read, to);
  }

  static ScanEnd number(std::string_view read, Value& to) {
    if (read.empty() || (read.front() != '-' && (read.front() < '0' || read.front() > '9'))) {
      return ScanEnd::wrong;
    }
    if (const auto whole = parse_integer(read)) {
      to = Value(*whole);
      return ScanEnd::whole;
    }
    const auto broken = parse_number(read);
    if (!broken || !std::isfinite(*broken)) return ScanEnd::wrong;
    to = Value(*broken);
    return ScanEnd::whole;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Scanned take_json(std::string_view& left) {
  JsonScanner scanner(left);
  Scanned scanned;
  scanned.end = scanner.value(scanned.value, 0);
  if (scanned.end == ScanEnd::whole) left.remove_prefix(scanner.at());
  return scanned;
}

}  // namespace refreshsim
