// Probabilities too small for plain runs: splitting over levels on the way to the rare outcome.
//
// Model card
//   p = product of p_l;   p_l = share of the trials of level l whose value is above that level
//   The trials of the first level are plain runs; those of each further one are the runs that got above the
//   level before, repeated in turn, and moved: a move changes some of the draws and is kept where the value
//   stays above that level (Metropolis), so that all of them stay runs "given that it got so far". How small
//   the changes get follows from how rare the level is; how many draws change, from what the pilot could
//   keep. relative error = s / (mean sqrt(m)), of m independent estimates with standard deviation s. Symbols:
//   p without unit; values in the unit of the measure. Source: Au and Beck 2001 (subset simulation); Cerou,
//   Del Moral, Furon, Guyader 2012 (no bias with fixed levels, whatever the moves). The levels come from a
//   pilot with luck of its own, and are then fixed. Valid: any value that follows from the draws. Leaves out:
//   an outcome that can come about in two very different ways, of which the runs that got half way show only
//   one, is underestimated more often than not; the spread of the estimates need not show it. Worked number:
//   four levels of .1 with 13,830 independent trials each have an error of sqrt(4 * 9 / 13,830) = 5.1 %, 10 %
//   either side of p = 1e-4 with 95 % confidence; plain runs need 3.84 million. Checked by verification
//   row 48.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace firebreak::metrics {

/// The luck of one run: a replication, and moves away from it (see `Draws`).
struct MovedLuck {
    std::uint32_t replication = 0;
    std::vector<std::uint64_t> moves = {};
};

/// The value of a run with each luck, in their order. Not NaN; may be infinite.
using ValuesOf = std::function<std::vector<double>(std::span<const MovedLuck>)>;

struct SplittingEffort {
    std::uint32_t trials = 100;  ///< at each level, for each estimate; at least 10
    int moves = 6;               ///< of each trial, between two levels
    int estimates = 10;          ///< at least 2
    std::uint64_t seed = 1;      ///< of the moves
    double level_share = 0.2;    ///< of the trials, that the levels are chosen to let through
};

struct SplittingLevel {
    double above = 0.0;         ///< the level is passed by values above this
    std::uint32_t caution = 2;  ///< of the moves of trials that passed it (see `Draws`), 0 to 7
};

/// Levels from a pilot, rising, each below `threshold` but the last, which it is. Where the pilot finds no
/// way up, the threshold follows at once. Its replications are 0 to `trials` - 1.
[[nodiscard]] std::vector<SplittingLevel> choose_levels(double threshold, const ValuesOf& values_of,
                                                        const SplittingEffort& effort);

/// What splitting found.
struct RareOutcome {
    double probability = 0.0;         ///< 0 where no trial got there
    double relative_error = 0.0;      ///< standard error / probability; infinite where probability is 0
    double ci_low = 0.0;              ///< 95 %, by the spread of the estimates
    double ci_high = 0.0;             ///< where no trial got there: 95 % too, by the rule of three
    std::vector<double> levels = {};  ///< by level: what its values are above
    std::vector<double> shares = {};  ///< by level: mean of the trials that got above it
    std::uint64_t runs = 0;           ///< without the pilot's
};

/// The probability that a run's value is above the last of `levels` (rising, at least one). Replications are
/// `trials` and above. Same effort, same result.
[[nodiscard]] RareOutcome split_over_levels(const std::vector<SplittingLevel>& levels,
                                            const ValuesOf& values_of, const SplittingEffort& effort);

/// Runs that `split_over_levels` plays at most, over so many levels.
[[nodiscard]] std::uint64_t most_runs(std::size_t levels, const SplittingEffort& effort);

/// What plain runs need for a relative error of `relative_error`.
[[nodiscard]] double plain_runs_needed(double probability, double relative_error);

}  // namespace firebreak::metrics
