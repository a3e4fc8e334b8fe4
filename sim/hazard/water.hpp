// Water on the floors below a fire.
#pragma once

#include "core/timeline_builder.hpp"
#include "firebreak/random.hpp"
#include "hazard/fire_clock.hpp"
#include "hazard/restoration.hpp"

namespace firebreak::hazard {

/// Water that is poured on the fire, or what leaks down a day later.
enum class Water { poured, leaking };

/// Whether water from the burning floor gets into `room`, if it is poured at all. False at and above that
/// floor.
///
/// Model card. P = p^n; p probability to reach a given room on the next floor down, n floors between. One
/// draw a
///   room and run, so that a smaller p wets some of the same rooms and no other.
/// Source: judgement on slabs with penetrations; water damage of published fires (Paris 2023, Strasbourg
/// 2021). Valid for water poured from above. Leaves out where penetrations and drains are, and how much is
/// poured. Worked number: p 0.2: one room in five on the floor below, one in 25 on the next. Test:
/// water_test.cpp.
[[nodiscard]] bool water_reaches(const World& world, const Draws& draws, RoomId room, Water water);

/// Rooms below the fire that water reaches: wet from the moment when the fire is under control, with the
/// power nodes in them. Water is poured by sprinklers, and by the brigade once the power is cut.
/// `taken.controlled` must be set; wet rooms and nodes are noted in `taken`.
void add_water(const World& world, const FireClock& clock, const Draws& draws, TimelineBuilder& timeline,
               Taken& taken);

}  // namespace firebreak::hazard
