// Values of every type: what is taken, and how the rest is told off.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;

/// The message about the value of a key at the top of a file, without place, line and caret.
std::string told(const std::string& key_and_value) {
  const LoadResult result = parse_scenario(versioned(key_and_value + "\n"));
  if (result.ok()) return "fine";
  EXPECT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(result.diagnostics[0].place.line, 2);
  return result.diagnostics[0].message;
}

TEST(Integers, AreDecimal) {
  EXPECT_EQ(load(versioned("seed: 010\n")).seed, 10U);
  EXPECT_EQ(load(versioned("seed: +8\n")).seed, 8U);
  EXPECT_EQ(load(versioned("seed: 9223372036854775807\n")).seed, 9223372036854775807U);
}

TEST(Integers, InOtherFormsAreToldOff) {
  const std::string wanted =
      "`seed` must be a whole number from 0 to 2^63 - 1 in decimal digits, not ";
  for (const std::string odd : {"1e3", "0x10", "0o17", "1_000", ".nan", ".inf", "-.inf", "1.5e3"}) {
    EXPECT_EQ(told("seed: " + odd), wanted + "`" + odd + "`");
  }
}

TEST(Integers, AreNotTextsFractionsOrNothing) {
  const std::string wanted = "`seed` must be a whole number from 0 to 2^63 - 1, ";
  EXPECT_EQ(told("seed: \"7\""), wanted + "without quotes");
  EXPECT_EQ(told("seed: seven"), wanted + "not `seven`");
  EXPECT_EQ(told("seed: 1.5"), wanted + "not `1.5`");
  EXPECT_EQ(told("seed: true"), wanted + "not `true`");
  EXPECT_EQ(told("seed:"), wanted + "not nothing");
  EXPECT_EQ(told("seed: [1]"), wanted + "not a list");
  EXPECT_EQ(told("seed: {a: 1}"), wanted + "not a map");
}

TEST(Integers, HaveARange) {
  EXPECT_EQ(told("seed: -1"), "`seed` must be from 0 to 9223372036854775807, not `-1`");
  EXPECT_EQ(told("seed: 9223372036854775808"),
            "`seed` must be from 0 to 9223372036854775807, not `9223372036854775808`");
}

TEST(Booleans, AreTrueOrFalse) {
  EXPECT_FALSE(load(versioned("authorized: false\n")).authorized);
  for (const std::string other : {"yes", "on", "True", "TRUE", "no", "off", "1", "y"}) {
    EXPECT_EQ(told("authorized: " + other),
              "`authorized` must be true or false, not `" + other + "`");
  }
  EXPECT_EQ(told("authorized: \"true\""), "`authorized` must be true or false, without quotes");
}

TEST(Durations, AreNumbersWithUnits) {
  const std::pair<const char*, Duration> good[] = {
      {"250ms", 250ms}, {"15s", 15s},       {"4m", 4min},
      {"1h30m", 90min}, {"2d", 48h},        {"1d2h3m4s5ms", 24h + 2h + 3min + 4s + 5ms},
      {"0s", 0s},       {"\"10m\"", 10min}, {"090m", 90min},
      {"0ms", 0ms}};
  for (const auto& [text, length] : good) {
    EXPECT_EQ(load(versioned(std::string("horizon: ") + text + "\n")).horizon, length) << text;
  }
}

TEST(Durations, InOtherFormsAreToldWhatTheyLookLike) {
  const std::string wanted =
      "`horizon` must be a duration such as 250ms, 15s, 4m, 1h30m or 2d, not `";
  for (const std::string bad : {"soon", "1.5h", "30m1h", "5m5m", "-5m", "5 m", "m", "5min", "1w",
                                "5M", "99999999999999999999s", "150000000d"}) {
    EXPECT_EQ(told("horizon: " + bad), wanted + bad + "`");
  }
  EXPECT_EQ(told("horizon: 30"), wanted + "30`; the unit is missing");
}

TEST(Durations, GoUpToTheLongest) {
  EXPECT_EQ(load(versioned("horizon: 4503599627370496ms\n")).horizon, kLongest);
  EXPECT_NE(told("horizon: 4503599627370497ms"), "fine");
}

TEST(Timestamps, AreUtcAndOfTheCalendar) {
  EXPECT_EQ(load(versioned("start: 1970-01-02T00:00:01Z\n")).start_unix_ms, 86'401'000);
  EXPECT_EQ(load(versioned("start: 2024-02-29T00:00:00.5Z\n")).start_unix_ms, 1709164800500);
  const std::string wanted = "`start` must be a UTC time such as 2025-10-30T21:00:00Z, not `";
  for (const std::string bad :
       {"2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-10-30", "2025-10-30T24:00:00Z",
        "2025-10-30T21:00:00+08:00", "2025-10-30 21:00:00Z", "1969-12-31T00:00:00Z", "now"}) {
    EXPECT_EQ(told("start: " + bad), wanted + bad + "`");
  }
}

TEST(Texts, ThatReadAsSomethingElseGoInQuotes) {
  EXPECT_EQ(load(versioned("name: \"2025\"\n")).name, "2025");
  EXPECT_EQ(told("name: 2025"), "`name` must be text on one line; put it in quotes: \"2025\"");
  EXPECT_EQ(told("name: true"), "`name` must be text on one line; put it in quotes: \"true\"");
  EXPECT_EQ(told("name: ~"), "`name` must be text on one line, not nothing");
}

TEST(Texts, OfIdsAreOneLineAndNotEmpty) {
  EXPECT_EQ(told("name: \"\""), "`name` must be text on one line, and may not be empty");
  EXPECT_EQ(told("name: \"a\\nb\""), "`name` must be text on one line, not `a\\nb`");
}

TEST(Texts, AreShortenedInMessages) {
  const std::string message = told("seed: " + std::string(500, 'x'));
  EXPECT_NE(message.find("not `" + std::string(60, 'x') + "...`"), std::string::npos);
}

TEST(Thresholds, AreCountsOrPercentages) {
  const Scenario read = load(versioned("slo: {serving_at_least: [6, 90%, 99.95%, 0]}\n"));
  ASSERT_EQ(read.serving_at_least.size(), 4U);
  EXPECT_EQ(read.serving_at_least[2].amount, 99950);
  EXPECT_TRUE(read.serving_at_least[2].percent);
  EXPECT_FALSE(read.serving_at_least[0].percent);
  const std::string wanted =
      "an entry of `serving_at_least` must be a number of instances such as 6, or a percentage of "
      "the desired capacity such as 90%, not `";
  for (const std::string bad : {"90 %", "1.2345%", "-1", "most", "1e3", "1000%", "0x10"}) {
    EXPECT_EQ(told("slo: {serving_at_least: [" + bad + "]}"), wanted + bad + "`");
  }
  EXPECT_EQ(told("slo: {serving_at_least: [\"6\"]}"),
            "an entry of `serving_at_least` must be a number without quotes, or a percentage");
}

TEST(Probabilities, AreFromZeroToOne) {
  const auto fault = [](const std::string& p) {
    return "faults: [{match: {image: a}, outcome: unhealthy, probability: " + p + "}]";
  };
  for (const std::string good : {"0", "1", "0.25", ".5", "1.0"})
    EXPECT_EQ(told(fault(good)), "fine");
  for (const std::string bad : {"1.5", "-0.1", "2", "half", "50%"}) {
    EXPECT_EQ(told(fault(bad)),
              "`probability` must be a probability from 0 to 1, not `" + bad + "`");
  }
  EXPECT_EQ(told(fault("1e-3")),
            "`probability` must be a probability from 0 to 1 in decimal digits, not `1e-3`");
}

TEST(Words, ThatAreUnknownComeWithTheNearestOrWithAll) {
  EXPECT_EQ(told("faults: [{match: {step: bot}, outcome: fail}]"),
            "`step` must be a step, not `bot`; did you mean `boot`?");
  EXPECT_EQ(
      told("faults: [{match: {step: paint}, outcome: fail}]"),
      "`step` must be a step, not `paint`; it is drain, reinstall, boot, health_check, launch "
      "or terminate");
}

TEST(Lists, ThatMustHoldSomethingMayNotBeEmpty) {
  EXPECT_EQ(told("timing: {boot: {empirical: []}}"),
            "`empirical` must be a list of observed durations such as [10s, 12s, 40s], and may not "
            "be empty");
}

TEST(Requests, KeepTheirValuesAsTheyAreWritten) {
  const Scenario read = load(versioned(R"(calls:
  - at: 0s
    action: StartInstanceRefresh
    request: {i: 010, n: 1.5, e: 1e3, t: true, T: True, y: yes, z: ~, empty: , q: "12", x: 0x10,
              big: 99999999999999999999, list: [1, a], map: {k: v}, neg: -3}
)"));
  const Value& request = read.calls[0].request;
  const auto at = [&](const char* key) { return *request.find(key); };
  EXPECT_EQ(at("i"), Value(10));
  EXPECT_EQ(at("n"), Value(1.5));
  EXPECT_EQ(at("e"), Value(1000.0));
  EXPECT_EQ(at("t"), Value(true));
  EXPECT_EQ(at("T"), Value("True"));
  EXPECT_EQ(at("y"), Value("yes"));
  EXPECT_EQ(at("z"), Value());
  EXPECT_EQ(at("empty"), Value());
  EXPECT_EQ(at("q"), Value("12"));
  EXPECT_EQ(at("x"), Value("0x10"));
  EXPECT_EQ(at("big"), Value(1e20));
  EXPECT_EQ(at("list"), Value(Value::List{1, "a"}));
  EXPECT_EQ(at("map"), Value(Value::Map{{"k", "v"}}));
  EXPECT_EQ(at("neg"), Value(-3));
}

}  // namespace
}  // namespace refreshsim::test
