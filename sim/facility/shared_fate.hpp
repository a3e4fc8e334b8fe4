// Static analysis: which single room can take a function down for good.
#pragma once

#include <vector>

#include "firebreak/world.hpp"

namespace firebreak::facility {

/// A fire in one of `rooms` leaves no copy of `components` anywhere, and `function` needs them.
struct SharedFate {
    FunctionId function;
    std::vector<ComponentId> components;
    std::vector<RoomId> rooms;
};

/// What a fire can take with it: everything that stands in the room, cables routed through it, power
/// nodes in rooms that share a void with it, and what is cut around it (`isolation_part`); batteries bridge
/// minutes and save nothing. One entry for each function and set of components that lose their last
/// copy, with all the rooms that do it. A function that only has to fail over is not listed.
[[nodiscard]] std::vector<SharedFate> find_shared_fate(const World& world);

}  // namespace firebreak::facility
