// How long a fire can burn on the air of a room, and how much burning fresh air sustains.
#pragma once

#include <optional>

#include "hazard/growth.hpp"

namespace firebreak::hazard {

/// The air of a room as a supply of oxygen, shares by volume.
struct OxygenSupply {
    CubicMetres volume{};           ///< positive
    CubicMetresPerSecond inflow{};  ///< fresh air from fans and leaks, replacing as much room air
    Ratio ambient{0.2095};
    Ratio limit{0.15};  ///< flames go out below it; less than `ambient`
};

/// The oxygen limit of a room without large openings.
///
/// Model card. One well-mixed volume: V dx/dt = inflow (x_0 - x) - Q / (rho r h), so that a fire of
///   steady Q goes out at t = -(V / inflow) ln(1 - Q_s / Q), with E = rho r h V (x_0 - x_l) and
///   Q_s = rho r h inflow (x_0 - x_l); without inflow at t = E / Q.
///   x oxygen share by volume (x_0 ambient, x_l limit); rho air density 1.2 kg/m3; r = 32 / 28.96, ratio
///   of the molar masses of oxygen and air; h heat per oxygen used, 13.1 MJ/kg; V volume, m3; Q heat
///   release, W; E usable energy, J; Q_s sustained heat release, W.
/// Source: oxygen consumption calorimetry (Huggett 1980) for h; the lower oxygen limit of 15 % is the
/// default of CFAST. Valid for rooms whose openings are small against their volume. Leaves out layers
/// (a fire below the smoke breathes fresher air, a high one goes out earlier), the limit's dependence on
/// temperature, the air driven out as the room heats, and cells that bring their own oxygen.
/// Worked number: 10 x 10 x 4 m closed, 2 MW: 207 s. Verification row 13.
[[nodiscard]] Joules usable_energy(const OxygenSupply& supply);
/// The steady heat release that the inflow sustains for ever; 0 without inflow.
[[nodiscard]] Watts sustained_release(const OxygenSupply& supply);
/// How long a steady fire lasts; infinite if the inflow sustains it. `heat_release` positive.
[[nodiscard]] Seconds choking_time(const OxygenSupply& supply, Watts heat_release);
/// When a fire has used up a room without inflow (`supply.inflow` is not looked at); empty if its fuel
/// is spent before.
[[nodiscard]] std::optional<Seconds> choking_time(const OxygenSupply& supply, const HeatReleaseCurve& fire);

}  // namespace firebreak::hazard
