// What power, cooling and network do when parts of them are isolated, damaged and given back.
#pragma once

#include "core/timeline_builder.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// Reads the changes already in `timeline` that hit power nodes, rows, cooling units and devices (isolated,
/// damaged, wet, too hot: kept off until the change back to normal; a cooling unit also stopped: inhibited),
/// cables (damaged, normal), fires (burning) and rooms (heated, damaged, wet: batteries in the room are lost) and zones (isolated: batteries in
/// it are cut off from UPS outside), and adds what follows:
///   power node  energised, on_battery, dark, stopped (tripped, or a generator that failed to start),
///               and for generators standby, starting
///   row         energised, dark; value: its load in watts
///   rack        energised, dark: only racks that differ from their row. Such a rack is on when its row is
///               and its own last change was not to dark
///   cooling     running, stopped
///   room        too_hot, and normal once its rows are back
///   power_node, device  too_hot, normal: UPS and network devices in such a room
///   device, site  running, stopped; connected, island
/// Changes of one instant are taken together before loads, batteries and temperatures are looked at.
/// Nothing is added after the later of the horizon and the last change given.
void respond(const World& world, const Draws& draws, TimelineBuilder& timeline);

}  // namespace firebreak::facility
