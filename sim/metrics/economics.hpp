// Is a layout worth building: what fires cost with it, and after how many years it has paid.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "firebreak/metrics.hpp"
#include "metrics/compound_poisson.hpp"
#include "metrics/loss_value.hpp"
#include "metrics/sensitivity.hpp"

namespace firebreak::metrics {

/// One side of a comparison; both must outlive the call.
struct PricedLayout {
    const World* world = nullptr;
    std::span<const Measures> replications;  ///< as many on every side, with common random numbers
};

/// Losses by time; only where the frequency of fires is given.
struct LossByTime {
    Estimate expected_yearly;  ///< interval: over frequency and replications together
    LossTail year;
    LossTail period;  ///< over the planning period; not discounted
};

/// A layout against the base. Years are infinite where it never pays.
struct Payback {
    double extra_capital = 0.0;
    double extra_yearly = 0.0;
    Estimate saved_yearly;  ///< expected loss of the base less that of this layout
    Estimate years;
    double pays_ever = 0.0;       ///< probability, over what is not known, that expected savings ever pay
    double pays_in_period = 0.0;  ///< the same by the end of the planning period
    double paid_at_end = 0.0;     ///< probability that the fires which then happened have paid it at that end
    /// Fires a site-year from which on it pays within the period; none where a fire costs no less with it.
    std::optional<double> break_even_rate;
    /// Saved by each fire from which on it pays within the period, at the mean frequency; none without fires.
    std::optional<double> break_even_saving;
};

struct LayoutEconomics {
    std::optional<LayoutCost> cost;
    std::optional<double>
        yearly_cost;              ///< capital as an annuity over the planning period, and the yearly cost
    std::optional<Summary> loss;  ///< of one fire; `censored`: runs that were not over at the horizon
    std::optional<LossByTime> by_time;
    std::optional<Payback> payback;  ///< not for the base
};

struct EconomicComparison {
    std::string currency;
    double planning_period_years = 0.0;
    double discount_rate = 0.0;
    std::optional<Distribution> ignitions_per_site_year;
    std::vector<LayoutEconomics> layouts;
};

/// Nothing where the base names no currency, or nothing has a price, or the sides value things differently.
[[nodiscard]] std::optional<EconomicComparison> compare_economics(std::span<const PricedLayout> layouts);

/// Present worth of 1 at the end of each of `years`, at `rate` a year (0: `years`).
[[nodiscard]] double annuity_factor(double years, double rate);

/// Years after which `yearly` at the end of each has paid `capital`, at `rate` a year; infinite: never.
/// Without capital to pay: 0, or never where it costs more each year.
struct Repayment {
    double capital = 0.0;
    double yearly = 0.0;
    double rate = 0.0;
};
[[nodiscard]] double payback_years(const Repayment& of);

}  // namespace firebreak::metrics
