// How fast a sprinkler spray puts a fire down.
#pragma once

#include "core/thermal_units.hpp"

namespace firebreak::hazard {

/// Water per floor area and time, mm/s (equal to l/(m2 s)).
using SprayDensity = Quantity<struct SprayDensityTag>;

/// Model card. Q = Q_act exp(-t / tau), tau = 3 w^(-1.8); Q heat release, W; Q_act at activation;
///   t time since activation, s; w spray density, mm/s.
/// Source: Evans 1993 (NISTIR 5254), as in CFAST. Valid for 0.07 mm/s and above and for furniture-like
/// fuels in reach of the water; not for battery cabinets, where water only delays the spread. Leaves
/// out shielding by cabinets, and that large fires dry out the spray.
/// Worked number: 0.07 mm/s: tau 359.7 s. Verification row 11.
[[nodiscard]] Seconds spray_decay_time(SprayDensity density);
[[nodiscard]] Watts sprayed_release(Watts at_activation, SprayDensity density, Seconds since_activation);

}  // namespace firebreak::hazard
