// What burns in one room: which units of fuel, from when, and how hard.
#pragma once

#include <vector>

#include "firebreak/world.hpp"
#include "hazard/growth.hpp"

namespace firebreak::hazard {

struct BurningUnit {
    Seconds lit{};  ///< since ignition of the room
    HeatReleaseCurve curve;
};

/// A room's fire as if nothing and nobody hindered it.
struct RoomFire {
    std::vector<BurningUnit> units;
};

/// Draws the units that burn in `room`. `slowdown` (at least 1) delays the spread between units.
///
/// Model card. Units stand in a line, the first to burn is drawn; fire crosses each gap to both sides
/// with the probability of its kind (`battery_chain.hpp`); each unit burns along its own curve
/// (`growth.hpp`), a battery cabinet with the share of its modules that the fire reaches.
/// Left out: rows of units side by side, preheating by the hot layer. Gaps share their luck, so a wider
/// gap never lets more units burn.
[[nodiscard]] RoomFire draw_room_fire(const World& world, RoomId room, const Draws& draws, double slowdown = 1.0);

/// Heat release of the whole room, and of its hardest burning unit, `time` after ignition.
[[nodiscard]] Watts heat_release(const RoomFire& fire, Seconds time);
[[nodiscard]] Watts hottest_unit(const RoomFire& fire, Seconds time);
/// When the last unit has burnt out.
[[nodiscard]] Seconds burnt_out(const RoomFire& fire);

}  // namespace firebreak::hazard
