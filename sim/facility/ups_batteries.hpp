// The charge of UPS batteries, through outages of any length and load.
#pragma once

#include "facility/battery_autonomy.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// Charge as a state: it falls by the load of the moment and rises while there is input.
///
/// Model card. Discharge: dq/dt = -1 / t(P), t from `autonomy` (battery_autonomy.hpp) with the node's
///   capacity as the rated load; without a capacity t is the rated time whatever the load. Charge: dq/dt
///   = 1 / R, R drawn recharge time, s. q charge, 0 to 1. Health is drawn once for each battery.
/// Valid for loads that change in steps. Leaves out the draw of the charger, batteries in several strings
///   of which one fails, and a battery that is found dead.
class UpsBatteries {
  public:
    UpsBatteries(const World& world, const Draws& draws);

    /// From `now` on the battery carries `load`. Returns the time until it is empty; Ticks::max() if it
    /// lasts for good.
    Ticks discharge(PowerNodeId node, Watts load, Instant now);
    /// From `now` on it is charged.
    void charge(PowerNodeId node, Instant now);
    /// From `now` on it neither gives nor takes: no input, and off.
    void rest(PowerNodeId node, Instant now);

    [[nodiscard]] bool carries(PowerNodeId node, Watts load) const;
    [[nodiscard]] Ratio charge_at(PowerNodeId node, Instant now) const;

  private:
    enum class Mode { charging, discharging, resting };
    struct Battery {
        UpsBattery described;
        double charge = 1.0;
        Mode mode = Mode::charging;
        Watts load{0.0};
        Instant since = ignition_instant;
        Ticks recharge{0};
    };

    [[nodiscard]] Seconds autonomy_of(PowerNodeId node, Watts load) const;
    void turn(PowerNodeId node, Mode mode, Watts load, Instant now);

    const World& world_;
    Table<PowerNodeId, Battery> batteries_;
};

}  // namespace firebreak::facility
