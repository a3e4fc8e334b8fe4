// The declared documents. Each file `*_fields.cpp` holds one of them.
#pragma once

#include "scenario/fields.hpp"

namespace firebreak::scenario {

[[nodiscard]] const Record& layout_record();
[[nodiscard]] const Record& services_record();
[[nodiscard]] const Record& parameters_record();
/// The whole: scenario with layout, services and parameters in it.
[[nodiscard]] const Record& scenario_record();

}  // namespace firebreak::scenario
