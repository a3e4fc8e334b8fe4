// What stands in a room besides racks, whatever its kind.
#pragma once

#include <string>
#include <vector>

#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// Power nodes (utilities, generators, switchgear, UPS, lineups), cooling units, plant and network devices of
/// `room`, in the order of the world's tables. All of them share what befalls the room: fire, heat, water, a cut.
[[nodiscard]] std::vector<Entity> equipment_in(const World& world, RoomId room);

/// Where a piece of equipment, or a row, stands.
[[nodiscard]] RoomId room_of(const World& world, Entity equipment);

/// Its name, which is the entity part of its random streams.
[[nodiscard]] const std::string& name_of(const World& world, Entity equipment);

/// Whether `state` is one that befalls equipment from outside and keeps it off until it is over.
[[nodiscard]] constexpr bool keeps_off(State state) {
    return state == State::isolated || state == State::damaged || state == State::wet || state == State::too_hot;
}

}  // namespace firebreak::facility
