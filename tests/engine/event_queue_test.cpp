// The order of events, and the queue that keeps it (model.md, section 1).
#include "sim/engine/event_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

namespace refreshsim {
namespace {

Event event(std::int64_t time_ms, std::uint64_t order, std::uint32_t target = 0) {
  Event made;
  made.time_ms = time_ms;
  made.order = order;
  made.target = target;
  return made;
}

auto key(const Event& event) { return std::tuple(event.time_ms, event.order); }

/// Events with many ties in time, in the order in which they are pushed.
std::vector<Event> random_events(std::uint32_t seed, std::size_t count) {
  std::mt19937 engine(seed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(engine() % n); };
  std::vector<Event> all;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t place = below(1'000);
    const std::uint64_t orders[] = {Order::completion(below(3), place),
                                    Order::fault(place, below(2) == 0),
                                    Order::call(place, below(4)), Order::reaction(place)};
    all.push_back(event(below(50), orders[below(4)], i));
  }
  return all;
}

TEST(EventQueue, RandomEventsComeOutAsSortedByTheirKeys) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    std::vector<Event> events = random_events(seed, 1'000);
    EventQueue queue;
    for (const Event& each : events) queue.push(each);
    std::sort(events.begin(), events.end(),
              [](const Event& a, const Event& b) { return key(a) < key(b); });
    for (const Event& each : events) {
      ASSERT_FALSE(queue.empty());
      ASSERT_EQ(key(queue.top()), key(each)) << "seed " << seed;
      ASSERT_EQ(key(queue.pop()), key(each)) << "seed " << seed;
    }
    EXPECT_TRUE(queue.empty());
  }
}

TEST(EventQueue, SmallestPendingIsNextWhileOthersArrive) {
  std::mt19937 engine(7);
  EventQueue queue;
  std::vector<Event> pending;
  const auto later = [](const Event& a, const Event& b) { return key(b) < key(a); };
  for (const Event& each : random_events(3, 5'000)) {
    queue.push(each);
    pending.push_back(each);
    std::push_heap(pending.begin(), pending.end(), later);
    while (!pending.empty() && engine() % 3 == 0) {
      std::pop_heap(pending.begin(), pending.end(), later);
      ASSERT_EQ(key(queue.pop()), key(pending.back()));
      pending.pop_back();
    }
    ASSERT_EQ(queue.size(), pending.size());
  }
}

/// Times over orders of magnitude, so that some slices of time are full and most are empty.
std::int64_t spread_ms(std::mt19937& engine) {
  const auto most = static_cast<std::int64_t>(engine());
  return most >> (engine() % 32);
}

TEST(EventQueue, ManyPendingComeOutInOrderWhileOthersArrive) {
  for (const std::size_t most : {900u, 1'030u, 3'000u, 40'000u}) {
    std::mt19937 engine(static_cast<std::uint32_t>(most));
    EventQueue queue;
    std::vector<Event> pending;
    const auto later = [](const Event& a, const Event& b) { return key(b) < key(a); };
    std::int64_t now = 0;
    for (int round = 0; round < 100'000; ++round) {
      const bool rising = (round / 20'000) % 2 == 0;
      if (pending.empty() || (pending.size() < most && engine() % 4 < (rising ? 3u : 1u))) {
        const Event added =
            event(now + spread_ms(engine),
                  Order::completion(0, static_cast<std::uint32_t>(engine() % 4'096)));
        queue.push(added);
        pending.push_back(added);
        std::push_heap(pending.begin(), pending.end(), later);
      } else {
        std::pop_heap(pending.begin(), pending.end(), later);
        now = pending.back().time_ms;
        ASSERT_EQ(key(queue.pop()), key(pending.back())) << most << ", round " << round;
        pending.pop_back();
      }
      ASSERT_EQ(queue.size(), pending.size());
    }
    queue.clear();
    EXPECT_TRUE(queue.empty());
    queue.push(event(5, 0));
    EXPECT_EQ(queue.pop().time_ms, 5);
  }
}

TEST(EventQueue, AnyNumberOfEventsOfOneTime) {
  EventQueue queue;
  for (std::uint32_t i = 0; i < 100'000; ++i)
    queue.push(event(3, Order::call(i * 7919 % 100'000, 1)));
  for (std::uint32_t i = 0; i < 100'000; ++i) ASSERT_EQ(queue.pop().order, Order::call(i, 1));
}

/// What comes while its very time is set aside still comes after what is there and before it.
TEST(EventQueue, TimesOnTheEdgesOfSlicesKeepTheirOrder) {
  constexpr std::int64_t kTimes = 4096;
  EventQueue queue;
  for (std::int64_t time = 0; time < kTimes; ++time) {
    queue.push(event(time, Order::call(static_cast<std::uint32_t>(time), 1)));
  }
  std::tuple<std::int64_t, std::uint64_t> last{-1, 0};
  for (std::size_t popped = 0; !queue.empty(); ++popped) {
    const Event next = queue.pop();
    ASSERT_LT(last, key(next)) << popped;
    last = key(next);
    if (next.target != 0 || next.time_ms >= kTimes) continue;
    for (const std::int64_t ahead : {1, 7, 8, 9, 4000}) {
      const auto which = static_cast<std::uint32_t>(next.time_ms * 10'000 + ahead);
      queue.push(event(next.time_ms + ahead, Order::reaction(which), 1));
    }
  }
  EXPECT_GE(std::get<0>(last), kTimes);
}

TEST(EventQueue, ForgetsWhatItHadSetAside) {
  EventQueue queue;
  for (std::uint32_t i = 0; i < 3'000; ++i) queue.push(event(i, Order::call(i, 1)));
  queue.pop();
  queue.clear();
  for (std::uint32_t i = 5; i-- > 0;) queue.push(event(10'000 + i, Order::call(i, 1)));
  for (std::uint32_t i = 0; i < 5; ++i) ASSERT_EQ(queue.pop().time_ms, 10'000 + i);
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, TieOrder_DependsOnNothingButTheKey) {
  std::vector<Event> events;
  for (std::uint32_t i = 0; i < 200; ++i) events.push_back(event(i % 7, Order::call(i, 1), i));
  std::vector<std::uint32_t> first;
  std::mt19937 engine(5);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(events.begin(), events.end(), engine);
    EventQueue queue;
    for (const Event& each : events) queue.push(each);
    std::vector<std::uint32_t> order;
    while (!queue.empty()) order.push_back(queue.pop().target);
    if (first.empty()) first = order;
    EXPECT_EQ(order, first);
  }
}

TEST(EventQueue, PhasesOrderEventsOfOneTime) {
  const std::vector<std::uint64_t> orders{
      Order::completion(Order::kMaxGroups - 1, Order::kMaxMembers - 1), Order::window(0, 0),
      Order::fault(0, false), Order::call(0, 1), Order::reaction(0)};
  EXPECT_TRUE(std::is_sorted(orders.begin(), orders.end()));
  EXPECT_LT(Order::fault(Order::kMaxPlaces - 1, true), Order::call(0, 1));
  EXPECT_LT(Order::call(Order::kMaxPlaces - 1, 0xffffffff), Order::reaction(0));
  EXPECT_TRUE(event(1, Order::reaction(9)).before(event(2, Order::completion(0, 0))));
}

TEST(EventQueue, SubjectsOrderEventsOfOnePhase) {
  EXPECT_LT(Order::completion(0, Order::kMaxMembers - 1), Order::completion(1, 0));
  EXPECT_LT(Order::completion(1, 0), Order::completion(1, 1));
  EXPECT_LT(Order::window(Order::kMaxGroups - 1, 9), Order::fault(0, false)) << "windows first";
  EXPECT_LT(Order::fault(3, true), Order::fault(4, false));
  EXPECT_LT(Order::fault(3, false), Order::fault(3, true));
  EXPECT_LT(Order::defect(3, 9, 9), Order::fault(4, false)) << "`latent-phase`";
  EXPECT_LT(Order::defect(3, 0, 1), Order::defect(3, 1, 0));
  EXPECT_LT(Order::call(1, 9), Order::call(2, 1));
  EXPECT_LT(Order::reaction(1), Order::reaction(2));
}

TEST(EventQueue, RepeatedCallsAreOrderedByTheirFirings) {
  EXPECT_LT(Order::call(1, 1), Order::call(1, 2));
  EXPECT_EQ(Order::low_of(Order::call(1, 77)), 77U);
  EXPECT_EQ(Order::place_of(Order::call(1'000, 77)), 1'000U);
}

TEST(EventQueue, TicketsKeepJobAndGeneration) {
  const Ticket ticket{0xdeadbeef, 0x12345678};
  EXPECT_EQ(Ticket::of(ticket.tag()).job, ticket.job);
  EXPECT_EQ(Ticket::of(ticket.tag()).generation, ticket.generation);
}

TEST(EventQueue, ForgetsEverythingWhenCleared) {
  EventQueue queue;
  queue.push(event(1, 2));
  queue.clear();
  EXPECT_TRUE(queue.empty());
  queue.push(event(3, 4));
  EXPECT_EQ(queue.pop().time_ms, 3);
}

}  // namespace
}  // namespace refreshsim
