// Prints a dictionary for libFuzzer: every key and word that a file may have.
#include <cstdio>
#include <set>
#include <string>

#include "refreshsim/vocabulary.h"
#include "sim/scenario/keys.h"

namespace refreshsim {
namespace {

void collect(const Shape& shape, std::set<std::string>& words, std::set<const Shape*>& seen) {
  if (!seen.insert(&shape).second) return;
  for (const std::string_view word : shape.words) words.emplace(word);
  for (const std::string_view example : shape.examples) words.emplace(example);
  if (shape.item != nullptr) collect(*shape.item, words, seen);
  for (const Shape* option : shape.options) collect(*option, words, seen);
  for (const Variant& variant : shape.variants) {
    for (const Key& key : variant.keys) {
      words.emplace(std::string(key.name) + ": ");
      collect(*key.shape, words, seen);
    }
  }
}

template <NamedEnum E>
void collect(std::set<std::string>& words) {
  for (const E each : values<E>()) words.emplace(name(each));
}

void print(const std::string& word) {
  std::string quoted;
  for (const char c : word)
    quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  std::printf("\"%s\"\n", quoted.c_str());
}

}  // namespace
}  // namespace refreshsim

int main() {
  using namespace refreshsim;
  std::set<std::string> words{"  - ", "- {", "}",      "[", "]", ", ", "{",   "&a", "*a",
                              "<<: ", "? ",  "!!str ", "|", ">", "'",  "---", "$"};
  std::set<const Shape*> seen;
  collect(scenario_shape(), words, seen);
  collect(study_shape(), words, seen);
  collect<ActivityStatus>(words);
  collect<BatchStatus>(words);
  collect<RefreshMode>(words);
  collect<BatchPause>(words);
  collect<FailProcess>(words);
  collect<Action>(words);
  for (const std::string& word : words) {
    if (word.find('\n') == std::string::npos) print(word);
  }
}
