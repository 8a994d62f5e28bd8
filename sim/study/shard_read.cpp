#include <algorithm>
#include <charconv>
#include <map>

#include "sim/scenario/fields.h"
#include "sim/scenario/parse.h"
#include "sim/study/measure.h"
#include "sim/study/shard_file.h"
#include "sim/study/shard_format.h"

namespace refreshsim {
namespace {

using Failure = tl::unexpected<std::string>;

/// A shard's first line, and where its numbers stand.
struct Header {
  std::string path;  ///< of the shard
  std::string version, study, seed, study_path, name, text;
  std::size_t shard = 0, shards = 0;
  std::string_view rows;
};

Failure wrong(const std::string& path, const std::string& what) {
  return Failure(path + ": " + what);
}

tl::expected<Header, std::string> read_header(const ShardText& file) {
  const std::string_view bytes = file.bytes;
  const std::size_t line = bytes.find('\n');
  if (!bytes.starts_with("{" + std::string(shard_format::kMagic) + ": ")) {
    return wrong(file.path, "this is no shard of a study");
  }
  const std::size_t last = bytes.rfind("\n" + std::string(shard_format::kEnd));
  const bool ends = line != std::string_view::npos && last != std::string_view::npos;
  const std::size_t body = ends ? last + 1 : 0;
  const std::string end = std::string(shard_format::kEnd) + text_hash(bytes.substr(0, body)) + "\n";
  if (body == 0 || bytes.substr(body) != end) {
    return wrong(file.path, "this shard is not whole, or was changed");
  }
  Tree tree;
  Complaints complaints;
  const std::uint16_t source =
      tree.add_source(Source(file.path, std::string(bytes.substr(0, line))));
  const auto root = parse_yaml(tree, source, complaints);
  if (!root || !root->some() || !complaints.none()) {
    return wrong(file.path, "this is no shard of a study");
  }
  const Fields fields(tree, *root);
  if (fields.integer(shard_format::kMagic) != static_cast<std::int64_t>(shard_format::kVersion)) {
    return wrong(file.path, "the format of this shard is not known");
  }
  Header header;
  header.path = file.path;
  header.version = fields.text("version");
  header.study = fields.text("study");
  header.seed = fields.text("seed");
  header.study_path = fields.text("path");
  header.name = fields.text("name");
  header.text = fields.text("text");
  header.shard = fields.count("shard").value_or(0);
  header.shards = fields.count("shards").value_or(0);
  header.rows = bytes.substr(line + 1, body - line - 1);
  return header;
}

/// What must be the same in all of them, and that each part is there once.
std::string mismatch(const std::vector<Header>& all, std::string_view version) {
  const Header& first = all.front();
  std::map<std::size_t, std::string> seen;
  for (const Header& each : all) {
    if (each.version != version) {
      return each.path + ": this shard is by version " + each.version +
             " of the program, which is version " + std::string(version);
    }
    if (each.study != first.study || each.shards != first.shards) {
      return each.path + ": this shard and " + first.path + " are not of the same study (" +
             each.study + " in " + std::to_string(each.shards) + ", " + first.study + " in " +
             std::to_string(first.shards) + ")";
    }
    const auto [known, fresh] = seen.emplace(each.shard, each.path);
    if (!fresh) {
      return each.path + ": shard " + std::to_string(each.shard) + " is there already, in " +
             known->second;
    }
  }
  for (std::size_t i = 1; i <= first.shards; ++i) {
    if (seen.count(i) == 0) {
      return "shard " + std::to_string(i) + " of " + std::to_string(first.shards) + " is missing";
    }
  }
  return {};
}

/// Words of a line, one after the other.
class Words {
 public:
  explicit Words(std::string_view line) : left_(line) {}
  std::string_view next() {
    const std::size_t blank = std::min(left_.find(' '), left_.size());
    const std::string_view word = left_.substr(0, blank);
    left_.remove_prefix(std::min(left_.size(), blank + 1));
    return word;
  }
  bool done() const { return left_.empty(); }

 private:
  std::string_view left_;
};

template <class Number>
bool read_number(std::string_view word, Number& number) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size() && !word.empty();
}

bool read_row(std::string_view line, Numbers& numbers) {
  Words words(line);
  std::size_t strategy = 0;
  std::size_t replica = 0;
  if (!read_number(words.next(), strategy) || !read_number(words.next(), replica)) return false;
  if (strategy >= numbers.strategies() || replica != numbers.count(strategy)) return false;
  numbers.reserve(strategy, replica + 1);
  for (std::size_t m = 0; m < numbers.metrics(); ++m) {
    const std::string_view word = words.next();
    const std::optional<double> value = word == "-" ? kNull : parse_number(word);
    if (!value) return false;
    numbers.set(strategy, m, replica, *value);
  }
  numbers.set_count(strategy, replica + 1);
  return words.done();
}

bool read_rows(std::string_view rows, Numbers& numbers) {
  while (!rows.empty()) {
    const std::size_t end = rows.find('\n');
    if (end == std::string_view::npos || !read_row(rows.substr(0, end), numbers)) return false;
    rows.remove_prefix(end + 1);
  }
  return true;
}

tl::expected<Study, std::string> study_of(const Header& header) {
  StudyResult loaded = parse_study(header.text, header.path);
  if (!loaded.ok() || !read_number(header.seed, loaded.study.seed)) {
    return wrong(header.path, "the study in this shard can't be read");
  }
  loaded.study.path = header.study_path;
  loaded.study.name = header.name;
  return std::move(loaded.study);
}

}  // namespace

tl::expected<Study, std::string> received_study(std::string bytes, std::string_view version) {
  const auto header = read_header({"the study that was sent", bytes});
  if (!header) return Failure(header.error());
  if (std::string error = mismatch({*header}, version); !error.empty()) return Failure(error);
  return study_of(*header);
}

tl::expected<Merged, std::string> merge_shards(const std::vector<ShardText>& files,
                                               std::string_view version) {
  std::vector<Header> all;
  for (const ShardText& each : files) {
    auto header = read_header(each);
    if (!header) return Failure(header.error());
    all.push_back(std::move(*header));
  }
  if (all.empty()) return Failure("there are no shards");
  if (std::string error = mismatch(all, version); !error.empty()) return Failure(std::move(error));
  std::sort(all.begin(), all.end(),
            [](const Header& a, const Header& b) { return a.shard < b.shard; });
  auto study = study_of(all.front());
  if (!study) return Failure(study.error());
  Merged merged{std::move(*study), {}};
  const std::size_t strategies = merged.study.strategies.size();
  merged.run.numbers = Numbers(strategies, merged.study.metrics.size());
  merged.run.stopped_for.resize(strategies);
  for (const Header& each : all) {
    if (!read_rows(each.rows, merged.run.numbers)) {
      return wrong(each.path, "the numbers in this shard are not those of its study");
    }
  }
  for (std::size_t i = 0; i < strategies; ++i) {
    if (merged.run.numbers.count(i) != merged.study.replicas.count) {
      return Failure("the shards have " + std::to_string(merged.run.numbers.count(i)) + " of " +
                     std::to_string(merged.study.replicas.count) + " replicas of " +
                     merged.study.strategies[i].name);
    }
  }
  return merged;
}

}  // namespace refreshsim
