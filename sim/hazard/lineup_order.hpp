// Which lineup or row is switched on first.
#pragma once

#include <vector>

#include "firebreak/world.hpp"

namespace firebreak::hazard {

/// The most urgent first, by the racks that hang on them over any chain of cables; equal ones by name. What feeds no
/// rack comes last.
[[nodiscard]] std::vector<PowerNodeId> in_restore_order(const World& world, std::vector<PowerNodeId> nodes);
[[nodiscard]] std::vector<RowId> in_restore_order(const World& world, std::vector<RowId> rows);

}  // namespace firebreak::hazard
