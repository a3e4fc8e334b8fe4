// Summaries over replications, and differences between layouts that shared their luck.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firebreak/metrics.hpp"

namespace firebreak::metrics {

/// How the values of a measure are counted.
struct Counting {
    double horizon_h = 0.0;  ///< up to which a `censored` value counts in a mean
    MeasureKind kind = MeasureKind::recovery;
    /// Of a loss, by value: 1 where it was not over at the horizon. Empty: all were.
    std::span<const double> still_losing = {};
};

/// Whether it happened, something was lost, or the level was left, in a replication with this value.
[[nodiscard]] bool is_affected(double value, MeasureKind kind);

/// One measure over replications (at least one).
///
/// Model card. Quantile p: the ceil(p n)-th smallest of all values by order, censored ones after every number
/// and `not_at_all` after those. With one horizon for all, that is the quantile of the Kaplan-Meier estimate, which
/// does not exist where it would lie beyond the horizon; so no quantile that exists moves with the horizon. Mean:
/// over what is not `not_at_all`, by Student's t; with censored values it is the restricted mean, of min(T, horizon)
/// (Royston and Parmar 2013), and moves with the horizon. `affected` is the same over the replications that were
/// hit: where most are not, the two differ in kind. Losses count as far as they had come at the horizon.
/// Worked number: 0, 0, 0, 22.5, censored (horizon 140): median 0, p95 censored, mean 32.5 restricted to 140;
/// affected 2, median of those 22.5. Checked by tests/unit/metrics_statistics_test.cpp.
[[nodiscard]] Summary summarise(std::span<const double> values, const Counting& counting);
/// The same of times until back, or of amounts where nothing is censored.
[[nodiscard]] Summary summarise(std::span<const double> values, double horizon_h);

/// A measure by replication.
struct Series {
    std::string path;
    std::vector<double> values;
    std::vector<double> still_losing;  ///< of a loss: 1 where it was not over at the horizon; else empty
};

/// Every measure of `world`, in the order of `for_each_measure`.
[[nodiscard]] std::vector<Series> series_of(const World& world, std::span<const Measures> replications);

/// Whether the loss at `path` was not over in a run whose function was `still_losing`: users who stay with a rival
/// are lost to what counts them, and to nothing else.
[[nodiscard]] bool goes_on(std::string_view path, double still_losing);

/// The path of the measure that says whether the loss at `path` was over; empty where there is none.
[[nodiscard]] std::string still_losing_path(std::string_view path);

/// Every measure of `world` over `replications` (at least one), with the share that met each target.
/// RTO and MTPD are held against the time to `full`, RPO against the data loss.
[[nodiscard]] MetricsSummary summarise(const World& world, std::span<const Measures> replications);

/// Mean of some pairs' (other - base) with its 95 % interval, and their median.
struct PairedMean {
    int n = 0;             ///< pairs
    double mean = std::numeric_limits<double>::quiet_NaN();  ///< negative: `other` has less; NaN without pairs
    double ci_low = std::numeric_limits<double>::quiet_NaN();   ///< NaN with fewer than two pairs
    double ci_high = std::numeric_limits<double>::quiet_NaN();
    /// By order; NaN where that depends on what lies beyond the horizon.
    double p50 = std::numeric_limits<double>::quiet_NaN();
};

/// (other - base) over replications with common random numbers; n: pairs in which it happened on both sides,
/// at once or later. With `censored_base` or `censored_other` > 0 a difference of restricted means.
struct PairedDifference : PairedMean {
    int pairs = 0;          ///< all, also those in which it never happened on a side
    int censored_base = 0;  ///< of `n`, those in which base was censored (of losses: not over)
    int censored_other = 0;
    int never_base = 0;     ///< of `pairs`, those in which it never happened in base
    int never_other = 0;
    int affected_base = 0;  ///< of `pairs`
    int affected_other = 0;
    PairedMean affected = {};  ///< of those of the `n` in which either side was affected
    PairedMean complete = {};  ///< of those of the `n` in which no side is censored
    double restricted_to_h = 0.0;  ///< of the restricted means
};

/// Both sides of a comparison; value i of each comes from replication i.
struct Pairs {
    std::span<const double> base;
    std::span<const double> other;
};

/// How both sides are counted: each with its own losses that go on; the horizon is the shorter of the two.
struct PairCounting {
    double horizon_h = 0.0;
    MeasureKind kind = MeasureKind::recovery;
    std::span<const double> base_losing = {};
    std::span<const double> other_losing = {};
};

/// Pairs must be as long as each other, and hold at least one value. A time after `horizon_h`, as of a side that
/// ran longer, is censored there: what one side could not have seen is not held against the other.
[[nodiscard]] PairedDifference paired(Pairs pairs, const PairCounting& counting);
/// The same of times until back; with `horizon_h` 0 of amounts.
[[nodiscard]] PairedDifference paired(Pairs pairs, double horizon_h);

}  // namespace firebreak::metrics
