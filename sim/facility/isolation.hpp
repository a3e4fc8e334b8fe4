// What goes dark when the fire service asks for the power of a room to be cut.
#pragma once

#include <vector>

#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// The smallest part that a layout can separate around a room, from small to large.
enum class IsolationLevel {
    rows,      ///< rows of racks one by one
    zone,      ///< one isolation zone
    building,  ///< everything that is wired to the room's zone; others on the site stay on
    site,      ///< every power node of the site
};

struct IsolationPart {
    IsolationLevel level = IsolationLevel::zone;
    bool by_hand = false;            ///< no emergency power-off: feeders are found and opened one by one
    std::vector<RowId> rows;         ///< level `rows`: those of the room, each can be cut alone
    std::vector<ZoneId> zones;       ///< zones that lose power as a whole, that of the room first
    std::vector<PowerNodeId> nodes;  ///< opened, in the order of the layout
    /// Cooling units, devices and rows that stand in the zone and have a feed from a node that stays closed: their
    /// feeds are opened where they end.
    std::vector<Entity> ends{};
};

/// The part that is cut for a fire in `room`. Total on every valid world.
///
/// Model card. The first of these that the layout offers:
///   rows: racks burn, and the room's rows have a power-off each; nothing but burning rows is cut;
///   zone: the zone has an emergency power-off; its own nodes are opened, and the feeds of whatever else stands
///     in it, wherever they come from; cables that only pass through stay live (an engineered cut knows what
///     belongs to it);
///   zone by hand: no utility, generator or battery stands in the zone; the nodes outside that feed into
///     it or through it are opened too, with whatever else hangs on them: more than needed;
///   building or site by hand: a source stands in the zone and cannot be reached by opening feeders
///     elsewhere, so that the supply side is opened: utilities, generators and all nodes that are wired
///     to the zone, directly or through others. It is the site where nothing of the site is left.
/// Source: public reports (Pangyo 2022 and Strasbourg 2021, without zoned cut-off: the whole building,
/// some two hours) and engineering judgement. Valid for cuts that the fire service asks for before water
/// is used. Leaves out breakers that fail to open, capacitors and solar panels, and cuts that staff make
/// on their own. Worked example: a hall without power-off behind two UPS that also feed another hall:
/// both UPS are opened, both halls are dark. Tested in facility_isolation_test.cpp.
[[nodiscard]] IsolationPart isolation_part(const World& world, RoomId room);

/// What an operator opens who switches one zone off in good order, as with an emergency power-off; and the
/// whole of a site.
[[nodiscard]] IsolationPart zone_part(const World& world, ZoneId zone);
[[nodiscard]] IsolationPart site_part(const World& world, SiteId site);

}  // namespace firebreak::facility
