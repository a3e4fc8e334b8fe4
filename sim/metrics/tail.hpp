// The far end of a distribution: quantiles with intervals, the loss beyond them, and losses by the year.
#pragma once

#include <cstddef>
#include <span>

namespace firebreak::metrics {

/// A quantile and the values between which it lies with at least 95 % confidence, whatever the
/// distribution. An end that so few values cannot give is NaN.
struct QuantileEstimate {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// Ranks, from 1, of the values that enclose a quantile; 0 and n + 1 stand for "no such value".
struct Ranks {
    std::size_t low = 0;
    std::size_t high = 0;
};

/// Of `n` independent values, those between which the quantile of `share` (0 to 1, exclusive) lies with at
/// least 95 % confidence, 2.5 % beyond each end.
[[nodiscard]] Ranks enclosing_ranks(std::size_t n, double share);

/// `sorted`: ascending, at least one value; may end in `censored` and then `not_at_all`.
[[nodiscard]] QuantileEstimate quantile_estimate(std::span<const double> sorted, double share);

/// Mean of the largest values that make up 1 - `share` of all: the loss to expect where it is beyond the
/// quantile. `sorted`: ascending, finite, at least one value.
[[nodiscard]] double mean_beyond(std::span<const double> sorted, double share);

/// Loss a year of something that happens `rate_per_year` times a year and costs `mean_loss` each time.
[[nodiscard]] double expected_annual_loss(double rate_per_year, double mean_loss);

/// Probability that it happens at all within `years`.
[[nodiscard]] double probability_within(double rate_per_year, double years);

}  // namespace firebreak::metrics
