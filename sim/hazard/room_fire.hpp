// What burns in one room: which units of fuel, from when, and how hard.
#pragma once

#include <vector>

#include "firebreak/world.hpp"
#include "hazard/growth.hpp"

namespace firebreak::hazard {

struct BurningUnit {
    Seconds lit{};  ///< since ignition of the room
    HeatReleaseCurve curve;
    std::size_t place = 0;  ///< in the line of units
};

/// A room's fire as if nothing and nobody hindered it.
struct RoomFire {
    std::vector<BurningUnit> units;  ///< in the order of the line; empty: it ended in its first cells
    Seconds flames{};                ///< cells vent and run away until then, without flames
};

/// Draws the units that burn in `room`. `slowdown` (at least 1) delays the spread between units.
///
/// Model card. Units stand in a line, the first to burn is drawn; fire crosses each gap to both sides
/// with the probability of its kind (`battery_chain.hpp`); each unit burns along its own curve
/// (`growth.hpp`), a battery cabinet with the share of its modules that the fire reaches.
/// Where the fire of this room starts at a cell (`World::first_to_burn`), that cell vents gas for `off_gas`,
/// runs away, and takes the next ones with it; with `cells_until_module` cells the first module burns, and
/// until then, or for good where the chain of cells ends, there are no flames.
/// Left out: rows of units side by side, preheating by the hot layer. Gaps share their luck, so a wider
/// gap never lets more units burn.
[[nodiscard]] RoomFire draw_room_fire(const World& world, RoomId room, const Draws& draws,
                                      double slowdown = 1.0);

/// The same room when everything in it takes fire at `time`: every unit burns from then on, whole, or as it
/// did before. Same draws, so that a unit burns alike however it is lit.
[[nodiscard]] RoomFire engulfed(const World& world, RoomId room, const RoomFire& fire, Seconds time,
                                const Draws& draws);

/// The unit that burns first. There is one.
[[nodiscard]] const BurningUnit& first_unit(const RoomFire& fire);

/// Heat release of the whole room, and of its hardest burning unit, `time` after ignition.
[[nodiscard]] Watts heat_release(const RoomFire& fire, Seconds time);
[[nodiscard]] Watts hottest_unit(const RoomFire& fire, Seconds time);
/// When the last unit has burnt out.
[[nodiscard]] Seconds burnt_out(const RoomFire& fire);

}  // namespace firebreak::hazard
