// How long steps take.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;

Distribution boot(const std::string& law) {
  return load(versioned("timing: {boot: " + law + "}\n")).timing[index(Step::boot)];
}

std::string told_timing(const std::string& rest) { return errors(versioned(rest + "\n")); }

TEST(Timing, TakesEveryLaw) {
  EXPECT_EQ(boot("7s").a, Duration(7s));
  EXPECT_EQ(boot("{constant: 7s}").a, Duration(7s));
  EXPECT_EQ(boot("{uniform: {min: 1s, max: 2s}}").kind, DistributionKind::uniform);
  EXPECT_EQ(boot("{uniform: {min: 1s, max: 2s}}").b, Duration(2s));
  EXPECT_EQ(boot("{exponential: {mean: 3s}}").kind, DistributionKind::exponential);
  EXPECT_EQ(boot("{exponential: {mean: 3s}}").a, Duration(3s));
  EXPECT_EQ(boot("{empirical: [1s, 2s]}").observed, (std::vector<Duration>{1s, 2s}));
  EXPECT_EQ(boot("{exponential: {mean: 3s}, min: 1s, max: 9s}").at_least, Duration(1s));
  EXPECT_EQ(boot("{exponential: {mean: 3s}, min: 1s, max: 9s}").at_most, Duration(9s));
}

TEST(Timing, OtherStepsKeepTheirDefaults) {
  EXPECT_EQ(load(versioned("timing: {boot: 7s}\n")).timing[index(Step::reinstall)].a,
            Duration(3min));
}

TEST(Timing, BoundsMustBeInOrder) {
  EXPECT_EQ(told_timing("timing: {boot: {uniform: {min: 2s, max: 1s}}}"),
            "f.yaml:2:41: error: `max` must not be less than `min`\n"
            "timing: {boot: {uniform: {min: 2s, max: 1s}}}\n"
            "                                        ^\n"
            "f.yaml:2:32: note: `min` is here\n"
            "timing: {boot: {uniform: {min: 2s, max: 1s}}}\n"
            "                               ^\n");
  EXPECT_EQ(told_timing("timing: {boot: {constant: 5s, max: 1s, min: 2s}}").substr(0, 55),
            "f.yaml:2:36: error: `max` must not be less than `min`\nt");
}

TEST(Timing, LognormalNeedsAMedianAboveZeroAndAP95NotBelowIt) {
  EXPECT_EQ(told_timing("timing: {boot: {lognormal: {median: 0s, p95: 1s}}}"),
            "f.yaml:2:37: error: `median` must be more than 0\n"
            "timing: {boot: {lognormal: {median: 0s, p95: 1s}}}\n"
            "                                    ^\n");
  EXPECT_EQ(told_timing("timing: {boot: {lognormal: {median: 2s, p95: 1s}}}").substr(0, 57),
            "f.yaml:2:46: error: `p95` must not be less than `median`\n");
}

TEST(Timing, UnknownLawsAreToldWithTheNearest) {
  EXPECT_EQ(told_timing("timing: {boot: {unifrm: {min: 2s, max: 1s}}}"),
            "f.yaml:2:17: error: unknown key `unifrm`; did you mean `uniform`?\n"
            "timing: {boot: {unifrm: {min: 2s, max: 1s}}}\n"
            "                ^\n");
}

TEST(Timing, TwoLawsAtOnceDoNotGoTogether) {
  EXPECT_EQ(told_timing("timing: {boot: {constant: 1s, exponential: {mean: 2s}}}"),
            "f.yaml:2:31: error: `exponential` does not go with `constant`\n"
            "timing: {boot: {constant: 1s, exponential: {mean: 2s}}}\n"
            "                              ^\n");
}

TEST(StepTimeout, IsNotForTheHealthCheck) {
  EXPECT_EQ(
      told_timing("step_timeout: {health_check: 5m}"),
      "f.yaml:2:16: error: unknown key `health_check`; known are `drain`, `reinstall`, `boot`, "
      "`launch` and `terminate`: After how long a step fails; health_check has its own "
      "timeout.\n"
      "step_timeout: {health_check: 5m}\n"
      "               ^\n");
}

TEST(Slo, TakesAThresholdOnce) {
  EXPECT_EQ(told_timing("slo: {serving_at_least: [90%, 6, 90%]}"),
            "f.yaml:2:34: error: the threshold `90%` stands here twice\n"
            "slo: {serving_at_least: [90%, 6, 90%]}\n"
            "                                 ^\n"
            "f.yaml:2:26: note: first here\n"
            "slo: {serving_at_least: [90%, 6, 90%]}\n"
            "                         ^\n");
}

}  // namespace
}  // namespace refreshsim::test
