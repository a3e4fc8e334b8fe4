// Piecewise constant currents, integrated at each change.
#include "facility/ups_batteries.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::facility {

UpsBatteries::UpsBatteries(const World& world, const Draws& draws) : world_{world} {
    const FacilityParameters& parameters = world.parameters.facility;
    for (const WorldPowerNode& node : world.power) {
        Battery battery;
        if (node.kind == PowerKind::ups && node.battery_autonomy > Ticks{0}) {
            battery.described = {
                .rated_load = node.capacity,
                .rated_time = seconds_of(node.battery_autonomy),
                .exponent = node.battery_chemistry == BatteryChemistry::li_ion ? parameters.peukert_li_ion
                                                                               : parameters.peukert_lead_acid,
                .health = draws.ratio(parameters.battery_health, "facility.battery_health", node.name)};
            battery.recharge =
                draws.duration(parameters.battery_recharge, "facility.battery_recharge", node.name);
        }
        batteries_.add(battery);
    }
}

Seconds UpsBatteries::autonomy_of(PowerNodeId node, Watts load) const {
    const UpsBattery& battery = batteries_[node].described;
    if (battery.rated_load.value() <= 0.0) return battery.rated_time * battery.health.value();
    return autonomy(battery, load);
}

bool UpsBatteries::carries(PowerNodeId node, Watts load) const {
    return batteries_[node].mode == Mode::discharging && batteries_[node].load == load;
}

Ratio UpsBatteries::charge_at(PowerNodeId node, Instant now) const {
    const Battery& battery = batteries_[node];
    const Seconds passed = seconds_of(now - battery.since);
    switch (battery.mode) {
        case Mode::resting:
            return Ratio{battery.charge};
        case Mode::charging: {
            if (battery.recharge <= Ticks{0}) return Ratio{1.0};
            return Ratio{std::min(1.0, battery.charge + passed / seconds_of(battery.recharge))};
        }
        case Mode::discharging: {
            const Seconds whole = autonomy_of(node, battery.load);
            if (whole <= Seconds{0.0}) return Ratio{0.0};
            return Ratio{std::max(0.0, battery.charge - passed / whole)};
        }
    }
    raise_bug(__FILE__, __LINE__, "a battery is charged, discharged or at rest");
}

void UpsBatteries::turn(PowerNodeId node, Mode mode, Watts load, Instant now) {
    Battery& battery = batteries_[node];
    battery.charge = charge_at(node, now).value();
    battery.mode = mode;
    battery.load = load;
    battery.since = now;
}

Ticks UpsBatteries::discharge(PowerNodeId node, Watts load, Instant now) {
    turn(node, Mode::discharging, load, now);
    const Seconds left = autonomy_of(node, load) * batteries_[node].charge;
    return left < Hours{1e5} ? to_ticks(left) : Ticks::max();
}

void UpsBatteries::charge(PowerNodeId node, Instant now) {
    if (batteries_[node].mode != Mode::charging) turn(node, Mode::charging, Watts{0.0}, now);
}

void UpsBatteries::rest(PowerNodeId node, Instant now) {
    if (batteries_[node].mode != Mode::resting) turn(node, Mode::resting, Watts{0.0}, now);
}

}  // namespace firebreak::facility
