// The program without MPI: alone, or one of several that don't know of each other.
#include <cstdlib>

#include "tools/ranks.h"

namespace refreshsim::tools {

tl::expected<std::unique_ptr<Ranks>, std::string> join_ranks() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
    const char* count = std::getenv(name);
    if (count == nullptr || std::atoi(count) < 2) continue;
    return tl::unexpected("this is one of " + std::string(count) +
                          " processes, and each would do the whole study: the program was built "
                          "without MPI (-DREFRESHSIM_MPI=ON); or give each its --shard");
  }
  return nullptr;
}

}  // namespace refreshsim::tools
