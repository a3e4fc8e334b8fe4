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
    std::vector<CoolingId> stopped;   ///< fans stopped by a smoke alarm
    std::vector<RoomId> ruined;       ///< what stood in them is scrap
    std::vector<RoomId> burnt_rooms;  ///< of those: by fire
    std::vector<RoomId> wet;          ///< reached by water from above
    std::vector<PowerNodeId> soaked;  ///< in wet rooms, not damaged otherwise
    ChangeRef controlled = 0;
    ChangeRef out = 0;            ///< the fire is out
    ChangeRef cleared = 0;        ///< the fire service has cleared the building
    Instant room_released{};      ///< the forensic hold of burnt rooms is over
    ChangeRef repaired = 0;       ///< new cables and boards are commissioned
    std::optional<Instant> leak;  ///< water makes a second cut necessary below the burning floor
};

/// Adds the staged re-energising after clearance.
///
/// Model card. Upstream nodes (utility, switchgear, UPS on bypass) and fans come back at clearance. Facility
/// crews then switch on one distribution lineup (pdu) after the other, by the restore priority of what hangs
/// on them (lineup_order.hpp), each after an inspection (`restoration.step`) and in as many waves as the inrush of its racks asks for
/// (`facility/inrush.hpp`); a lineup all of whose input cables are cut waits for the supply repair, at the
/// end of the queue. Burnt lineups come back with the repair; burnt switchgear, UPS, generators and feeders
/// do so with `temporary_supply`, else `equipment_lead` after the end of the fire. Burnt rooms are given back
/// after the forensic hold, rooms ruined by smoke at clearance, wet rooms and what stands in them
/// `water.drying` after it. A leak cuts the lineups on lower floors that are back by then once more, and wets
/// their rooms as often as water does (`water.hpp`); they follow a second clearance. Source: the sequence of
/// published incidents. Valid for a building that is given back as a whole. Leaves out load shedding, and
/// crews that tire. Worked number: 24 lineups of 10 min each and one crew: the last is back 4 h after
/// clearance. Rows that were switched off alone follow the lineups, inspected and switched on like them.
void add_restoration(const World& world, const Draws& draws, const Taken& taken, TimelineBuilder& timeline);

}  // namespace firebreak::hazard
