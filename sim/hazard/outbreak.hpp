// The fire as a whole: from the room of origin through failed barriers to others.
#pragma once

#include <vector>

#include "hazard/room_history.hpp"

namespace firebreak::hazard {

/// A room that burns. Times in `history` count from `ignited`.
struct BurningRoom {
    RoomId room;
    Instant ignited{};
    std::size_t from = 0;  ///< which entry of the list set it alight; itself for the origin
    RoomFire fire;
    RoomHistory history;
};

/// What is known of the origin before the fire is followed.
struct Origin {
    RoomId room;
    RoomFire fire;
    Hindrance hindrance;
    Instant controlled{};  ///< the brigade has every room under control; nothing spreads from here on
};

/// Follows the fire from room to room in order of ignition, each room burning once. Rooms lit through
/// a barrier burn until `controlled`. The first entry is the origin.
[[nodiscard]] std::vector<BurningRoom> follow_outbreak(const World& world, const Origin& origin, const Draws& draws);

}  // namespace firebreak::hazard
