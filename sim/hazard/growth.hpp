// How fast a fire releases heat: growth, peak, burn-out, and the fuels that set them.
#pragma once

#include <optional>
#include <string_view>

#include "core/thermal_units.hpp"
#include "firebreak/layout.hpp"
#include "firebreak/parameters.hpp"
#include "firebreak/random.hpp"

namespace firebreak::hazard {

/// The coefficient of a t-squared fire, W/s2.
using GrowthRate = Quantity<struct GrowthRateTag>;

/// The growth rate of a fire that reaches `level` (W, not negative) in `time` (s, positive).
[[nodiscard]] GrowthRate growth_reaching(Watts level, Seconds time);
/// Heat release of unlimited growth at `time` since ignition; 0 before it.
[[nodiscard]] Watts t_squared(GrowthRate rate, Seconds time);
/// Heat released by unlimited growth until `time` since ignition; 0 before it.
[[nodiscard]] Joules t_squared_energy(GrowthRate rate, Seconds time);

/// A fire from ignition to burn-out. Any of the three times may be 0, `steady` may be infinite.
///
/// Model card. Q = peak (t / to_peak)^2 while it grows, then peak for `steady`, then a straight line
/// down to 0 over `decay`; the energy is the exact integral, peak (to_peak / 3 + steady + decay / 2).
///   Q heat release rate, W; t time since ignition, s.
/// Source: NFPA 72 and NFPA 92 (t-squared classes: slow, medium, fast and ultra-fast reach 1055 kW in
/// 600, 300, 150 and 75 s; EN 1991-1-2 counts to 1000 kW instead, 5 % less); NUREG/CR-6850 appendix G
/// for the three phases (electrical cabinets: 12, 8 and 19 minutes).
/// Valid for one fuel package burning in the open. Leaves out the incubation before flaming, several
/// peaks, and radiation from a hot room back to the fuel.
/// Worked number: fast growth, 300 s: 4.22 MW and 422 MJ. Verification row 14.
struct HeatReleaseCurve {
    Watts peak{};
    Seconds to_peak{};
    Seconds steady{};
    Seconds decay{};
};

/// Heat release at `time` since ignition; 0 before ignition and after burn-out.
[[nodiscard]] Watts heat_release(const HeatReleaseCurve& curve, Seconds time);
/// Heat released until `time` since ignition.
[[nodiscard]] Joules released_energy(const HeatReleaseCurve& curve, Seconds time);
[[nodiscard]] Joules total_energy(const HeatReleaseCurve& curve);
/// From ignition to burn-out.
[[nodiscard]] Seconds burning_time(const HeatReleaseCurve& curve);
/// When the growing fire reaches `level`; empty above its peak.
[[nodiscard]] std::optional<Seconds> time_of_release(const HeatReleaseCurve& curve, Watts level);
/// When the fire has released `energy`; empty where it never does.
[[nodiscard]] std::optional<Seconds> time_of_energy(const HeatReleaseCurve& curve, Joules energy);

/// The same fuel where no more than `limit` (positive) can burn at a time: growth is the same up to
/// the limit, the energy is the same, so it burns longer. Leaves out fuel gas that burns outside.
[[nodiscard]] HeatReleaseCurve capped(const HeatReleaseCurve& curve, Watts limit);

/// What a fuel package holds and how it takes fire.
struct FuelBudget {
    Watts peak{};            ///< what it would reach if there were fuel enough, positive
    GrowthRate growth{};     ///< positive
    Joules energy{};         ///< positive
    Ratio burnt_in_decay{};  ///< share of the energy that is left when the decay begins
};

/// The curve that spends exactly the budget. A package too small for its peak has a lower one:
///   peak <= (3 sqrt(growth) (1 - burnt_in_decay) energy)^(2/3).
/// Source: energy balance; a decay share of 0.3 is that of DIN EN 1991-1-2/NA annex AA.
[[nodiscard]] HeatReleaseCurve curve_of_budget(const FuelBudget& budget);

/// The heat release by which NFPA names growth classes.
inline constexpr Watts growth_reference{1055e3};

/// The luck of one unit of `load`. `entity` names it; the same draws serve every fuel, so that layouts
/// that differ in fuel still share their luck. A draw below a watt, a joule or a millisecond counts as that.
[[nodiscard]] HeatReleaseCurve draw_curve(const FuelParameters& parameters, const FuelLoad& load, const Draws& draws,
                                          std::string_view entity);

}  // namespace firebreak::hazard
