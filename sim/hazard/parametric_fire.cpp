// The fuel-controlled branch of the natural fire of DIN EN 1991-1-2/NA.
#include "hazard/parametric_fire.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::hazard {
namespace {

constexpr Celsius start{20.0};
constexpr double reference_load_j_per_m2 = 1300e6;
constexpr double burnt_at_hottest = 0.7;

/// From `from` along a root curve that passes through `to`.
Celsius on_root_curve(const GasPoint& from, const GasPoint& to, Seconds time) {
    return from.gas + (to.gas - from.gas) * std::sqrt((time - from.at) / (to.at - from.at));
}

/// A temperature of the reference fire: proportional to the MQH group `k`, up to a limit.
Celsius corner(double slope, double k, double limit_c) {
    return Celsius{std::min(limit_c, slope * k + start.value())};
}

Celsius on_parabola(const GasPoint& developed, Seconds time) {
    const double share = time / developed.at;
    return start + (developed.gas - start) * (share * share);
}

Seconds linear_burn_out(Joules load, Watts release) {
    return load / release * (2.0 * (1.0 - burnt_at_hottest));
}

double minutes_log(Seconds time) {
    return std::log10(Minutes{time}.count() + 1.0);
}

}  // namespace

std::optional<ParametricFire> fuel_controlled_fire(const BurningRoom& room) {
    const double release_mw = room.release_w_per_m2 * room.floor.value() / 1e6;
    const double opening = ventilation_factor({&room.window, 1}).value();
    if (release_mw > 1.21 * opening) return std::nullopt;
    const double walls_m2 = room.enclosure.value() - room.window.area.value();
    FIREBREAK_ASSERT(walls_m2 > 0.0 && room.inertia_j_per_m2ks05 > 0.0, "a room has walls that take heat");
    const double k = std::cbrt(release_mw * release_mw / (opening * walls_m2 * room.inertia_j_per_m2ks05));

    const Watts release{release_mw * 1e6};
    const Joules reference{reference_load_j_per_m2 * room.floor.value()};
    const Joules load{room.fire_load_j_per_m2 * room.floor.value()};
    ParametricFire fire;
    fire.developed = {room.growth_to_1mw * std::sqrt(release_mw), corner(24e3, k, 980.0)};
    const Joules grown = release * fire.developed.at * (1.0 / 3.0);
    fire.reference_hottest = {fire.developed.at + (reference * burnt_at_hottest - grown) / release,
                              corner(33e3, k, 1340.0)};
    fire.reference_end = {fire.reference_hottest.at + linear_burn_out(reference, release),
                          corner(16e3, k, 660.0)};
    const Joules before_decay = load * burnt_at_hottest;
    if (before_decay >= grown) {
        fire.hottest.at = fire.developed.at + (before_decay - grown) / release;
        fire.hottest.gas = on_root_curve(fire.developed, fire.reference_hottest, fire.hottest.at);
    } else {
        fire.hottest.at = fire.developed.at * std::cbrt(before_decay / grown);
        fire.hottest.gas = on_parabola(fire.developed, fire.hottest.at);
    }
    fire.end.at = fire.hottest.at + linear_burn_out(load, release);
    fire.end.gas = Celsius{fire.reference_end.gas.value() * minutes_log(fire.end.at) /
                           minutes_log(fire.reference_end.at)};
    return fire;
}

Celsius gas_temperature(const ParametricFire& fire, Seconds time) {
    if (time <= Seconds{0.0}) return start;
    if (time <= std::min(fire.developed.at, fire.hottest.at)) return on_parabola(fire.developed, time);
    if (time <= fire.hottest.at) return on_root_curve(fire.developed, fire.hottest, time);
    return std::max(start, on_root_curve(fire.hottest, fire.end, time));
}

}  // namespace firebreak::hazard
