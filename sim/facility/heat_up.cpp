// Closed form of two coupled heat capacities, and its inverse.
#include "facility/heat_up.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace firebreak::facility {
namespace {

/// rise = slope t + step (1 - exp(-t / tau))
struct RiseCurve {
    double slope_k_per_s;
    double step_k;
    double tau_s;
};

RiseCurve rise_curve(const RackHeat& rack, Watts load) {
    const double air = rack.air.value();
    const double solid = rack.solid.value();
    const double coupling = rack.coupling.value();
    FIREBREAK_ASSERT(air > 0.0 && solid > 0.0 && coupling > 0.0, "air and solids hold and exchange heat");
    const double both = air + solid;
    return {.slope_k_per_s = load.value() / both,
            .step_k = solid / both * load.value() * solid / (both * coupling),
            .tau_s = air * solid / (both * coupling)};
}

double rise_at(const RiseCurve& curve, double t) {
    return curve.slope_k_per_s * t - curve.step_k * std::expm1(-t / curve.tau_s);
}

}  // namespace

Kelvins air_rise(const RackHeat& rack, Watts load, Seconds time) {
    return Kelvins{rise_at(rise_curve(rack, load), std::max(0.0, time.count()))};
}

Seconds time_of_rise(const RackHeat& rack, Watts load, Kelvins rise) {
    if (rise.value() <= 0.0) return Seconds{0.0};
    if (load.value() <= 0.0) return Seconds{std::numeric_limits<double>::infinity()};
    const RiseCurve curve = rise_curve(rack, load);
    double t = 0.0;
    for (int steps = 0; steps < 60; ++steps) {
        const double slope = curve.slope_k_per_s + curve.step_k / curve.tau_s * std::exp(-t / curve.tau_s);
        const double ahead = (rise.value() - rise_at(curve, t)) / slope;
        t += ahead;
        if (ahead <= 1e-9 * t) break;
    }
    return Seconds{t};
}

}  // namespace firebreak::facility
