// Peukert's law for power.
#include "facility/battery_autonomy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace firebreak::facility {

Seconds autonomy(const UpsBattery& battery, Watts load) {
    FIREBREAK_ASSERT(battery.rated_load.value() > 0.0 && battery.exponent >= 1.0,
                     "a battery has a rating, and loses by haste");
    if (load.value() <= 0.0) return Seconds{std::numeric_limits<double>::infinity()};
    return battery.rated_time * battery.health.value() *
           std::pow(battery.rated_load / load, battery.exponent);
}

Ratio charge_after(const UpsBattery& battery, Ratio charge, const Discharge& discharge) {
    const Seconds whole = autonomy(battery, discharge.load);
    if (discharge.duration <= Seconds{0.0}) return charge;
    return Ratio{std::max(0.0, charge.value() - discharge.duration / whole)};
}

}  // namespace firebreak::facility
