// The power cut that the fire service asks for, as changes of the timeline.
#pragma once

#include "core/timeline_builder.hpp"
#include "hazard/fire_clock.hpp"
#include "hazard/restoration.hpp"

namespace firebreak::hazard {

/// Adds the cut around every burning room, where `clock.isolation` is set, and what the operator is known to
/// have switched off (`observed.precautionary_shutdown`, of the site or of zones); notes in `taken` what has to
/// be given back. `decided` is the change after which the cut is made. Returns the change that stands for it:
/// that of the site, the zone or the first row; `decided` where the fire cuts nothing.
///
/// Model card. What is cut follows from the layout (`facility::isolation_part`); when, from the clock, or
///   later where a room takes fire after the cut. Where rows can be cut alone, the line of fuel units runs
///   along the room's racks in the order of the layout, and a row is cut with the first of its racks that
///   burns before the fire is under control; at flashover all rows of the room are cut.
/// The level shows in the events: rows alone; one zone; several zones at once (a building); or the site,
/// followed by its zones. A shutdown by the operator opens what stands in the zone, or all of the site; what is
/// cut already is not cut again. Left out: hands that need longer for a second cut than for the first.
[[nodiscard]] ChangeRef add_isolation(const World& world, const FireClock& clock, const ObservedTimes& observed,
                                      ChangeRef decided, TimelineBuilder& timeline, Taken& taken);

}  // namespace firebreak::hazard
