// Giving power back: lineup by lineup, damaged supplies last.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/observed.hpp"
#include "core/timeline_builder.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::hazard {

/// What the fire took from the facility, and the changes that let it be given back.
struct Taken {
    std::string origin;  ///< name of the room where the fire started
    /// Names of the observed steps that happened as observed, in the order of use.
    std::vector<std::string> pinned_steps;
    std::vector<ZoneId> zones;  ///< switched off on purpose
    std::vector<PowerNodeId> isolated;
    std::vector<RowId> rows;           ///< switched off alone
    std::vector<Entity> ends;          ///< cooling units and devices cut off at their feeds
    std::vector<Entity> damaged;       ///< equipment stopped by heat or soot: bypassed, repaired or replaced
    std::vector<Entity> burnt;         ///< equipment that stood in a burning room: replaced
    std::vector<CableId> cut;
    std::vector<CoolingId> stopped;   ///< fans stopped by a smoke alarm
    std::vector<RoomId> ruined;       ///< what stood in them is scrap
    std::vector<RoomId> burnt_rooms;  ///< of those: by fire
    std::vector<RoomId> wet;          ///< reached by water from above
    ChangeRef controlled = 0;
    ChangeRef out = 0;            ///< the fire is out
    ChangeRef cleared = 0;        ///< the fire service has cleared the building
    Instant room_released{};      ///< the forensic hold of burnt rooms is over
    ChangeRef repaired = 0;       ///< new cables and boards are commissioned
    std::optional<Instant> leak;  ///< water makes a second cut necessary below the burning floor
};

/// Adds the staged re-energising after clearance.
///
/// Model card. What was only cut off comes back at clearance: upstream nodes (utility, switchgear, UPS,
/// generators), cooling units, devices, and fans that a smoke alarm stopped. Facility
/// crews then switch on one distribution lineup (pdu) after the other, by the restore priority of what hangs
/// on them (lineup_order.hpp), each after an inspection (`restoration.step`) and in as many waves as the inrush
/// of its racks asks for (`facility/inrush.hpp`); a lineup all of whose input cables are cut waits for the supply
/// repair, at the end of the queue. Rows that were switched off alone follow, inspected and switched on alike.
/// Damaged equipment comes back when it is mended or something stands in for it:
///   UPS stopped by heat or soot: put on bypass by the same crews, a step each, for good without its battery;
///     lineups that have another supply go first, the others wait for the first bypass that feeds them;
///   other power nodes and cooling units: with the supply repair, not before clearance; burnt ones too, but
///     burnt switchgear, UPS, generators, feeders and cooling plant only with `temporary_supply`, else
///     `equipment_lead` after the end of the fire;
///   network devices: by a spare, `servers.stock_delivery` after clearance, not before their room is given back.
/// Burnt rooms are given back after the forensic hold, rooms ruined by smoke at clearance, wet rooms and what
/// stands in them `water.drying` after it. A leak cuts the lineups below the fire that are back by then once
/// more, and wets rooms there as often as water does (`water.hpp`); they follow a second clearance. Source: the
/// sequence of published incidents (UPS bypassed at Pangyo 2022); spares as for servers, judgement. Valid for a
/// building that is given back as a whole. Leaves out load shedding, crews that tire, and wet equipment that
/// does not dry. Worked number: 24 lineups of 10 min each and one crew: the last is back 4 h after clearance.
/// Where it is known when a zone or a room was given back, that takes the place of clearance, hold or drying
/// there; crews begin with what is given back first. What was used is added to `taken.pinned_steps`.
void add_restoration(const World& world, const Draws& draws, const ObservedTimes& observed, Taken& taken,
                     TimelineBuilder& timeline);

}  // namespace firebreak::hazard
