// A timeline that somebody wrote or changed: is it one that a run can play?
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// What is wrong with one change of a given timeline.
struct TimelineFault {
    std::size_t change = 0;  ///< its place in the list
    std::string key;         ///< the field that is wrong, as in the file; empty: the change as a whole
    std::string problem;
    std::string suggestion;
};

/// Everything that is wrong with `timeline`, by the place of the change. Entities and causes have to be
/// those of `world` and of the list; nothing else is taken for granted.
///
/// A run plays a timeline as it stands: fire and facility are not asked again. So each change has to say
/// something of its entity that a run knows, begin where the last one left off, and have the consequences
/// that supply, cooling and network would have given it at that instant (`missing_consequences`). A
/// timeline that a run has written has no faults on the world that it was drawn on.
[[nodiscard]] std::vector<TimelineFault> faults_of(const World& world, const HazardTimeline& timeline);

/// The second half of `faults_of`, for a timeline whose changes are sound one by one.
///
/// Model card. After the last change of each instant
///   a power node carries power only while neither cut, damaged nor wet, and if it is a source, or a UPS on
///     its battery, or `inputs_needed` of its inputs carry; without one of these reasons (or a trip) it is
///     not dark;
///   a row is lit, a device and a cooling unit run, only while they are whole and one feed carries power;
///     and they are not off without a reason: no feed with more than a battery behind it, a cut, damage, or, for
///     a row, its room's heat or cooling units that do not run;
///   a site is connected while it has a border and a core that run;
///   a zone or site is cut only if something in it is switched off by that;
///   a room that is too hot has switched a row off, and one heated through a void has lost its boards;
///   a room whose cooling has all stopped keeps its rows lit no longer than the warmest of them could stand
///     (`heat_up.hpp`, at the highest shutdown temperature that can be drawn).
/// Source: the rules of `power_graph.hpp`, `cooling_response.hpp` and `hazard/isolation.hpp`, asked
/// backwards. Left out: loads and overload trips, the moment at which a battery is empty or a generator
/// starts, and how long units take to restart: those are drawn, and any moment is as good as another.
[[nodiscard]] std::vector<TimelineFault> missing_consequences(const World& world, const HazardTimeline& timeline);

}  // namespace firebreak::facility
