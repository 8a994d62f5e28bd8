// The processes that mpirun, srun and the like started together with this one.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "sim/study/ranks.h"

namespace refreshsim::tools {

/// Joins them; null: this process is alone. The error: it is not, but the program was built without
/// MPI (CMake's REFRESHSIM_MPI). No messages after the object's end.
tl::expected<std::unique_ptr<Ranks>, std::string> join_ranks();

}  // namespace refreshsim::tools
