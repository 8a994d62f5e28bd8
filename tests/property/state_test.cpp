// The timeline is complete: what is rebuilt from it is the state (model.md, section 7).
#include <gtest/gtest.h>

#include "tests/property/recording.h"
#include "tests/property/world.h"

namespace refreshsim::property::random_story {
namespace {

void same_instances(const World& world) {
  RC_ASSERT(world.ledger().instance_count() == world.fleet().instance_count());
  for (std::size_t i = 0; i < world.fleet().instance_count(); ++i) {
    const Instance& kept = world.fleet()[InstanceId{i}];
    const InstanceView told = world.ledger().instance(InstanceId{i});
    RC_ASSERT(told.state == kept.state);
    RC_ASSERT(told.gone_ms.has_value() == kept.gone);
    RC_ASSERT(told.surge == kept.surge);
    RC_ASSERT(told.group == kept.group());
    RC_ASSERT(told.zone == kept.zone());
    RC_ASSERT(told.image ==
              (kept.software.some() ? world.fleet().image_of(InstanceId{i}) : SymbolId{}));
    if (!kept.gone) RC_ASSERT(told.healthy == kept.healthy());
  }
}

std::vector<InstanceId> members_of(const Group& group) {
  std::vector<InstanceId> all;
  for (std::uint32_t place = 0; place < group.members(); ++place)
    all.push_back(group.member(place));
  return all;
}

void same_groups(const World& world, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const Group& kept = world.fleet().group(GroupId{i});
    const GroupView told = world.ledger().group(GroupId{i});
    RC_ASSERT(told.desired == kept.desired);
    RC_ASSERT(told.status == kept.status);
    RC_ASSERT(told.enabled == kept.enabled);
    RC_ASSERT((told.in_activity == InActivityStatus::IN_ACTIVITY) == (kept.in_activity > 0));
    RC_ASSERT(world.ledger().members(GroupId{i}) == members_of(kept));
  }
}

void same_rows(const World& world, ActivityId id, const ActivityView& told) {
  const std::span<const Batch> batches = world.service().batches(id);
  const std::span<const Row> rows = world.service().rows(id);
  RC_ASSERT(told.batches.size() == batches.size());
  std::size_t next = 0;
  for (std::size_t b = 0; b < batches.size(); ++b) {
    RC_ASSERT(told.batches[b].status == batches[b].status);
    RC_ASSERT(told.batches[b].rows.size() == batches[b].rows);
    for (const RowView& row : told.batches[b].rows) {
      const Row& kept = rows[next++];
      RC_ASSERT(row.status == kept.status);
      RC_ASSERT(row.instance == world.fleet().name_of(kept.instance));
    }
  }
  RC_ASSERT(next == rows.size());
}

void same_activities(const World& world) {
  RC_ASSERT(world.ledger().activity_count() == world.service().activity_count());
  for (std::size_t i = 0; i < world.service().activity_count(); ++i) {
    const Activity& kept = world.service().activity(ActivityId{i});
    const ActivityView told = world.ledger().activity(ActivityId{i});
    RC_ASSERT(told.id == kept.id);
    RC_ASSERT(told.status == kept.status());
    RC_ASSERT(told.current_batch == kept.current_batch);
    RC_ASSERT(told.type == kept.type);
    RC_ASSERT(told.mode == kept.settings.mode);
    RC_ASSERT(told.history.back().second == kept.status());
    same_rows(world, ActivityId{i}, told);
  }
}

TEST(State, IsWhatIsRebuiltFromTheTimelineAfterEachEvent) {
  ASSERT_TRUE(holds("state", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    World world(scenario);
    world.run([&] {
      same_instances(world);
      same_groups(world, scenario.groups.size());
      same_activities(world);
    });
    RC_ASSERT(world.fingerprint() == Simulation(scenario).run().fingerprint);
  }));
}

/// Counts of the service that the timeline does not tell in so many words.
void counts_agree(const World& world, ActivityId id) {
  const Activity& kept = world.service().activity(id);
  std::uint32_t in_flight = 0;
  for (const Row& row : world.service().rows(id)) in_flight += row.in_flight() ? 1U : 0U;
  RC_ASSERT(kept.in_flight == in_flight);
  for (const Batch& batch : world.service().batches(id)) {
    std::uint32_t open = 0, failed = 0, successful = 0;
    for (const Row& row :
         world.service().rows(id).subspan(batch.first_row - kept.first_row, batch.rows)) {
      open += row.in_flight() || row.status == RowStatus::WAITING ? 1U : 0U;
      failed += row.status == RowStatus::FAILED ? 1U : 0U;
      successful += row.status == RowStatus::SUCCESSFUL ? 1U : 0U;
    }
    if (batch.status == BatchStatus::CANCELLED) continue;
    RC_ASSERT(batch.open == open);
    RC_ASSERT(batch.failed == failed);
    RC_ASSERT(batch.successful == successful);
  }
}

TEST(State, CountsRowsByTheirStatuses) {
  ASSERT_TRUE(holds("counts", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    World world(scenario);
    world.run([&] {
      for (std::size_t i = 0; i < world.service().activity_count(); ++i) {
        counts_agree(world, ActivityId{i});
      }
    });
  }));
}

/// What an instance is part of, by a look at everything.
Involvement searched(const Service& service, InstanceId id) {
  Involvement found;
  std::uint32_t row_number = 0, place_number = 0;
  for (std::size_t i = 0; i < service.activity_count(); ++i) {
    for (const Row& row : service.rows(ActivityId{i})) {
      const Replacement made = service.replacement(row_number);
      if (row.instance == id && row.status == RowStatus::WAITING) found.waiting = row_number;
      if (row.instance == id && row.in_flight()) found.in_flight = row_number;
      if (made.instance == id && !made.in_service && row.in_flight()) found.making = row_number;
      ++row_number;
    }
    for (const SurgePlace& place : service.surge(ActivityId{i})) {
      const bool gone =
          place.state == SurgePlace::State::gone || place.state == SurgePlace::State::launch_failed;
      if (place.instance == id && !gone) found.surge = place_number;
      ++place_number;
    }
  }
  return found;
}

TEST(State, KnowsWhatEachInstanceIsPartOfAfterEachEvent) {
  ASSERT_TRUE(holds("involvement", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    World world(scenario);
    world.run([&] {
      for (std::size_t i = 0; i < world.fleet().instance_count(); ++i) {
        if (world.fleet()[InstanceId{i}].gone) continue;
        RC_ASSERT(world.service().involvement_of(InstanceId{i}) ==
                  searched(world.service(), InstanceId{i}));
      }
    });
  }));
}

TEST(State, KnowsTheBatchOfEachRow) {
  ASSERT_TRUE(holds("batches", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    World world(scenario);
    world.run([&] {
      for (std::size_t i = world.service().activity_count(); i-- > 0;) {
        std::uint32_t number = 0;
        for (const Batch& batch : world.service().batches(ActivityId{i})) {
          ++number;
          for (std::uint32_t row = 0; row < batch.rows; ++row) {
            RC_ASSERT(world.service().batch_number(batch.first_row + row) == number);
          }
        }
      }
    });
  }));
}

TEST(State, IsWhatTheStatisticsCountAfterEachEvent) {
  ASSERT_TRUE(holds("levels", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    World world(scenario);
    world.run([&] {
      for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
        std::int64_t in_service = 0;
        for (const InstanceId id : members_of(world.fleet().group(GroupId{g}))) {
          const Instance& each = world.fleet()[id];
          in_service += !each.gone && each.state == LifeCycleState::IN_SERVICE ? 1 : 0;
        }
        const GroupFold& fold = world.statistics().group(GroupId{g});
        RC_ASSERT(fold.in_service() == in_service);
        RC_ASSERT(fold.serving() + fold.serving_badly() <= in_service);
        RC_ASSERT(fold.desired() == world.fleet().group(GroupId{g}).desired);
      }
    });
  }));
}

}  // namespace
}  // namespace refreshsim::property::random_story
