// Splitting over levels; its model card is in the header.
#include "metrics/splitting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "firebreak/error.hpp"
#include "firebreak/random.hpp"
#include "metrics/statistics.hpp"

namespace firebreak::metrics {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::size_t levels_max = 12;  // of .2 each: 4e-9, beyond which no model of a fire is worth a number
constexpr std::uint32_t caution_max = 7;

struct Trial {
    MovedLuck luck;
    double value = 0.0;
};
using Trials = std::vector<Trial>;

/// One independent go at all levels; the pilot is number 0.
class Ascent {
  public:
    Ascent(const ValuesOf& values_of, const SplittingEffort& effort, std::uint32_t number)
        : values_of_{values_of}, effort_{effort}, luck_{effort.seed, number} {
        for (std::uint32_t t = 0; t < effort.trials; ++t)
            trials_.push_back({{number * effort.trials + t, {}}, 0.0});
        const std::vector<double> values = evaluated(trials_);
        for (std::size_t t = 0; t < trials_.size(); ++t) trials_[t].value = values[t];
    }

    [[nodiscard]] const Trials& trials() const { return trials_; }
    [[nodiscard]] std::uint64_t runs() const { return runs_; }

    /// Leaves the trials above the level; gives their share.
    double pass(double level) {
        std::erase_if(trials_, [&](const Trial& trial) { return !(trial.value > level); });
        return static_cast<double>(trials_.size()) / effort_.trials;
    }

    /// As many trials as before out of those that have passed the level, and all of them moved. Gives the
    /// share of the moves that were kept.
    double regrow(const SplittingLevel& level) {
        ++level_;
        // A drawn start of the turn: none of them has more offspring than another in the mean.
        const double turn = luck_.uniform("splitting.turn", "", level_) * static_cast<double>(trials_.size());
        Trials grown;
        for (std::size_t t = 0; t < effort_.trials; ++t)
            grown.push_back(trials_[(t + static_cast<std::size_t>(turn)) % trials_.size()]);
        trials_ = std::move(grown);
        std::size_t kept = 0;
        for (int step = 0; step < effort_.moves; ++step) kept += move_all(level, step);
        return static_cast<double>(kept) / (static_cast<double>(effort_.trials) * effort_.moves);
    }

  private:
    std::vector<double> evaluated(const Trials& trials) {
        std::vector<MovedLuck> lucks;
        for (const Trial& trial : trials) lucks.push_back(trial.luck);
        runs_ += lucks.size();
        return values_of_(lucks);
    }

    /// Steps of all draws and new ones for some take turns.
    [[nodiscard]] std::uint64_t move(const SplittingLevel& level, int step, std::uint32_t trial) const {
        const double u = luck_.uniform("splitting.move", fmt::format("{}:{}", level_, step), trial);
        const std::uint64_t kind = level.caution << 1 | (step & 1);
        return static_cast<std::uint64_t>(u * 0x1p53) << 4 | kind;
    }

    std::size_t move_all(const SplittingLevel& level, int step) {
        Trials moved = trials_;
        for (std::size_t t = 0; t < moved.size(); ++t)
            moved[t].luck.moves.push_back(move(level, step, static_cast<std::uint32_t>(t)));
        const std::vector<double> values = evaluated(moved);
        std::size_t kept = 0;
        for (std::size_t t = 0; t < moved.size(); ++t) {
            if (!(values[t] > level.above)) continue;
            trials_[t] = {std::move(moved[t].luck), values[t]};
            ++kept;
        }
        return kept;
    }

    const ValuesOf& values_of_;
    const SplittingEffort& effort_;
    Draws luck_;
    Trials trials_;
    std::uint32_t level_ = 0;
    std::uint64_t runs_ = 0;
};

/// The value that about `share` of the trials are above; infinite where all of them are alike.
double level_among(const Trials& trials, double share) {
    std::vector<double> values;
    for (const Trial& trial : trials) values.push_back(trial.value);
    std::ranges::sort(values, std::greater{});
    const auto wanted = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    // `i` values are above the i-th wherever it differs from the one before. Where many values are alike,
    // there is no level that lets the wanted share through: then one that lets more through, or else fewer.
    const auto splits = [&](std::size_t i) {
        return i > 0 && i < values.size() && values[i] < values[i - 1];
    };
    for (std::size_t i = wanted; 2 * i >= wanted && i > 0; --i) {
        if (splits(i)) return values[i];
    }
    for (std::size_t i = wanted + 1; i < values.size(); ++i) {
        if (splits(i)) return values[i];
    }
    for (std::size_t i = wanted / 2; i > 0; --i) {
        if (splits(i)) return values[i];
    }
    return infinite;
}

/// Shares of the trials that got above each level; 0 from the first that none did.
std::vector<double> shares_of(Ascent& ascent, const std::vector<SplittingLevel>& levels) {
    std::vector<double> shares(levels.size(), 0.0);
    for (std::size_t l = 0; l < levels.size(); ++l) {
        if (l > 0) ascent.regrow(levels[l - 1]);
        shares[l] = ascent.pass(levels[l].above);
        if (shares[l] == 0.0) break;
    }
    return shares;
}

/// What no trial of the next level did, 3 in so many may still do (95 %).
double rule_of_three(const RareOutcome& outcome, const SplittingEffort& effort) {
    double bound = std::min(1.0, 3.0 / (static_cast<double>(effort.trials) * effort.estimates));
    for (const double share : outcome.shares) bound *= share > 0.0 ? share : 1.0;
    return bound;
}

}  // namespace

std::vector<SplittingLevel> choose_levels(double threshold, const ValuesOf& values_of,
                                          const SplittingEffort& effort) {
    FIREBREAK_ASSERT(effort.trials >= 10, "levels are chosen among enough trials");
    // Where about half of the moves are kept, the trials get furthest from where they were.
    constexpr double many = 0.6, few = 0.3;
    Ascent pilot{values_of, effort, 0};
    std::vector<SplittingLevel> levels;
    std::uint32_t caution = SplittingLevel{}.caution;
    while (levels.size() < levels_max) {
        const double above = level_among(pilot.trials(), effort.level_share);
        if (above >= threshold) break;
        levels.push_back({above, caution});
        pilot.pass(above);
        const double kept = pilot.regrow(levels.back());
        if (kept < few && caution < caution_max) ++caution;
        if (kept > many && caution > 0) --caution;
    }
    levels.push_back({threshold, caution});
    return levels;
}

RareOutcome split_over_levels(const std::vector<SplittingLevel>& levels, const ValuesOf& values_of,
                              const SplittingEffort& effort) {
    FIREBREAK_ASSERT(!levels.empty() && effort.estimates >= 2, "splitting has levels and estimates");
    RareOutcome outcome{.shares = std::vector<double>(levels.size(), 0.0)};
    for (const SplittingLevel& level : levels) outcome.levels.push_back(level.above);
    std::vector<double> estimates;
    for (int e = 1; e <= effort.estimates; ++e) {
        Ascent ascent{values_of, effort, static_cast<std::uint32_t>(e)};
        const std::vector<double> shares = shares_of(ascent, levels);
        estimates.push_back(std::accumulate(shares.begin(), shares.end(), 1.0, std::multiplies{}));
        for (std::size_t l = 0; l < levels.size(); ++l) outcome.shares[l] += shares[l] / effort.estimates;
        outcome.runs += ascent.runs();
    }
    const Summary summary = summarise(estimates, infinite);
    outcome.probability = summary.mean;
    if (outcome.probability > 0.0) {
        double squares = 0.0;
        for (const double p : estimates) squares += (p - summary.mean) * (p - summary.mean);
        const auto n = static_cast<double>(estimates.size());
        outcome.relative_error = std::sqrt(squares / (n - 1.0) / n) / summary.mean;
        outcome.ci_low = std::max(0.0, summary.ci_low);
        outcome.ci_high = std::min(1.0, summary.ci_high);
    } else {
        outcome.relative_error = infinite;
        outcome.ci_high = rule_of_three(outcome, effort);
    }
    return outcome;
}

std::uint64_t most_runs(std::size_t levels, const SplittingEffort& effort) {
    const std::uint64_t each = effort.trials * (1 + (levels - 1) * static_cast<std::uint64_t>(effort.moves));
    return each * static_cast<std::uint64_t>(effort.estimates);
}

double plain_runs_needed(double probability, double relative_error) {
    return (1.0 - probability) / (probability * relative_error * relative_error);
}

}  // namespace firebreak::metrics
