// Radiation from a fire to a target that it does not touch.
#pragma once

#include "core/thermal_units.hpp"

namespace firebreak::hazard {

struct RadiatingFire {
    Watts heat_release{};
    Ratio radiated;  ///< 0.30 to 0.35 for most fuels
};

/// Heat flux at a distance from the fire's middle, and the distance at which it is a given flux.
///
/// Model card. q = x_r Q / (4 pi r^2); q flux, W/m2; x_r radiated share; Q heat release, W; r distance, m.
/// Source: point source model; NUREG-1805 chapter 5. Valid from about two and a half flame diameters
/// on; nearer it is too high. Leaves out the flame's shape, smoke in between, and the hot layer.
/// Worked number: 500 kW, 0.3, 1.2 m: 8.29 kW/m2. Verification row 18.
[[nodiscard]] WattsPerSquareMetre radiant_flux(const RadiatingFire& fire, Metres distance);
[[nodiscard]] Metres distance_of_flux(const RadiatingFire& fire, WattsPerSquareMetre flux);

}  // namespace firebreak::hazard
