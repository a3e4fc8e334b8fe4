// Inverse-square radiation.
#include "hazard/point_source.hpp"

#include <cmath>
#include <numbers>

namespace firebreak::hazard {

WattsPerSquareMetre radiant_flux(const RadiatingFire& fire, Metres distance) {
    FIREBREAK_ASSERT(distance.value() > 0.0, "a target is away from the fire");
    const double sphere_m2 = 4.0 * std::numbers::pi * distance.value() * distance.value();
    return WattsPerSquareMetre{fire.radiated.value() * fire.heat_release.value() / sphere_m2};
}

Metres distance_of_flux(const RadiatingFire& fire, WattsPerSquareMetre flux) {
    FIREBREAK_ASSERT(flux.value() > 0.0, "no flux is nowhere");
    const double radiated_w = fire.radiated.value() * fire.heat_release.value();
    return Metres{std::sqrt(radiated_w / (4.0 * std::numbers::pi * flux.value()))};
}

}  // namespace firebreak::hazard
