#include "sim/incident/result_file.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace refreshsim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kHexDigits = 16;

bool read_hex(const Json& value, std::uint64_t& number) {
  if (!value.is_string()) return false;
  const std::string text = value.get<std::string>();
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number, 16);
  return text.size() == kHexDigits && read.ec == std::errc() && read.ptr == end;
}

template <class Number>
bool read_number(const Json& value, Number& number) {
  if (!value.is_number_unsigned()) return false;
  const auto read = value.get<std::uint64_t>();
  number = static_cast<Number>(read);
  return number == read;
}

bool read_checkpoints(const Json& list, std::vector<Checkpoint>& checkpoints) {
  if (!list.is_array()) return false;
  for (const Json& pair : list) {
    Checkpoint each;
    if (!pair.is_array() || pair.size() != 2) return false;
    if (!read_number(pair[0], each.records) || !read_hex(pair[1], each.fingerprint)) return false;
    if (!checkpoints.empty() && each.records <= checkpoints.back().records) return false;
    checkpoints.push_back(each);
  }
  return true;
}

/// Reads a key by `read`; the complaint if that fails.
std::string need(const Json& object, const char* key, auto read) {
  const auto found = object.find(key);
  if (found != object.end() && read(*found)) return {};
  return "it is no result of `run --format json`: `" + std::string(key) +
         (found == object.end() ? "` is missing" : "` is not as it should be");
}

bool read_text(const Json& value, std::string& text) {
  if (value.is_string()) text = value.get<std::string>();
  return value.is_string();
}

std::string read_result(const Json& object, ResultFile& file) {
  const auto each = {
      need(object, "name", [&](const Json& v) { return read_text(v, file.name); }),
      need(object, "seed", [&](const Json& v) { return read_number(v, file.seed); }),
      need(object, "replica", [&](const Json& v) { return read_number(v, file.replica); }),
      need(object, "fingerprint", [&](const Json& v) { return read_hex(v, file.fingerprint); }),
      need(object, "records", [&](const Json& v) { return read_number(v, file.records); }),
      need(object, "checkpoints",
           [&](const Json& v) { return read_checkpoints(v, file.checkpoints); })};
  for (const std::string& complaint : each) {
    if (!complaint.empty()) return complaint;
  }
  return {};
}

/// The checkpoints that both have; their places are multiples of a power of 2, so those of the
/// sparser one are among the other's.
std::vector<std::pair<Checkpoint, Checkpoint>> common(const ResultFile& a, const ResultFile& b) {
  std::vector<std::pair<Checkpoint, Checkpoint>> pairs;
  auto other = b.checkpoints.begin();
  for (const Checkpoint& each : a.checkpoints) {
    while (other != b.checkpoints.end() && other->records < each.records) ++other;
    if (other == b.checkpoints.end()) break;
    if (other->records == each.records) pairs.emplace_back(each, *other);
  }
  return pairs;
}

}  // namespace

tl::expected<ResultFile, std::string> ResultFile::parse(std::string text) {
  ResultFile file;
  const Json object = Json::parse(text, nullptr, false);
  if (!object.is_object()) return tl::unexpected<std::string>("it is no JSON object");
  const std::string wrong = read_result(object, file);
  if (!wrong.empty()) return tl::unexpected(wrong);
  file.text = std::move(text);
  return file;
}

ResultFile ResultFile::of(const RunResult& result) {
  return {result.name,        result.seed, result.replica, result.fingerprint, result.records,
          result.checkpoints, {}};
}

std::optional<PartingInterval> parting_interval(const ResultFile& a, const ResultFile& b) {
  if (a.fingerprint == b.fingerprint && a.records == b.records) return std::nullopt;
  const auto pairs = common(a, b);
  const auto first = std::partition_point(pairs.begin(), pairs.end(), [](const auto& pair) {
    return pair.first.fingerprint == pair.second.fingerprint;
  });
  PartingInterval interval;
  interval.equal = first == pairs.begin() ? 0 : std::prev(first)->first.records;
  interval.differs = first == pairs.end() ? std::max({a.records, b.records, interval.equal + 1})
                                          : first->first.records;
  return interval;
}

}  // namespace refreshsim
