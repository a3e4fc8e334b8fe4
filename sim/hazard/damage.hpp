// From the fire to what it breaks: equipment, cables, rows of servers, fans.
#pragma once

#include "core/timeline_builder.hpp"
#include "hazard/fire_clock.hpp"
#include "hazard/restoration.hpp"

namespace firebreak::hazard {

/// Adds to `timeline` the ignition of further rooms and all that heat and smoke do, and notes in `taken`
/// what has to be given back. `ignition` is the change that started the fire.
///
/// Equipment is whatever stands in a room besides racks (`facility/equipment.hpp`): power nodes, cooling units
/// and plant, network devices. Heat: equipment in burning rooms and behind a shared void of the origin is damaged;
/// cables through burning rooms fail; a burning room is `damaged`, and racks in it are scrap. Smoke (`smoke.hpp`):
/// a room's alarm may stop the cooling units that serve it; a soot dose soils a room, so that its servers need
/// cleaning, or scraps them, and then damages the equipment beside them. Equipment in a room that is only soiled
/// goes on: soot works for days, and it is cleaned where it stands (judgement, low confidence).
void add_damage(const World& world, const FireClock& clock, const Draws& draws, ChangeRef ignition, TimelineBuilder& timeline,
                Taken& taken);

}  // namespace firebreak::hazard
