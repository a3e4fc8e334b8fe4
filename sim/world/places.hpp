// The physical part of a world: sites, rooms, power, rows, cooling, network.
#pragma once

#include "firebreak/world.hpp"
#include "world/names.hpp"

namespace firebreak::world {

/// Ids by qualified name ("pangyo/b3-battery"); sites by their own.
struct PlaceNames {
    Names<SiteId> sites;
    Names<RoomId> rooms;
    Names<PowerNodeId> power;
};

/// Fills the tables of places, in the order of `layout`.
PlaceNames add_places(const Layout& layout, World& world);

}  // namespace firebreak::world
