// Whether somebody is there when a fire starts.
#pragma once

#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::hazard {

/// From ignition (of an alarm that nobody on site hears: from that alarm) until a person stands in front of the
/// fire who can see it and fight it by hand: 0, or the way of those who are called.
///
/// Model card. On site are by day n = round(r T) people, and n / 3 from 22 to 7 o'clock, T technicians, r
///   `technicians_on_site`; the chance that one is there is min(1, n). Otherwise somebody travels first
///   (`people.travel`). One draw, so that more staff never makes a person come later.
/// Source: staffing of shifts, judgement, low confidence: a night shift of a third of the day's. Valid for sites
///   that keep staff at all hours. Leaves out weekends, guards who may watch but not fight, how far it is to
///   the room, and how many are needed.
/// Worked number: four technicians, ratio 0.2: one by day; at night somebody is there in one of three nights.
[[nodiscard]] Ticks until_somebody_is_there(const World& world, const Draws& draws);

}  // namespace firebreak::hazard
