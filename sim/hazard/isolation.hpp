// The power cut that the fire service asks for, as changes of the timeline.
#pragma once

#include "core/timeline_builder.hpp"
#include "hazard/fire_clock.hpp"
#include "hazard/restoration.hpp"

namespace firebreak::hazard {

/// Adds the cut around every burning room, and notes in `taken` what has to be given back. `decided` is the
/// change after which it is made. Returns the change that stands for the cut: that of the site, the zone or
/// the first row; `decided` where nothing is cut. `clock.isolation` must be set.
///
/// Model card. What is cut follows from the layout (`facility::isolation_part`); when, from the clock, or
///   later where a room takes fire after the cut. Where rows can be cut alone, the line of fuel units runs
///   along the room's racks in the order of the layout, and a row is cut with the first of its racks that
///   burns before the fire is under control; at flashover all rows of the room are cut.
/// The level shows in the events: rows alone; one zone; several zones at once (a building); or the site,
/// followed by its zones. Left out: hands that need longer for a second cut than for the first.
[[nodiscard]] ChangeRef add_isolation(const World& world, const FireClock& clock, ChangeRef decided,
                                      TimelineBuilder& timeline, Taken& taken);

}  // namespace firebreak::hazard
