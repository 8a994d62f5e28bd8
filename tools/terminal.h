// What the program knows about where its output goes, and the ways out of it.
#pragma once

#include <atomic>
#include <span>
#include <string>
#include <string_view>

#include "sim/base/output_file.h"
#include "sim/report/look.h"
#include "tools/command.h"

namespace refreshsim::tools {

/// A line on standard error.
void complain(std::string_view text);

/// Text on standard output.
Exit print(const std::string& text);

/// Completes an output; says on standard error what went wrong, unless only the reader went away.
Exit finish(OutputFile& file);

/// Whether two options name one regular file, which the second would replace. Empty: not given.
bool same_file(const std::string& a, const std::string& b);

/// How text for this output is to look: UTF-8 if the environment's locale says so, colours and
/// width as the options ask, or as a terminal allows.
Look look_for(const Options& options);

bool stderr_is_terminal();

/// From now on the first interruption from the keyboard only sets this; a second one ends the
/// program.
const std::atomic<bool>& catch_interrupt();

/// The signals that end the program.
std::span<const int> ending_signals();

/// Gives every standard stream a descriptor, lets a closed pipe and the limit of a file's size be
/// errors instead of signals, and removes unfinished files when a signal ends the program.
void prepare_process();

}  // namespace refreshsim::tools
