// How thermal runaway travels: from cell to cell, module to module, cabinet to cabinet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firebreak/layout.hpp"
#include "firebreak/random.hpp"

namespace firebreak::hazard {

/// One step of a chain: whether the next unit follows, and how long after the one before.
struct Hop {
    Probability spreads;
    UncertainDuration delay;
};

/// Units in a row of which the first burns at time 0. Positive number of units.
struct Chain {
    Hop hop;
    int units = 1;
    std::string_view purpose;  ///< names the draws
    std::string_view entity;
};

/// When each unit burns that does, in order; the first is 0. The chain ends at the first hop that
/// fails.
///
/// Model card. Unit i + 1 follows unit i with probability p after a drawn delay, hops independent; of n
///   units (1 - p^n) / (1 - p) burn on average. p probability of a hop; n number of units.
/// Source: chain of independent trials; delays from camera times of the NIRS fire (90 s between modules)
/// and judgement. Valid for units in one row, lit at an end. Leaves out heat that builds up over several
/// units, ejected parts, and two-dimensional stacks.
/// Worked number: 10 units, p 0.8: 4.463 burn. Verification row 20.
[[nodiscard]] std::vector<Seconds> draw_chain(const Chain& chain, const Draws& draws);

struct BatteryParameters {
    Hop cell;                    ///< cell to cell inside a module
    int cells_until_module = 1;  ///< cells in runaway that take the whole module with them
    Hop module;                  ///< module to module inside a cabinet
    Probability across_tested_gap;
    Probability across_adjacent;
    Probability across_no_gap;
    UncertainDuration cabinet_delay;  ///< first burning module to a burning neighbour cabinet
    double slowdown = 1.0;            ///< at least 1: water on the cabinets delays each spread among them
};

[[nodiscard]] Probability spread_across(const BatteryParameters& parameters, Gap gap);

/// Cabinets in a row; `gaps[i]` lies between cabinets i and i + 1.
struct CabinetLine {
    int modules_per_cabinet = 1;
    std::vector<Gap> gaps;
    std::size_t origin = 0;  ///< the cabinet of the first cell
};

/// A cabinet that the fire reached, times since the first cell's runaway.
struct CabinetFire {
    Seconds reached{};
    Seconds cells{};               ///< how long its cells took, to its first module or to their end
    std::vector<Seconds> modules;  ///< when each burning module took fire; empty: it stayed in cells
};

/// Per cabinet of the line; empty where the fire did not come.
using BatteryFire = std::vector<std::optional<CabinetFire>>;

/// The luck of one battery fire. `entity` names the line of cabinets.
///
/// Model card. Three chains in a row: cells of the first module; modules of a cabinet, once a module
///   burns; cabinets to both sides of the origin, `cabinet_delay` after a cabinet's first module. A
///   cabinet lit from outside starts with a module. Probability across a gap by its status.
/// Source: stages of UL 9540A; values are the caller's (judgement: tested 0.05, adjacent 0.5, none 0.8).
/// Valid for one row of cabinets; other rows are lines of their own. Leaves out explosion of vented gas
/// and preheating by the hot layer. Gaps share their luck: a wider gap never lets more burn.
/// Worked number: 3 cabinets, p 0.5 each, origin in the middle: 2 cabinets burn on average.
[[nodiscard]] BatteryFire draw_battery_fire(const BatteryParameters& parameters, const CabinetLine& line,
                                            const Draws& draws, std::string_view entity);

[[nodiscard]] int burning_cabinets(const BatteryFire& fire);
[[nodiscard]] int burning_modules(const BatteryFire& fire);

}  // namespace firebreak::hazard
