// The declared documents. Each file `*_fields.cpp` holds one of them.
#pragma once

#include "scenario/fields.hpp"

namespace firebreak::scenario {

[[nodiscard]] const Record& layout_record();
[[nodiscard]] const Record& services_record();
[[nodiscard]] const Record& parameters_record();
/// Groups of parameters that describe the fire itself.
[[nodiscard]] const Record& fuels_record();
[[nodiscard]] const Record& propagation_record();
[[nodiscard]] const Record& detection_record();
[[nodiscard]] const Record& suppression_record();
[[nodiscard]] const Record& damage_record();
[[nodiscard]] const Record& smoke_record();
/// Groups of parameters that describe what stands in a building and how it comes back.
[[nodiscard]] const Record& restoration_record();
[[nodiscard]] const Record& water_record();
[[nodiscard]] const Record& server_record();
[[nodiscard]] const Record& facility_record();
[[nodiscard]] const Record& economics_record();
[[nodiscard]] const Record& layout_cost_record();
/// The whole: scenario with layout, services and parameters in it.
[[nodiscard]] const Record& scenario_record();
/// A sweep over a scenario.
[[nodiscard]] const Record& sweep_record();

}  // namespace firebreak::scenario
