// Short hashes of the beginnings of a run, as many as a file can well hold: which record of another
// run is the first that differs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/base/byte_sink.h"
#include "sim/incident/result_file.h"

namespace refreshsim {

/// Each is over all records so far, as a timeline tells them: names count, numbers of names do not.
/// Their places depend on nothing but the number of records: one after every record of up to 4,096,
/// after every second one of up to 8,192, and so on.
class RecordDigests final : public RecordSink {
 public:
  explicit RecordDigests(const Scenario& scenario);
  ~RecordDigests() override;

  void hear(std::span<const Record> records) override;
  const std::vector<std::uint16_t>& values() const { return values_; }
  /// Records from one to the next; a power of two.
  std::uint64_t spacing() const { return spacing_; }

  /// As they are written, sixteen of four hexadecimal digits in a line.
  std::vector<std::string> lines() const;

 private:
  struct State;

  std::unique_ptr<State> state_;
  std::vector<std::uint16_t> values_;
  std::uint64_t records_ = 0;
  std::uint64_t spacing_ = 1;
};

/// The digests in a line as it is written; what is none is left out.
std::vector<std::uint16_t> digests_in(std::string_view line);

/// Where a run of so many records, of which these digests were kept, parts from another: none if
/// no digest that both have shows it.
std::optional<PartingInterval> parting_of(const std::vector<std::uint16_t>& kept,
                                          std::uint64_t records, const RecordDigests& other);

}  // namespace refreshsim
