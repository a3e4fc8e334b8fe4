// From names to ids: places every component's servers on racks and resolves every reference.
#pragma once

#include <vector>

#include "firebreak/error.hpp"
#include "firebreak/world.hpp"

namespace firebreak::world {

/// Builds the world of a scenario whose references have been checked by the reader; the order in which things
/// that have names were written changes only `functions_as_written`. Adds a finding
/// for each replica that finds too few free servers in the rooms its placement rule allows; the
/// world is usable only if none was added.
[[nodiscard]] World build(const Scenario& scenario, std::vector<Finding>& findings);

}  // namespace firebreak::world
