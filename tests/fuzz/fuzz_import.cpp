// Any bytes as a log: whatever holds a call becomes a scenario that loads, without a secret's name
// and value; the same each time.
#include "refreshsim/load.h"
#include "sim/incident/import_log.h"
#include "tests/fuzz/target.h"

using namespace refreshsim;

namespace {

constexpr std::size_t kMostExchanges = 40;
constexpr std::size_t kMostInstances = 100;

std::size_t instances(const Incident& incident) {
  std::size_t sum = 0;
  for (const IncidentGroup& group : incident.groups) sum += group.instances.size();
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  Log log = read_log({{"fuzz.log", text}});
  for (const LogRemark& remark : log.remarks) {
    fuzz::claim(!remark.text.empty() && !remark.places.empty(), "a remark has words and a place");
  }
  if (log.exchanges.empty() || log.exchanges.size() > kMostExchanges) return 0;
  const Incident incident = incident_of(std::move(log));
  if (instances(incident) > kMostInstances) return 0;
  const Import import = import_log(incident, "fuzz");
  const LoadResult loaded = parse_scenario(import.yaml);
  fuzz::claim(loaded.ok(), "what is imported is a scenario");
  fuzz::claim(import_log(incident, "fuzz").yaml == import.yaml, "the same again");
  return 0;
}
