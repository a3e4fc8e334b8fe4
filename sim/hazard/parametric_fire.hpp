// Gas temperature of a room burning out completely, from its openings, surfaces and fire load.
#pragma once

#include <optional>

#include "hazard/layer_temperature.hpp"

namespace firebreak::hazard {

struct BurningRoom {
    Vent window;               ///< all openings as one: area, and height averaged by area
    SquareMetres enclosure{};  ///< all surfaces, openings included
    SquareMetres floor{};
    Seconds growth_to_1mw{};            ///< t-squared growth: time to reach 1 MW
    double inertia_j_per_m2ks05 = 0.0;  ///< sqrt(k rho c) of the surfaces, averaged by area
    double fire_load_j_per_m2 = 0.0;    ///< of floor
    double release_w_per_m2 = 250e3;    ///< of floor, fully developed; 250 kW/m2 for offices
};

/// One corner of the temperature curve.
struct GasPoint {
    Seconds at{};
    Celsius gas{};
};

/// The corners of the curve. Those of the reference load are intermediate results, kept because the
/// published example gives them.
struct ParametricFire {
    GasPoint developed;          ///< end of growth
    GasPoint reference_hottest;  ///< at the reference load of 1300 MJ/m2
    GasPoint reference_end;
    GasPoint hottest;  ///< 70 % of the room's own load is burnt
    GasPoint end;      ///< all of it is burnt
};

/// The natural fire of a room whose fire is limited by its fuel; empty where its openings limit it.
///
/// Model card. With k = (Q^2 / (A_w sqrt(h_w) (A_t - A_w) b))^(1/3), Q = release A_f (MW):
///   T_1 = min(980, 24000 k + 20), T_2 = min(1340, 33000 k + 20), T_3 = min(660, 16000 k + 20) C;
///   t_1 = t_a sqrt(Q / 1 MW); 70 % of the load is burnt at t_2, all of it at t_3, the release falling
///   in a straight line from t_2. For the room's own load q_x the same balance gives t_2x and t_3x, and
///   T_2x = T_1 + (T_2 - T_1) sqrt((t_2x - t_1) / (t_2 - t_1)),
///   T_3x = T_3 log10(t_3x + 1) / log10(t_3 + 1) (times in min).
///   A_w, h_w area and height of the openings; A_t all surfaces; A_f floor, m2 and m; b thermal inertia,
///   J/(m2 s^0.5 K); t_a growth time, s. A load burnt during growth ends the rise where it ends.
/// Source: Zehfuss and Hosser 2007; DIN EN 1991-1-2/NA annex AA.
/// Valid for 100 to 1300 MJ/m2, floor to 400 m2, height to 5 m, openings of 12.5 to 50 % of the floor,
/// Q at most 1.21 A_w sqrt(h_w) MW. Leaves out the jump at flashover, and fires limited by air.
/// Worked number: A_w 8, h_w 2.5, A_t 80, A_f 16, t_a 300, b 1500, 511 MJ/m2: corners (600 s, 565 C),
/// (1831 s, 687 C), (3057 s, 316 C). Verification row 12.
[[nodiscard]] std::optional<ParametricFire> fuel_controlled_fire(const BurningRoom& room);

/// Gas temperature `time` after ignition: parabola to the first corner, root curves between the next,
/// never below 20 C.
[[nodiscard]] Celsius gas_temperature(const ParametricFire& fire, Seconds time);

}  // namespace firebreak::hazard
