// Giving power back: lineup by lineup, damaged supplies last.
#pragma once

#include <optional>

#include "core/timeline_builder.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::hazard {

/// What the fire took from the facility, and the changes that let it be given back.
struct Taken {
    std::vector<PowerNodeId> isolated;
    std::vector<RowId> rows;           ///< switched off alone
    std::vector<PowerNodeId> damaged;  ///< stopped by heat, bypassed once the building is cleared
    std::vector<PowerNodeId> burnt;    ///< stood in a burning room: replaced
    std::vector<CableId> cut;
    std::vector<CoolingId> stopped;  ///< fans stopped by a smoke alarm
    ChangeRef cleared = 0;           ///< the fire service has cleared the building
    ChangeRef repaired = 0;          ///< new cables and boards are commissioned
    std::optional<Instant> leak;     ///< water makes a second cut necessary below the burning floor
};

/// Adds the staged re-energising after clearance.
///
/// Model card. Upstream nodes (utility, switchgear, UPS on bypass) and fans come back at clearance. Facility
/// crews then switch on one distribution lineup (pdu) after the other, in the layout's order, each after an
/// inspection (`restoration.step`); a lineup all of whose input cables are cut waits for the supply repair,
/// at the end of the queue. Burnt nodes come back with the repair. A leak cuts the lineups on lower floors
/// that are back by then once more; they follow a second clearance. Source: the sequence of published
/// incidents. Rows that were switched off alone follow, inspected and switched on like lineups. Left out:
/// load steps and inrush (`facility/inrush.hpp` has the arithmetic), parts for each node.
void add_restoration(const World& world, const Draws& draws, const Taken& taken, TimelineBuilder& timeline);

}  // namespace firebreak::hazard
