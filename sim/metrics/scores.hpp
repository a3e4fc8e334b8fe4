// How good a prediction was: proper scores of an ensemble against what was published.
#pragma once

#include <limits>
#include <span>
#include <vector>

namespace firebreak::metrics {

/// What really happened: a value, or a window in which it lies. `latest` is infinite where all that is known
/// is that it had not happened by `earliest`.
struct Outcome {
    double earliest = 0.0;
    double latest = 0.0;
    [[nodiscard]] static Outcome at(double value) { return {value, value}; }
    [[nodiscard]] bool contains(double value) const { return value >= earliest && value <= latest; }
};

/// Model card.
///   CRPS = integral of (F(x) - 1{y <= x})^2 w(x) dx = mean |X - y| - mean |X - X'| / 2 for w = 1
///   WIS  = (|m - y| / 2 + sum over bands k of a_k / 2 (u_k - l_k + 2 / a_k (distance of y from the band)))
///          / (K + 1/2), with the central bands 1 - a_k of 50, 80, 90 %
///   PIT  = F(y), a range where F jumps there or y is a window
///   F: distribution of the ensemble; y: what happened; m: its median. In the unit of the values.
/// w is 0 inside a published window, where y cannot be told, and beyond the horizon, where the ensemble cannot:
/// the threshold-weighted CRPS, still proper, computed by moving every value to the nearest place where w is 1
/// with the width of the gaps taken out. A point forecast scores its absolute error.
/// Source: Gneiting and Raftery 2007; Bracher et al. 2021 (WIS); Gneiting and Ranjan 2011, Allen et al. 2023
/// (weights, chaining); Czado et al. 2009 (PIT). Valid for any ensemble of at least one member; members may be
/// infinite (not before the horizon). Leaves out: the small-sample ("fair") correction, below 1 % of the spread
/// at 100 members. Worked number: members 1 and 3, y = 2: CRPS 1 - 1/2 = 0.5. Checked by verification row 51. No
/// command calls it yet: it is the measure that a comparison with published times will use.
struct Scores {
    double median = 0.0;  ///< infinite beyond the horizon, as the bands' ends may be
    double low50 = 0.0, high50 = 0.0;
    double low90 = 0.0, high90 = 0.0;
    bool in50 = false;    ///< the band and what was published have a point in common
    bool in90 = false;
    double error = 0.0;   ///< median less what was published, 0 inside a window; infinite with the median
    double crps = 0.0;
    double wis = 0.0;
    double pit_low = 0.0, pit_high = 0.0;
};

/// `ensemble`: at least one value, in any order; infinite ones did not happen before `horizon`.
[[nodiscard]] Scores score(std::span<const double> ensemble, Outcome published, double horizon);

}  // namespace firebreak::metrics
