// The JSON Schema of scenarios and studies, for editors.
#pragma once

#include <string>

namespace refreshsim {

/// JSON Schema, draft 2020-12, indented, made from the reader's own table of keys. A file that the
/// reader takes is valid by it, a study too; what names mean and how values fit together it can't
/// say. With `extends` a file may leave out what the other one has.
std::string scenario_schema();

}  // namespace refreshsim
