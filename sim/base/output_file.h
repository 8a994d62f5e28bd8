// Files that are whole or not there: written beside their final name, renamed when complete.
#pragma once

#include <string>
#include <string_view>

#include "sim/base/byte_sink.h"

namespace refreshsim {

/// An output file. Nothing appears under the final name before finish(); an existing file there
/// stays as it is until then, and for good if anything fails. What is no regular file (standard
/// output for `-`, a device, a pipe) is written to directly.
class OutputFile final : public ByteSink {
 public:
  explicit OutputFile(const std::string& path);
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes) override;
  /// Hands over what is buffered.
  void flush();
  /// Completes the file and gives it its name; false if anything has failed since it was opened.
  bool finish();

  /// Where the file is until then, for a library that writes it by itself; empty if it is no
  /// regular file, or can't be opened.
  const std::string& beside() const { return temporary_; }
  /// Such a library can't go on: what can't be done, and errno's reason. The first one counts.
  void fail(const char* what, int number);

  bool ok() const { return error_.empty(); }
  /// `PATH: reason`; empty if nothing failed.
  const std::string& error() const { return error_; }
  /// The reader has gone away: no reason to say anything.
  bool closed_pipe() const { return closed_pipe_; }

 private:
  void open_beside();
  void hand_over(std::size_t size);
  void discard();

  std::string path_;       // as given, for messages
  std::string target_;     // where it ends up
  std::string temporary_;  // empty: written to directly
  std::string buffer_;
  std::string error_;
  int descriptor_ = -1;
  bool closed_pipe_ = false;
};

/// Removes what is not finished, and tells whether there was any. Safe in a signal handler.
bool discard_unfinished_files();

}  // namespace refreshsim
