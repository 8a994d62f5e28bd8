// refreshsim schema: the JSON Schema of scenarios and studies, for editors.
#include "sim/scenario/schema.h"

#include <array>

#include "tools/command.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kSchemaOptions{Opt::output};
constexpr std::array<std::string_view, 2> kSchemaExamples{
    "refreshsim schema", "refreshsim schema --output refreshsim.schema.json"};

Exit schema(const Options& options) {
  OutputFile out(options.output);
  out.write(scenario_schema());
  return finish(out);
}

}  // namespace

const Command kSchemaCommand{"schema",
                             "prints the JSON Schema of scenarios and studies, for editors",
                             "",
                             0,
                             0,
                             kSchemaOptions,
                             kSchemaExamples,
                             schema};

}  // namespace refreshsim::tools
