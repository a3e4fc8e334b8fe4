// Probabilities too small for plain runs: fixed-effort splitting over levels on the way to the rare outcome.
//
// Model card
//   p = product of p_l, p_l = (trials of level l that got there) / n;   relative error^2 = sum (1 - p_l) / (n
//   p_l) n trials at each level, each started from a state that reached the level before, in turn. Symbols: p
//   without unit; the error is the standard error of p divided by p. Source: Garvels 2000; L'Ecuyer, Demers,
//   Tuffin 2007 (fixed effort). p is unbiased; the error is that of independent levels. Valid: p_l not far
//   from .1 to .5, n a few hundred or more; the state holds all that the future depends on, and luck comes in
//   where a trial goes on. Leaves out: the part of the error that comes from good and bad states among those
//   that reached a level. Worked number: four levels of .1 and n = 13,830: error sqrt(4 * 9 / 13,830) = 5.1
//   %, 10 % either side of p = 1e-4 with 95 % confidence, from 55,320 short trials; plain runs need 3.84
//   million whole ones. Checked by verification row 48.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "firebreak/random.hpp"

namespace firebreak::metrics {

/// What splitting found.
struct SplittingResult {
    double probability = 0.0;     ///< 0 where no trial reached a level
    double relative_error = 0.0;  ///< standard error / probability; infinite where probability is 0
    std::vector<double> levels;   ///< share of the trials that reached each level; ends with the first 0
    std::uint64_t trials = 0;
};

/// Goes on from a state until it reaches `level` (from 1) and returns it as it is then, or returns nothing
/// where that will not happen any more. `luck` is new for each trial.
template <class State>
using Advance = std::function<std::optional<State>(State, int level, const Draws& luck)>;

struct SplittingEffort {
    int levels = 1;
    std::uint32_t trials = 1000;  ///< at each level
    std::uint64_t seed = 1;
};

/// The probability to get from `start` to the last level. Same seed, same result.
template <std::copy_constructible State>
[[nodiscard]] SplittingResult fixed_effort_splitting(const State& start, const Advance<State>& advance,
                                                     const SplittingEffort& effort);

/// What plain runs need for an interval of `half_width` (a share of `probability`) either side, 95 %.
[[nodiscard]] double plain_runs_needed(double probability, double half_width);

/// Trials, at `levels` levels of equal probability together, for the same.
[[nodiscard]] double splitting_trials_needed(double probability, int levels, double half_width);

/// Probability and error that follow from the shares; adds the levels' numbers up.
[[nodiscard]] SplittingResult combined(std::vector<double> levels, std::uint32_t trials_per_level);

template <std::copy_constructible State>
SplittingResult fixed_effort_splitting(const State& start, const Advance<State>& advance,
                                       const SplittingEffort& effort) {
    std::vector<State> from{start};
    std::vector<double> shares;
    for (int level = 1; level <= effort.levels && !from.empty(); ++level) {
        std::vector<State> reached;
        for (std::uint32_t trial = 0; trial < effort.trials; ++trial) {
            // A root seed of its own for each level: trials of two levels share no luck.
            const Draws luck{effort.seed + static_cast<std::uint64_t>(level) * 0x9e3779b97f4a7c15ULL, trial};
            if (auto state = advance(from[trial % from.size()], level, luck))
                reached.push_back(std::move(*state));
        }
        shares.push_back(static_cast<double>(reached.size()) / effort.trials);
        from = std::move(reached);
    }
    return combined(std::move(shares), effort.trials);
}

}  // namespace firebreak::metrics
