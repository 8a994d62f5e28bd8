#include "tests/report/sample.h"

namespace refreshsim::sample {

using L = LifeCycleState;

Record& Book::add(RecordKind kind, std::uint32_t group, std::uint32_t subject) {
  Record record;
  record.time_ms = time_ms_;
  record.sequence = records_.size();
  record.cause = record.sequence;
  record.kind = kind;
  record.group = group;
  record.subject = subject;
  return records_.emplace_back(record);
}

void Book::state(std::uint32_t instance, L from, L to) {
  Record& record = add(RecordKind::life_cycle_state, 0, instance);
  record.from = static_cast<std::uint32_t>(from);
  record.to = static_cast<std::uint32_t>(to);
}

void Book::health(std::uint32_t instance, bool healthy) {
  Record& record = add(RecordKind::health, 0, instance);
  record.from = healthy ? 0 : 1;
  record.to = healthy ? 1 : 0;
  record.a = Record::kNone;
}

void open_group(Scenario& scenario, Book& book, std::uint32_t count) {
  scenario.zones = {"ap-guangzhou-3", "ap-guangzhou-4"};
  scenario.configurations.push_back({"asc-web", {scenario.symbols.intern("img-v1")}});
  scenario.symbols.intern("img-v2");
  ScalingGroup group;
  group.id = "asg-web";
  group.configuration = ConfigId{std::size_t{0}};
  group.zones = {ZoneId{std::size_t{0}}, ZoneId{std::size_t{1}}};
  group.count = count;
  group.desired = count;
  scenario.groups.push_back(group);

  Record& software = book.add(RecordKind::software_defined, Record::kNone, 0);
  software.from = scenario.symbols.find("img-v1").value;
  software.to = software.a = software.b = software.c = Record::kNone;
  Record& listed = book.add(RecordKind::group_listed, 0, 0);
  listed.b = count;
  listed.d = 2;
  for (std::uint32_t i = 0; i < count; ++i) {
    Record& created = book.add(RecordKind::instance_created, 0, i);
    created.part = i % 2;
    created.from = Record::kNone;
    created.to = static_cast<std::uint32_t>(L::IN_SERVICE);
    created.b = InstanceName::number(i + 1).code;
    created.c = Record::kNone;
    created.d = 1;
  }
}

void begin(Sample& sample, std::string name, std::int64_t end_ms) {
  sample.scenario.name = name;
  sample.scenario.start_unix_ms = 1761858000000;  // 2025-10-30T21:00:00Z
  sample.result.name = std::move(name);
  sample.result.seed = 7;
  sample.result.fingerprint = 0x0123456789abcdef;
  sample.result.end_ms = end_ms;
}

Sample large_fleet(std::uint32_t count) {
  Sample sample;
  Book book;
  begin(sample, "large-fleet", 30 * kMinute);
  open_group(sample.scenario, book, count);
  book.at(10 * kMinute);
  for (std::uint32_t i = 0; i < count / 10; ++i) book.state(i, L::IN_SERVICE, L::STANDBY);
  book.at(20 * kMinute);
  for (std::uint32_t i = 0; i < count / 10; ++i) book.state(i, L::STANDBY, L::IN_SERVICE);
  sample.records = book.records();
  GroupView group;
  group.id = "asg-web";
  group.desired = count;
  const std::int64_t all = count;
  group.statistics.desired = {all, all, {all, 1}};
  group.statistics.serving = {all - all / 10, all, {all - all / 30, 1}};
  group.statistics.availability = {29, 30};
  group.statistics.lost_capacity_ms = all / 10 * 10 * kMinute;
  group.statistics.blast_radius = all / 10;
  group.statistics.downtime_ms = {0, 0, 10 * kMinute, 10 * kMinute};
  sample.result.groups = {group};
  return sample;
}

History history_of(const Sample& sample) {
  History history(sample.scenario);
  history.hear(sample.records);
  history.finish(sample.result.end_ms);
  return history;
}

}  // namespace refreshsim::sample
