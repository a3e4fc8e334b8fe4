// What power, cooling and network do when parts of them are isolated, damaged and given back.
#pragma once

#include "core/timeline_builder.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// Reads the changes already in `timeline` that hit power nodes (isolated, damaged, normal), cables
/// (damaged, normal) and rooms (burning: their batteries are lost), and adds what follows: power
/// nodes energised, on battery or dark; rows energised or dark; cooling and devices running or
/// stopped; sites connected or islands.
///
/// Thermal shutdown: a row that is powered in a room whose last cooling unit has stopped trips
/// `thermal_ride_through` later, unless cooling is back before. (A first model: one drawn time per
/// room, independent of the load.)
void respond(const World& world, const Draws& draws, TimelineBuilder& timeline);

}  // namespace firebreak::facility
