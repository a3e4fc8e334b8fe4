// How a rack warms once its cooling has stopped.
#pragma once

#include "core/thermal_units.hpp"

namespace firebreak::facility {

/// Heat stored in the air around a rack and in its steel and electronics. All positive.
struct RackHeat {
    JoulesPerKelvin air{};
    JoulesPerKelvin solid{};
    WattsPerKelvin coupling{};  ///< between air and solids
};

/// Rise of the air temperature `time` after cooling stopped under a steady load, and the time after
/// which it has risen by a given amount (infinite without load).
///
/// Model card. dT = P t / C + (C_s / C) (P C_s / (C hA)) (1 - exp(-t / tau)), C = C_a + C_s,
///   tau = C_a C_s / (C hA); the inverse by Newton steps from below, which cannot overshoot since the
///   curve is concave.
///   dT rise of the air, K; P load, W; t time, s; C_a, C_s heat capacity of air and solids, J/K;
///   hA coupling, W/K; tau time in which the air runs ahead of the solids, s.
/// Source: energy balance of two well-mixed nodes; shape as in ASHRAE and vendor studies of loss of
/// cooling (fast start, then a slower straight line). Valid while servers run at constant power. Leaves
/// out walls and floor, air that moves between racks, and fans that speed up.
/// Worked number: 9 kJ/K, 250 kJ/K, 250 W/K, 5 kW: 22.00 K after 180 s. Verification row 26.
[[nodiscard]] Kelvins air_rise(const RackHeat& rack, Watts load, Seconds time);
[[nodiscard]] Seconds time_of_rise(const RackHeat& rack, Watts load, Kelvins rise);

}  // namespace firebreak::facility
