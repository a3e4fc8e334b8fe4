// What `check` says about a world that is sound: one finding for each cause.
#pragma once

#include <vector>

#include "firebreak/error.hpp"
#include "firebreak/world.hpp"

namespace firebreak::cli {

/// Warnings with pointers and without places: demand, power and cooling that are too much in peace, redundancy in name
/// only, what each room takes down, and fires of which little will be seen.
[[nodiscard]] std::vector<Finding> world_findings(const World& world);

}  // namespace firebreak::cli
