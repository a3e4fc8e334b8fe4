// t-squared growth, steady burning and linear decay, with exact energies and inverses.
#include "hazard/growth.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::hazard {
namespace {

Joules growth_energy(const HeatReleaseCurve& curve) {
    return curve.peak * curve.to_peak * (1.0 / 3.0);
}
Joules decay_energy(const HeatReleaseCurve& curve) {
    return curve.peak * curve.decay * 0.5;
}

/// A fire that is drawn smaller, or quicker, than this is taken to be as small and as quick: a watt, a joule, a
/// millisecond. Zeros are in the ranges of the parameters, and mean a fire of which nothing is seen.
constexpr double smallest = 1.0;
constexpr Seconds quickest{1e-3};

HeatReleaseCurve drawn(const TimedFuel& fuel, const Draws& draws, std::string_view entity) {
    return {.peak = Watts{std::max(smallest, draws.number(fuel.peak_w, "fire.peak", entity))},
            .to_peak = seconds_of(draws.duration(fuel.to_peak, "fire.growth", entity)),
            .steady = seconds_of(draws.duration(fuel.steady, "fire.steady", entity)),
            .decay = seconds_of(draws.duration(fuel.decay, "fire.decay", entity))};
}

HeatReleaseCurve drawn(const EnergyFuel& fuel, double amount, const Draws& draws, std::string_view entity) {
    const Seconds growth = std::max(quickest, seconds_of(draws.duration(fuel.growth, "fire.growth", entity)));
    const double energy_j = amount * draws.number(fuel.energy_j, "fire.energy", entity);
    return curve_of_budget({.peak = Watts{std::max(smallest, draws.number(fuel.peak_w, "fire.peak", entity))},
                            .growth = growth_reaching(growth_reference, growth),
                            .energy = Joules{std::max(smallest, energy_j)},
                            .burnt_in_decay = fuel.burnt_in_decay});
}

}  // namespace

GrowthRate growth_reaching(Watts level, Seconds time) {
    FIREBREAK_ASSERT(level.value() >= 0.0 && time.count() > 0.0, "growth reaches its level in some time");
    return GrowthRate{level.value() / (time.count() * time.count())};
}

Watts t_squared(GrowthRate rate, Seconds time) {
    const double t = std::max(0.0, time.count());
    return Watts{rate.value() * t * t};
}

Joules t_squared_energy(GrowthRate rate, Seconds time) {
    const double t = std::max(0.0, time.count());
    return Joules{rate.value() * t * t * t / 3.0};
}

Watts heat_release(const HeatReleaseCurve& curve, Seconds time) {
    if (time < Seconds{0.0}) return Watts{0.0};
    if (time < curve.to_peak) return t_squared(growth_reaching(curve.peak, curve.to_peak), time);
    const Seconds past_peak = time - curve.to_peak;
    if (past_peak < curve.steady) return curve.peak;
    const Seconds left = burning_time(curve) - time;
    return left > Seconds{0.0} ? curve.peak * (left / curve.decay) : Watts{0.0};
}

Joules released_energy(const HeatReleaseCurve& curve, Seconds time) {
    if (time <= Seconds{0.0}) return Joules{0.0};
    if (time < curve.to_peak) return t_squared_energy(growth_reaching(curve.peak, curve.to_peak), time);
    const Seconds past_peak = time - curve.to_peak;
    if (past_peak < curve.steady) return growth_energy(curve) + curve.peak * past_peak;
    const Seconds left = burning_time(curve) - time;
    if (left <= Seconds{0.0}) return total_energy(curve);
    return total_energy(curve) - curve.peak * left * (0.5 * (left / curve.decay));
}

Joules total_energy(const HeatReleaseCurve& curve) {
    return growth_energy(curve) + curve.peak * curve.steady + decay_energy(curve);
}

Seconds burning_time(const HeatReleaseCurve& curve) {
    return curve.to_peak + curve.steady + curve.decay;
}

std::optional<Seconds> time_of_release(const HeatReleaseCurve& curve, Watts level) {
    if (level > curve.peak) return std::nullopt;
    if (level.value() <= 0.0) return Seconds{0.0};
    return curve.to_peak * std::sqrt(level / curve.peak);
}

std::optional<Seconds> time_of_energy(const HeatReleaseCurve& curve, Joules energy) {
    if (energy.value() <= 0.0) return Seconds{0.0};
    const Joules total = total_energy(curve);
    if (energy > total) return std::nullopt;
    const Joules grown = growth_energy(curve);
    if (energy < grown) return curve.to_peak * std::cbrt(energy / grown);
    const Joules past_growth = energy - grown;
    if (past_growth <= curve.peak * curve.steady) return curve.to_peak + past_growth / curve.peak;
    const double left_s = std::sqrt(2.0 * ((total - energy) / curve.peak).count() * curve.decay.count());
    return burning_time(curve) - Seconds{left_s};
}

HeatReleaseCurve capped(const HeatReleaseCurve& curve, Watts limit) {
    FIREBREAK_ASSERT(limit.value() > 0.0, "a fire that may not burn has no curve");
    if (limit >= curve.peak) return curve;
    const double share = limit / curve.peak;
    HeatReleaseCurve result{.peak = limit,
                            .to_peak = curve.to_peak * std::sqrt(share),
                            .steady = Seconds{0.0},
                            .decay = curve.decay * (1.0 / share)};
    // What the lower growth and peak leave over is burnt at the limit.
    result.steady = (growth_energy(curve) - growth_energy(result)) / limit + curve.steady * (1.0 / share);
    return result;
}

HeatReleaseCurve curve_of_budget(const FuelBudget& budget) {
    const double rate = budget.growth.value();
    FIREBREAK_ASSERT(budget.peak.value() > 0.0 && rate > 0.0 && budget.energy.value() > 0.0,
                     "a fuel package has a peak, a growth rate and energy");
    const Joules before_decay = budget.energy * (1.0 - budget.burnt_in_decay.value());
    const double affordable = std::pow(3.0 * std::sqrt(rate) * before_decay.value(), 2.0 / 3.0);
    const Watts peak{std::min(budget.peak.value(), affordable)};
    if (peak.value() == 0.0) return {.peak = budget.peak, .decay = (budget.energy / budget.peak) * 2.0};
    HeatReleaseCurve curve{.peak = peak,
                           .to_peak = Seconds{std::sqrt(peak.value() / rate)},
                           .steady = Seconds{0.0},
                           .decay = (budget.energy - before_decay) / peak * 2.0};
    curve.steady = std::max(Seconds{0.0}, (before_decay - growth_energy(curve)) / peak);
    return curve;
}

HeatReleaseCurve draw_curve(const FuelParameters& parameters, const FuelLoad& load, const Draws& draws,
                            std::string_view entity) {
    const double amount = load.amount_per_unit;
    switch (load.kind) {
        case Fuel::li_ion_cabinet: return drawn(parameters.li_ion_cabinet, amount, draws, entity);
        case Fuel::vrla_string: return drawn(parameters.vrla_string, amount, draws, entity);
        case Fuel::cable_tray: return drawn(parameters.cable_tray, amount, draws, entity);
        case Fuel::electrical_cabinet: return drawn(parameters.electrical_cabinet, draws, entity);
        case Fuel::it_rack: return drawn(parameters.it_rack, draws, entity);
    }
    raise_bug(__FILE__, __LINE__, "every fuel has a curve");
}

}  // namespace firebreak::hazard
