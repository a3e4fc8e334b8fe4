// Summaries over replications, and differences between layouts that shared their luck.
#pragma once

#include <span>

#include "firebreak/metrics.hpp"

namespace firebreak::metrics {

/// One measure over replications (at least one). A `censored` value counts as `horizon_h` in mean and
/// interval, and stays `censored` in the quantiles. Quantiles by nearest rank: a value that occurred.
[[nodiscard]] Summary summarise(std::span<const double> values, double horizon_h);

/// Every measure of `world` over `replications` (at least one), with the share that met each target.
/// RTO and MTPD are held against the time to `full`, RPO against the data loss.
[[nodiscard]] MetricsSummary summarise(const World& world, std::span<const Measures> replications);

/// Mean of (other - base) over replications with common random numbers, with its 95 % interval.
struct PairedDifference {
    double mean = 0.0;    ///< negative: `other` has less
    double ci_low = 0.0;  ///< NaN with fewer than two pairs
    double ci_high = 0.0;
    int n = 0;
    int censored_base = 0;  ///< pairs in which base was censored and counted at the horizon
    int censored_other = 0;
};

/// Both sides of a comparison; value i of each comes from replication i.
struct Pairs {
    std::span<const double> base;
    std::span<const double> other;
};

/// Pairs must be as long as each other, and hold at least one value.
[[nodiscard]] PairedDifference paired(Pairs pairs, double horizon_h);

}  // namespace firebreak::metrics
