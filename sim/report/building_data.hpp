// The building for the floor plan of a report, and what changes in it over time.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "report/event_history.hpp"

namespace firebreak::report {

/// `sites` with their rooms, rows and numbers of racks, and lists of changes in order of time:
/// - `fire`: [time_h, room, state] of the fire in that room;
/// - `rooms`: [time_h, room, state] (heated, damaged, soiled, normal);
/// - `power`: [time_h, room, live, all] nodes of the power graph in that room;
/// - `racks`: [time_h, state, first, count, first, count, ...]: these runs of racks come into that state.
/// Rooms and racks are numbered through all sites in the order of the scenario; states are indices into
/// `states`. Before the first change racks are up and rooms are normal.
[[nodiscard]] nlohmann::ordered_json building_data(const nlohmann::ordered_json& scenario,
                                                   const std::vector<LoggedEvent>& events);

}  // namespace firebreak::report
