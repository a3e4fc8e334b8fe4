// The spread of one measure over many runs.
#include "metrics/sweep_summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace firebreak::metrics {
namespace {

/// Of the grid on which the losses of a year add up: a step is a part in some hundred of the largest loss.
constexpr std::size_t cells_of_a_year = 1024;

}  // namespace

Spread spread_of(std::vector<double> values, const SpreadWanted& wanted) {
    std::vector<double> still_losing;
    for (std::size_t i = 0; i < wanted.still_losing.size(); ++i) {
        if (!std::isnan(values[i])) still_losing.push_back(wanted.still_losing[i]);
    }
    std::erase_if(values, [](double value) { return std::isnan(value); });
    Spread spread;
    spread.n = values.size();
    if (values.empty()) return spread;
    const Summary summary = summarise(values, {wanted.horizon_h, wanted.kind, still_losing});
    spread.censored = static_cast<std::size_t>(summary.censored);
    spread.never = static_cast<std::size_t>(summary.never);
    spread.affected = summary.affected;
    spread.mean = summary.mean;
    spread.ci_low = summary.ci_low;
    spread.ci_high = summary.ci_high;
    // `not_at_all` is later than late.
    const auto nevers = std::partition(values.begin(), values.end(), [](double value) { return value != not_at_all; });
    std::sort(values.begin(), nevers);
    spread.p5 = quantile_estimate(values, 0.05);
    spread.p50 = quantile_estimate(values, 0.50);
    spread.p95 = quantile_estimate(values, 0.95);
    spread.p99 = quantile_estimate(values, 0.99);
    if (wanted.target) {
        const auto above = std::upper_bound(values.begin(), nevers, *wanted.target);
        spread.met = static_cast<double>(above - values.begin()) / static_cast<double>(spread.n);
    }
    values.erase(nevers, values.end());
    for (double& value : values) value = value == censored ? wanted.horizon_h : value;
    if (values.empty()) return spread;
    spread.beyond_p99 = mean_beyond(values, 0.99);
    const bool adds_up = wanted.kind != MeasureKind::event;
    if (const auto& rate = wanted.ignitions_per_year; rate && adds_up) {
        spread.annual_loss = expected_annual_loss(*rate, spread.mean);
        spread.annual_tail = loss_tail({.losses = values, .rates = {&*rate, 1}}, cells_of_a_year);
    }
    return spread;
}

Spread without_intervals(Spread spread) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    spread.ci_low = spread.ci_high = nothing;
    for (QuantileEstimate* quantile : {&spread.p5, &spread.p50, &spread.p95, &spread.p99})
        quantile->low = quantile->high = nothing;
    return spread;
}

}  // namespace firebreak::metrics
