// The hazard timeline of one replication: all that fire and facility do by themselves.
#pragma once

#include "firebreak/random.hpp"
#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::hazard {

/// Draws the fire, takes from the facility what it takes, gives it back in stages, and lets power,
/// cooling and network respond. Pure: the same world and draws give the same timeline. Empty where
/// nothing burns.
[[nodiscard]] HazardTimeline build_timeline(const World& world, const Draws& draws);

}  // namespace firebreak::hazard
