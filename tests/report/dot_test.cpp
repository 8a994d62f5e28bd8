#include "sim/chart/dot.h"

#include <gtest/gtest.h>

#include <set>

namespace refreshsim {
namespace {

MachineTable light() {
  return {"light",
          "a \"traffic\" light",
          {{"red", "stop"}, {"green", ""}},
          {{"red", "timer", "", "green", "start cars"},
           {"green", "timer", "", "red", ""},
           {"green", "button", "after 10 s", "red", ""}},
          {"red"},
          {"green"}};
}

TEST(Dot, DrawsAStateANodeAndAPairOfStatesAnArrow) {
  EXPECT_EQ(dot(light()), R"(digraph "light" {
  label="a \"traffic\" light"; labelloc=t; rankdir=TB;
  node [shape=box, style=rounded, fontname="sans-serif"];
  edge [fontname="sans-serif", fontsize=10];
  "red" [label="red\nstop"];
  "green" [label="green", peripheries=2];
  "begin red" [shape=point, label=""];
  "begin red" -> "red";
  "red" -> "green" [label="timer / start cars\l"];
  "green" -> "red" [label="timer\lbutton [after 10 s]\l"];
}
)");
}

TEST(Machines, StepThatCanBeSkippedIsPassedByFromTheOneBefore) {
  std::set<std::string> ways;
  for (const MachineTable& machine : machines()) {
    for (const TransitionRow& row : machine.rows) {
      if (row.from == "boot" && row.guard.empty()) ways.insert("boot to " + std::string(row.to));
      if (row.from == "begin") ways.insert(row.guard.empty() ? "first" : "not the first");
    }
  }
  EXPECT_EQ(ways.count("first"), 1U);
  EXPECT_EQ(ways.count("boot to health_check"), 1U);
  EXPECT_EQ(ways.count("boot to done"), 0U) << "only where no health check is made";
}

TEST(Machines, OfARefreshOnlyDrainAndHealthCheckCanBeSkipped) {
  std::set<std::string> around;
  for (const MachineTable& machine : machines()) {
    if (machine.name != "reset") continue;
    for (const TransitionRow& row : machine.rows) {
      if (!row.guard.empty()) around.insert(std::string(row.from) + " to " + std::string(row.to));
    }
  }
  EXPECT_EQ(around, (std::set<std::string>{"begin to reinstall", "boot to done"}));
}

TEST(Dot, EveryMachineDrawsOnlyStatesThatItHas) {
  for (const MachineTable& machine : machines()) {
    std::set<std::string_view> states;
    for (const StateRow& state : machine.states) states.insert(state.name);
    for (const TransitionRow& row : machine.rows) {
      EXPECT_TRUE(states.contains(row.from)) << machine.name << ": " << row.from;
      EXPECT_TRUE(states.contains(row.to)) << machine.name << ": " << row.to;
    }
  }
}

TEST(Dot, MachinesHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const MachineTable& machine : machines()) EXPECT_TRUE(names.insert(machine.name).second);
  EXPECT_FALSE(names.empty());
}

}  // namespace
}  // namespace refreshsim
