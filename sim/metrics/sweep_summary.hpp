// What a sweep found: the numbers of `firebreak summary`, without words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "metrics/compound_poisson.hpp"
#include "metrics/sensitivity.hpp"
#include "metrics/statistics.hpp"
#include "metrics/tail.hpp"

namespace firebreak::metrics {

/// A number of runs as an amount of one measure, counted as in statistics.hpp: censored values at the horizon in
/// the means, by order in the quantiles. With `n` = 0 nothing else means anything.
struct Spread {
    std::size_t n = 0;
    std::size_t censored = 0;  ///< of losses: not over at the horizon
    std::size_t never = 0;
    Statistics affected = {};  ///< of those in which it happened, or something was lost
    double mean = 0.0;         ///< of what is not `not_at_all`; restricted to the horizon where any is censored
    double ci_low = 0.0;  ///< of the mean, 95 %; NaN below two values
    double ci_high = 0.0;
    QuantileEstimate p5, p50, p95, p99;
    double beyond_p99 = 0.0;              ///< mean of the worst 1 %
    std::optional<double> met;            ///< share at or below the asked target
    std::optional<double> annual_loss;    ///< mean times ignitions a year
    std::optional<LossTail> annual_tail;  ///< of the total of a year, none where nothing is lost
};

/// Spread of `values` (NaN left out). `met` where there is a target, `annual_loss` where there is a rate.
struct SpreadWanted {
    double horizon_h = 0.0;
    MeasureKind kind = MeasureKind::recovery;
    std::vector<double> still_losing = {};  ///< of a loss, by value; empty: all were over
    std::optional<double> target = {};
    std::optional<double> ignitions_per_year = {};
};
[[nodiscard]] Spread spread_of(std::vector<double> values, const SpreadWanted& wanted);

/// The same without intervals: what a design's points have in common is chosen, not drawn, and with common
/// luck their runs are not independent.
[[nodiscard]] Spread without_intervals(Spread spread);

/// One measure at one point, over its replications.
struct PointSummary {
    Spread spread;
    std::optional<PairedDifference> to_first;  ///< not at the first point, nor without common luck
};

/// What one axis does to one measure; at most one of the two, after the design.
struct AxisSummary {
    std::optional<MorrisEffect> morris;
    std::optional<SobolIndex> sobol;
};

struct MeasureSummary {
    std::string path = {};  ///< as in metrics.json
    std::optional<double> target = {};
    std::vector<PointSummary> points = {};  ///< by point of the plan; empty spread where no run is stored
    Spread over_all = {};                   ///< every run of every point, all alike; without intervals
    std::vector<AxisSummary> axes = {};     ///< by axis; empty without a design for sensitivities
    std::size_t blocks = 0;                 ///< trajectories or base samples that were complete
};

/// A point as a person names it.
struct PointLabel {
    std::string settings;             ///< JSON object, axis name to value
    std::vector<std::string> levels;  ///< by axis: its value as text; empty where as in the scenario
};

struct SweepSummary {
    std::string name;
    std::string scenario;
    std::string design;
    std::uint64_t seed = 1;
    bool common_luck = true;
    double horizon_h = 0.0;
    std::vector<std::string> axis_names = {};
    std::vector<PointLabel> points = {};
    std::vector<MeasureSummary> measures = {};
    std::size_t measures_stored = 0;  ///< of which `measures` are those that were asked for
    std::size_t blocks_planned = 0;   ///< trajectories or base samples of the design; 0 without
    std::size_t runs_ok = 0;
    std::size_t runs_failed = 0;
    std::size_t points_without_runs = 0;
    std::optional<double> ignitions_per_year;
};

}  // namespace firebreak::metrics
