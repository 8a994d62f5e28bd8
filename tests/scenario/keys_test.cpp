// Keys: unknown, missing, those that don't go together; and that the table's defaults hold.
#include "sim/scenario/keys.h"

#include <algorithm>

#include "sim/scenario/parameter_notes.h"
#include "sim/service/parameters.h"
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

TEST(Keys, AnUnknownOneComesWithTheNearestKnown) {
  EXPECT_EQ(errors(versioned("horizn: 1h\n")),
            "f.yaml:2:1: error: unknown key `horizn`; did you mean `horizon`?\n"
            "horizn: 1h\n"
            "^\n");
}

TEST(Keys, AnUnknownOneThatIsNearNothingComesWithTheKnown) {
  EXPECT_EQ(errors(versioned("images: {a: {colour: red}}\n")),
            "f.yaml:2:14: error: unknown key `colour`; known are `exists` and `conflicts`: What is "
            "wrong with an image.\n"
            "images: {a: {colour: red}}\n"
            "             ^\n");
}

TEST(Keys, AMissingOneIsToldWithItsMeaning) {
  EXPECT_EQ(errors(versioned("scaling_groups:\n  g:\n    instances: 3\n")),
            "f.yaml:4:5: error: `g` lacks the key `launch_configuration`: The launch configuration "
            "that its instances are installed from.\n"
            "    instances: 3\n"
            "    ^\n");
}

TEST(Keys, TheVersionIsRequired) {
  EXPECT_EQ(errors("seed: 1\n"),
            "f.yaml:1:1: error: a scenario lacks the key `refreshsim`: The version of the format.\n"
            "seed: 1\n"
            "^\n");
}

TEST(Keys, AnotherVersionIsToldAloneWithTheOneThatIsRead) {
  EXPECT_EQ(
      errors("refreshsim: 2\nwhatever: 1\n"),
      "f.yaml:1:13: error: version `2` of the format is not known; this program reads version "
      "1\n"
      "refreshsim: 2\n"
      "            ^\n");
}

TEST(Keys, AStudyIsToldFromAScenario) {
  EXPECT_EQ(errors("refreshsim_study: 1\nname: x\n"),
            "f.yaml:1:1: error: this is a study, not a scenario; `refreshsim compare` runs it\n"
            "refreshsim_study: 1\n"
            "^\n");
}

TEST(Keys, ThoseOfAnotherFormDoNotGoTogether) {
  EXPECT_EQ(errors(versioned("calls:\n  - {at: 1m, after: 3m, action: EnterStandby}\n")),
            "f.yaml:3:14: error: `after` does not go with `at`\n"
            "  - {at: 1m, after: 3m, action: EnterStandby}\n"
            "             ^\n");
  EXPECT_EQ(errors(versioned("faults:\n  - {at: 1m, match: {}, outcome: unhealthy}\n")),
            "f.yaml:3:6: error: `at` does not go with `match`\n"
            "  - {at: 1m, match: {}, outcome: unhealthy}\n"
            "     ^\n");
}

TEST(Keys, AMapOfNoKnownFormIsToldWhatFormsThereAre) {
  EXPECT_EQ(errors(versioned("calls:\n  - {action: EnterStandby}\n")),
            "f.yaml:3:5: error: an entry of `calls` must be a map such as {at: 1m, action: "
            "StartInstanceRefresh, request: {...}}: it has none of `when` and `at`\n"
            "  - {action: EnterStandby}\n"
            "    ^\n");
}

TEST(Keys, AMisspeltOneThatTellsTheFormIsToldOnce) {
  EXPECT_EQ(errors(versioned("faults:\n  - {at: 1m, remov: ins-00000001}\n")),
            "f.yaml:3:14: error: unknown key `remov`; did you mean `remove`?\n"
            "  - {at: 1m, remov: ins-00000001}\n"
            "             ^\n");
}

TEST(Keys, OneOfSeveralMayBeNeeded) {
  EXPECT_EQ(errors(versioned("expect:\n  - {instance: ins-00000001, before: 5m}\n")),
            "f.yaml:3:5: error: an entry of `expect` needs at least one of `LifeCycleState`, "
            "`ImageId`, `healthy` and `gone`\n"
            "  - {instance: ins-00000001, before: 5m}\n"
            "    ^\n");
}

TEST(Keys, NamesOfTheUsersOwnMustBeOneLine) {
  EXPECT_EQ(errors(versioned("images: {\"\": {exists: false}, \"a\\nb\": {}}\n")),
            "f.yaml:2:10: error: a name may not be empty\n"
            "images: {\"\": {exists: false}, \"a\\nb\": {}}\n"
            "         ^\n"
            "f.yaml:2:31: error: a name must be text on one line\n"
            "images: {\"\": {exists: false}, \"a\\nb\": {}}\n"
            "                              ^\n");
}

const Shape& shape_of(const Shape& record, std::string_view key) {
  for (const Key& each : record.variants.front().keys) {
    if (each.name == key) return *each.shape;
  }
  ADD_FAILURE() << key;
  return record;
}

/// `{key: fallback, …}` for all defaults of a record's keys.
std::string defaults(const Shape& record) {
  std::string text;
  for (const Key& each : record.variants.front().keys) {
    if (each.fallback.empty()) continue;
    if (!text.empty()) text += ", ";
    text.append(each.name).append(": ").append(each.fallback);
  }
  EXPECT_NE(text, "");
  return "{" + text + "}";
}

TEST(Keys, DefaultsInTheTableAreThoseOfTheHead) {
  const Scenario written = load(defaults(scenario_shape()).insert(1, "refreshsim: 1, "));
  const Scenario bare = load("refreshsim: 1");
  EXPECT_EQ(written.seed, bare.seed);
  EXPECT_EQ(written.start_unix_ms, bare.start_unix_ms);
  EXPECT_EQ(written.authorized, bare.authorized);
}

TEST(Keys, DefaultsInTheTableAreThoseOfTheSteps) {
  const Scenario written =
      load("{refreshsim: 1, timing: " + defaults(shape_of(scenario_shape(), "timing")) + "}");
  for (const Step step : values<Step>()) {
    EXPECT_EQ(written.timing[index(step)].a, Scenario::default_timing()[index(step)].a);
  }
}

TEST(Keys, DefaultsInTheTableAreThoseOfAGroup) {
  const Shape& group = *shape_of(scenario_shape(), "scaling_groups").item;
  const std::string head =
      "{refreshsim: 1, launch_configurations: {a: {}}, scaling_groups: {g: {launch_configuration: "
      "a, instances: 3}}}";
  std::string full = head;
  full.insert(full.find("instances: 3"),
              defaults(group).substr(1, defaults(group).size() - 2) + ", ");
  const ScalingGroup written = load(full).groups[0];
  const ScalingGroup bare = load(head).groups[0];
  EXPECT_EQ(written.min_size, bare.min_size);
  EXPECT_EQ(written.load_balancer, bare.load_balancer);
  EXPECT_EQ(written.status, bare.status);
}

// Every key has a meaning that messages and editors can show.
void expect_documented(const Shape& shape) {
  EXPECT_TRUE(shape.type == Type::any || !shape.what.empty());
  if (shape.item != nullptr) expect_documented(*shape.item);
  for (const Shape* each : shape.options) expect_documented(*each);
  for (const Variant& form : shape.variants) {
    EXPECT_NE(form.doc, "");
    for (const Key& key : form.keys) {
      EXPECT_NE(key.doc, "") << key.name;
      expect_documented(*key.shape);
    }
  }
}

TEST(Keys, AreAllDocumented) {
  expect_documented(scenario_shape());
  expect_documented(study_shape());
}

// Every word that is explained has an explanation of its own.
void expect_explained(const Shape& shape) {
  EXPECT_TRUE(shape.meanings.empty() || shape.meanings.size() == shape.words.size()) << shape.what;
  if (shape.item != nullptr) expect_explained(*shape.item);
  for (const Shape* each : shape.options) expect_explained(*each);
  for (const Variant& form : shape.variants) {
    for (const Key& key : form.keys) expect_explained(*key.shape);
  }
}

TEST(Keys, HaveWordsAndMeaningsInStep) {
  expect_explained(scenario_shape());
  expect_explained(study_shape());
}

void expect_noted(std::span<const Parameter> parameters) {
  for (const Parameter& each : parameters) {
    const ParameterNote note = note_on(each.name);
    EXPECT_NE(note.doc, "") << each.name;
    EXPECT_EQ(note.words.size(), note.meanings.size()) << each.name;
    for (const std::string_view name : each.names) {
      EXPECT_NE(std::ranges::find(note.words, name), note.words.end()) << name;
    }
    expect_noted(each.members);
  }
}

TEST(Keys, OfRequestsAreAllDocumented) {
  for (const Action action : values<Action>()) expect_noted(parameters_of(action));
  EXPECT_EQ(note_on("NoSuchParameter").doc, "");
}

TEST(Keys, OfRequestsHaveTheServicesDefaults) {
  EXPECT_EQ(note_on("CheckInstanceTargetHealthTimeout").fallback, "1800");
  EXPECT_EQ(note_on("CheckInstanceTargetHealth").fallback, "false");
  EXPECT_EQ(note_on("FailProcess").fallback, "AUTO_PAUSE");
  EXPECT_EQ(note_on("ResumeMode").fallback, "RETRY");
  EXPECT_EQ(note_on("Limit").fallback, "20");
  EXPECT_EQ(note_on("BatchNumber").fallback, "");
}

}  // namespace
}  // namespace refreshsim::test
