// One room taken out of a world for good, with all that hangs on it.
#pragma once

#include <vector>

#include "firebreak/random.hpp"
#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// What power, cooling and network do once `room` is lost at time zero and stays lost.
///
/// Model card. Damaged at once and for good: the room, the equipment in it and in rooms that share a void with
///   it, batteries in it, and every cable that begins, ends or passes there (so rows, cooling units and devices in it
///   lose their feeds). Open for good: what is cut around a fire there (`isolation_part`). The rest follows from
///   `respond`: batteries run down, generators start and run until their tank is dry, load moves to what is left and
///   trips it where it is too much, rooms without cooling heat up until their rows shut down.
/// Source: the same functions that a run uses. Valid up to the horizon of `world`. Leaves out smoke and water in
/// other rooms, fire that passes a wall, temporary supplies and every repair: it says what depends on the room, not
/// how a fire there would go. Tested in shared_fate_test.cpp.
[[nodiscard]] HazardTimeline lose_room(const World& world, RoomId room, const Draws& draws);

/// Rows outside of a room whose every feed fails with it, although they have more than one.
struct FalseRedundancy {
    RoomId room;
    std::vector<RowId> rows;
    std::vector<PowerNodeId> nodes;  ///< that stand in the room, on the way to the rows
};

/// Rooms without which rows elsewhere with two feeds or more have none: both of their UPS in one compartment, or
/// both routes through it. Batteries are left out (they bridge minutes), and so is what is cut around the room on
/// purpose: it is the wiring alone that fails.
[[nodiscard]] std::vector<FalseRedundancy> find_false_redundancy(const World& world);

}  // namespace firebreak::facility
