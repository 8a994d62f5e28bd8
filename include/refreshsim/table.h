// State machines as tables of texts: what `refreshsim graph` and the README's diagrams print.
#pragma once

#include <string_view>
#include <vector>

namespace refreshsim {

struct TransitionRow {
  std::string_view from;
  std::string_view trigger;
  std::string_view guard;  ///< empty: always
  std::string_view to;
  std::string_view action;  ///< empty: none
};

struct StateRow {
  std::string_view name;
  std::string_view meaning;
};

struct MachineTable {
  std::string_view name;
  std::string_view doc;
  std::vector<StateRow> states;
  std::vector<TransitionRow> rows;
  std::vector<std::string_view> initial;
  std::vector<std::string_view> final;
};

/// Every state machine of the model, made from the tables that the simulator runs.
std::vector<MachineTable> machines();

}  // namespace refreshsim
