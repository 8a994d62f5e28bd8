#include "sim/base/check.h"

namespace refreshsim {

void raise_defect(const char* file, int line, const char* condition, const char* what) {
  const std::string path(file);
  const std::string::size_type room = path.rfind("sim/");
  const std::string place = room == std::string::npos ? path : path.substr(room);
  throw Defect(place + ":" + std::to_string(line) + ": " + what + " (" + condition + ")");
}

}  // namespace refreshsim
