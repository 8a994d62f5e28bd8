#include "tools/ordered_jobs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace refreshsim::tools {
namespace {

std::vector<std::size_t> squares(std::size_t count, std::size_t jobs) {
  std::vector<std::size_t> delivered;
  ordered_jobs(
      count, jobs, [](std::size_t i) { return i * i; },
      [&](std::size_t i, std::size_t square) {
        EXPECT_EQ(delivered.size(), i);
        delivered.push_back(square);
      });
  return delivered;
}

TEST(OrderedJobs, DeliverInOrderForAnyNumberOfThreads) {
  for (const std::size_t jobs : {0u, 1u, 2u, 16u}) {
    EXPECT_EQ(squares(100, jobs), squares(100, 1));
    EXPECT_TRUE(squares(0, jobs).empty());
  }
}

TEST(OrderedJobs, AFailureEndsThemAfterWhatCameBefore) {
  for (const std::size_t jobs : {1u, 4u}) {
    std::vector<std::size_t> delivered;
    const auto task = [](std::size_t i) {
      if (i == 3) throw std::runtime_error("three");
      return i;
    };
    const auto all = [&] {
      ordered_jobs(1000, jobs, task, [&](std::size_t i, std::size_t) { delivered.push_back(i); });
    };
    EXPECT_THROW(all(), std::runtime_error);
    EXPECT_THAT(delivered, testing::ElementsAre(0u, 1u, 2u));
  }
}

}  // namespace
}  // namespace refreshsim::tools
