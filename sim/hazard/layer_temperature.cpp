// MQH for rooms with openings, Beyler for closed rooms, the first law for sealed ones.
#include "hazard/layer_temperature.hpp"

#include <cmath>

#include "hazard/flashover.hpp"

namespace firebreak::hazard {
namespace {

constexpr double air_density_kg_per_m3 = 1.2;
constexpr double air_cp_j_per_kgk = 1005.0;
constexpr double air_cv_j_per_kgk = 718.0;
constexpr double air_gamma = 1.4;
constexpr Kelvins mqh_rise_max{600.0};

double inertia(const Lining& lining) {
    return lining.conductivity_w_per_mk * lining.density_kg_per_m3 * lining.specific_heat_j_per_kgk;
}

}  // namespace

Seconds penetration_time(const Lining& lining) {
    const double half = lining.thickness.value() / 2.0;
    return Seconds{lining.density_kg_per_m3 * lining.specific_heat_j_per_kgk / lining.conductivity_w_per_mk *
                   half * half};
}

HeatTransferCoefficient conduction_loss(const Lining& lining, Seconds time) {
    FIREBREAK_ASSERT(time.count() > 0.0, "conduction needs time");
    if (time < penetration_time(lining))
        return HeatTransferCoefficient{std::sqrt(inertia(lining) / time.count())};
    return HeatTransferCoefficient{lining.conductivity_w_per_mk / lining.thickness.value()};
}

VentilationFactor ventilation_factor(std::span<const Vent> vents) {
    VentilationFactor sum{};
    for (const Vent& vent : vents)
        sum += VentilationFactor{vent.area.value() * std::sqrt(vent.height.value())};
    return sum;
}

Kelvins mqh_rise(const VentedRoomFire& fire) {
    const double q_kw = fire.heat_release.value() / 1e3;
    const double loss_kw = fire.loss.value() / 1e3;
    const double escape = fire.ventilation.value() * fire.enclosure.value() * loss_kw;
    FIREBREAK_ASSERT(escape > 0.0, "MQH needs an opening and walls that take heat");
    return Kelvins{6.85 * std::cbrt(q_kw * q_kw / escape)};
}

bool mqh_applies(const VentedRoomFire& fire) {
    return fire.heat_release <= ventilation_limit(fire.ventilation) && mqh_rise(fire) <= mqh_rise_max;
}

Kelvins closed_room_rise(const ClosedRoomFire& fire, Seconds time) {
    FIREBREAK_ASSERT(fire.volume.value() > 0.0, "a room has air in it");
    const double air_j_per_k = fire.volume.value() * air_density_kg_per_m3 * air_cp_j_per_kgk;
    const double k1 = 0.8 * fire.enclosure.value() * std::sqrt(inertia(fire.lining)) / air_j_per_k;
    const double k2 = fire.heat_release.value() / air_j_per_k;
    const double x = k1 * std::sqrt(time.count());
    // x - 1 + exp(-x) loses its digits as x goes to 0; there it is x^2/2, the room without walls.
    if (x < 1e-5) return Kelvins{k2 * time.count()};
    return Kelvins{2.0 * k2 / (k1 * k1) * (x + std::expm1(-x))};
}

Kelvins sealed_room_rise(Joules released, CubicMetres volume) {
    return Kelvins{released.value() / (volume.value() * air_density_kg_per_m3 * air_cv_j_per_kgk)};
}

double sealed_room_overpressure_pa(Joules released, CubicMetres volume) {
    return (air_gamma - 1.0) * released.value() / volume.value();
}

}  // namespace firebreak::hazard
