// Oxygen balance of one well-mixed room.
#include "hazard/oxygen.hpp"

#include <cmath>
#include <limits>

namespace firebreak::hazard {
namespace {

/// Heat that a cubic metre of air gives before its oxygen is at the limit, J/m3.
double usable_j_per_m3(const OxygenSupply& supply) {
    constexpr double air_density_kg_per_m3 = 1.2;
    constexpr double molar_mass_ratio = 32.0 / 28.96;
    constexpr double heat_per_oxygen_j_per_kg = 13.1e6;
    FIREBREAK_ASSERT(supply.limit < supply.ambient, "a fire burns in fresh air");
    return air_density_kg_per_m3 * molar_mass_ratio * heat_per_oxygen_j_per_kg *
           (supply.ambient.value() - supply.limit.value());
}

}  // namespace

Joules usable_energy(const OxygenSupply& supply) {
    return Joules{usable_j_per_m3(supply) * supply.volume.value()};
}

Watts sustained_release(const OxygenSupply& supply) {
    return Watts{usable_j_per_m3(supply) * supply.inflow.value()};
}

Seconds choking_time(const OxygenSupply& supply, Watts heat_release) {
    FIREBREAK_ASSERT(heat_release.value() > 0.0, "only a fire uses oxygen");
    const Watts sustained = sustained_release(supply);
    if (sustained >= heat_release) return Seconds{std::numeric_limits<double>::infinity()};
    if (sustained.value() <= 0.0) return usable_energy(supply) / heat_release;
    return Seconds{-supply.volume.value() / supply.inflow.value() * std::log1p(-(sustained / heat_release))};
}

std::optional<Seconds> choking_time(const OxygenSupply& supply, const HeatReleaseCurve& fire) {
    return time_of_energy(fire, usable_energy(supply));
}

}  // namespace firebreak::hazard
