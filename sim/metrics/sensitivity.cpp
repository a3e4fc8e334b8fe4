// Estimators of sensitivity.
//
// Model card
//   Morris: effect d = (y after - y before) / (x after - x before), x in [0, 1];
//     mu* = mean |d|, mu = mean d, sigma = standard deviation of d (n - 1), over trajectories
//   Sobol: S = mean(f(B) (f(AB) - f(A))) / V;   ST = mean((f(A) - f(AB))^2) / (2 V)
//     V: variance of f over the rows of A and B together; f counted from its mean over A and B
//     AB: A with the axis's column taken from B
//   Symbols: y, f a measure (mean over replications) in its unit; mu*, mu, sigma in that unit for the whole
//   range of the axis; S, ST without unit. 95 % intervals: percentile bootstrap over trajectories or rows.
//   Source: Morris 1991; Campolongo et al. 2007 (mu*); Saltelli et al. 2010 (S); Jansen 1999 (ST).
//   Valid: independent axes. From few rows S may come out below 0 or above ST: then more rows are needed.
//   Leaves out: second-order indices. With luck of its own at each point, the noise of the mean counts as
//   an interaction of every axis and raises ST; with common luck, indices hold for the luck that was drawn.
//   The rows of a Sobol sequence are more even than independent ones, so the intervals are rather too wide.
//   Worked number: f = x1 + 2 x2 on the unit square: S1 = ST1 = 1/5, S2 = ST2 = 4/5; mu* = 1 and 2, sigma 0.
//   Checked by verification rows 46 and 47.
#include "metrics/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "firebreak/error.hpp"
#include "firebreak/random.hpp"

namespace firebreak::metrics {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Of a sorted list.
double nearest_rank(std::span<const double> sorted, double share) {
    const double rank = std::ceil(share * static_cast<double>(sorted.size()));
    return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

/// A list of values with its sums over chosen blocks.
double mean_over(std::span<const double> values, std::span<const std::uint32_t> chosen) {
    double sum = 0.0;
    for (const std::uint32_t block : chosen) sum += values[block];
    return sum / static_cast<double>(chosen.size());
}

}  // namespace

Resamples::Resamples(std::size_t blocks) : blocks_{blocks} {
    FIREBREAK_ASSERT(blocks > 0, "a bootstrap draws from at least one block");
    constexpr std::size_t indices_wanted = std::size_t{1} << 22;  // 16 MB
    const std::size_t resamples = std::clamp<std::size_t>(indices_wanted / blocks, 200, 1000);
    indices_.resize(resamples * blocks);
    // One stream for all: which blocks are drawn has nothing to do with the luck of the runs.
    for (std::size_t r = 0; r < resamples; ++r) {
        const Draws draws{0, static_cast<std::uint32_t>(r)};
        for (std::size_t i = 0; i < blocks; ++i) {
            const double u = draws.uniform("bootstrap", "block", static_cast<std::uint32_t>(i));
            const auto block = static_cast<std::size_t>(u * static_cast<double>(blocks));
            indices_[r * blocks + i] = static_cast<std::uint32_t>(std::min(block, blocks - 1));
        }
    }
}

Estimate bootstrapped(const Resamples& resamples, const FromBlocks& estimate) {
    std::vector<std::uint32_t> all(resamples.blocks());
    std::iota(all.begin(), all.end(), 0u);
    Estimate result{estimate(all), nothing, nothing};
    if (resamples.blocks() < 2) return result;
    std::vector<double> seen;
    for (std::size_t r = 0; r < resamples.count(); ++r) {
        const double value = estimate(resamples.blocks_of(r));
        if (!std::isnan(value)) seen.push_back(value);
    }
    if (seen.empty()) return result;
    std::sort(seen.begin(), seen.end());
    result.low = nearest_rank(seen, 0.025);
    result.high = nearest_rank(seen, 0.975);
    return result;
}

MorrisEffect morris_effect(std::span<const double> effects, const Resamples& resamples) {
    FIREBREAK_ASSERT(effects.size() == resamples.blocks(), "each trajectory moves each axis once");
    std::vector<double> sizes;
    for (const double effect : effects) sizes.push_back(std::abs(effect));
    MorrisEffect result;
    result.mu_star = bootstrapped(
        resamples, [&](std::span<const std::uint32_t> chosen) { return mean_over(sizes, chosen); });
    result.mu = mean_of(effects);
    double squares = 0.0;
    for (const double effect : effects) squares += (effect - result.mu) * (effect - result.mu);
    result.sigma =
        effects.size() < 2 ? nothing : std::sqrt(squares / static_cast<double>(effects.size() - 1));
    return result;
}

SobolIndex sobol_index(const SaltelliValues& values, const Resamples& resamples) {
    const std::size_t rows = resamples.blocks();
    FIREBREAK_ASSERT(
        values.a.size() == rows && values.b.size() == rows && values.a_with_b_column.size() == rows,
        "a Saltelli design has three values of each axis in each row");
    const double centre = 0.5 * (mean_of(values.a) + mean_of(values.b));
    // What a row adds to each sum; a resample only adds these up.
    std::vector<double> level(rows), square(rows), first(rows), total(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const double a = values.a[i] - centre;
        const double b = values.b[i] - centre;
        const double mixed = values.a_with_b_column[i] - centre;
        level[i] = 0.5 * (a + b);
        square[i] = 0.5 * (a * a + b * b);
        first[i] = b * (mixed - a);
        total[i] = 0.5 * (a - mixed) * (a - mixed);
    }
    const double scale = mean_of(square) + centre * centre;
    const auto share = [&](const std::vector<double>& part) {
        return [&](std::span<const std::uint32_t> chosen) {
            const double mean = mean_over(level, chosen);
            const double variance = mean_over(square, chosen) - mean * mean;
            // What is left by rounding is no variance.
            return variance > 1e-24 * scale ? mean_over(part, chosen) / variance : nothing;
        };
    };
    return {bootstrapped(resamples, share(first)), bootstrapped(resamples, share(total))};
}

}  // namespace firebreak::metrics
