// The luck of a wall: the same from either side, for fire and for smoke.
#pragma once

#include <algorithm>
#include <string>

#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::hazard {

/// Names the wall between `room` and the other side of `barrier` in random streams, whichever side asks.
[[nodiscard]] inline std::string wall_name(const World& world, const WorldRoom& room, const WorldBarrier& barrier) {
    const std::string& other = world.rooms[barrier.to].name;
    return std::min(room.name, other) + '|' + std::max(room.name, other);
}

/// Whether the wall has a door that stands open in this fire.
[[nodiscard]] inline bool door_stands_open(const World& world, const WorldBarrier& barrier, const std::string& wall,
                                           const Draws& draws) {
    return barrier.door && draws.happens(world.parameters.damage.door_open, "damage.door_open", wall);
}

}  // namespace firebreak::hazard
