// Water on the floors below a fire.
#pragma once

#include <optional>

#include "core/timeline_builder.hpp"
#include "firebreak/random.hpp"
#include "hazard/fire_clock.hpp"
#include "hazard/restoration.hpp"

namespace firebreak::hazard {

/// Water that is poured on the fire, or what leaks down a day later.
enum class Water { poured, leaking };

/// How many floors below the room of origin `room` lies, as far as water may get there: in the same building, and
/// where the layout says what lies below the origin, there. Empty: it does not get there.
///
/// Model card. Same building: rooms that name one `building`; of rooms that name none, those joined by barriers,
///   shared voids, an air system or a common isolation zone, over any number of rooms. A room that names no
///   building and is joined to no other may stand in any building of its site. Below: the floor is lower, and,
///   where the origin has barriers to rooms on lower floors (slabs), the room is reached down slabs alone.
/// Source: judgement, low confidence: a zone or a wall seldom joins two buildings. Valid for layouts that give
///   floors. Leaves out bridges and ducts between buildings, and where in a floor the water runs.
/// Worked number: an origin on floor 2 with a slab to one room of floor 1, which has none: only that room, one
///   floor below. Test: water_test.cpp.
[[nodiscard]] std::optional<int> floors_below_fire(const World& world, RoomId room);

/// Whether water from the burning floor gets into `room`, if it is poured at all.
///
/// Model card. P = p^n; p probability to reach a given room on the next floor down, n floors between
///   (`floors_below_fire`). One draw a room and run, so that a smaller p wets some of the same rooms and no other.
/// Source: judgement on slabs with penetrations; water damage of published fires (Paris 2023, Strasbourg
/// 2021). Valid for water poured from above. Leaves out where penetrations and drains are, and how much is
/// poured. Worked number: p 0.2: one room in five on the floor below, one in 25 on the next. Test:
/// water_test.cpp.
[[nodiscard]] bool water_reaches(const World& world, const Draws& draws, RoomId room, Water water);

/// `room` is wet from the instant of `cause` on, with all equipment in it. Returns the change of the room.
ChangeRef wet_room(const World& world, RoomId room, Instant at, ChangeRef cause, TimelineBuilder& timeline);

/// Rooms below the fire that water reaches are wet from the moment when the fire is under control. Water is poured
/// by sprinklers, and by the brigade once the power is cut. `taken.controlled` must be set; wet rooms are noted in
/// `taken`.
void add_water(const World& world, const FireClock& clock, const Draws& draws, TimelineBuilder& timeline,
               Taken& taken);

}  // namespace firebreak::hazard
