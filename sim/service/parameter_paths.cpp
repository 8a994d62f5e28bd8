#include "refreshsim/parameters.h"
#include "sim/service/parameters.h"

namespace refreshsim {
namespace {

void add_paths(std::span<const Parameter> parameters, const std::string& above,
               std::vector<std::string>& all) {
  for (const Parameter& each : parameters) {
    all.push_back(above + std::string(each.name));
    if (each.type == ParameterType::object) add_paths(each.members, all.back() + ".", all);
  }
}

}  // namespace

std::vector<std::string> parameter_paths(Action action) {
  std::vector<std::string> all;
  add_paths(parameters_of(action), {}, all);
  return all;
}

}  // namespace refreshsim
