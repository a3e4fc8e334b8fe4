// Order statistics, tail means and annual losses.
//
// Model card
//   quantile p = the ceil(p n)-th smallest value; its interval: the values of ranks l and u with
//     P(Bin(n, p) < l) <= .025 and P(Bin(n, p) >= u) <= .025, as close as that allows
//   mean beyond p = (sum of the values above rank m + (m - n p) times the m-th) / (n (1 - p)), m = ceil(n p)
//   annual loss = rate times mean loss;   P(at least one in T years) = 1 - exp(-rate T)
//   Symbols: n values; p a share; values in the unit of the measure; rate a year.
//   Source: order statistics (binomial count of values below a quantile); expected shortfall (Acerbi and
//   Tasche 2002); compound Poisson process. Valid: independent values; events that come independently.
//   Leaves out: values that were cut at the horizon make the mean beyond a lower bound.
//   Worked numbers: n = 59, p = .95, one-sided: the greatest lies above with 1 - .95^59 = 95.15 % (Wilks);
//   1, 2, ..., 10 and p = .75: m = 8, (9 + 10 + .5 * 8) / 2.5 = 9.2; rate .002, 50 M: 100 k a year, .0198 in
//   10 years. Checked by verification row 44.
#include "metrics/tail.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>

#include "firebreak/error.hpp"

namespace firebreak::metrics {
namespace {

// Boost would otherwise compute in long double, whose width differs between machines.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr double beyond_each_end = 0.025;

std::size_t rank_of(std::size_t n, double share) {
    // .95 * 20 is a hair above 19: a rank is not to jump for that.
    const double rank = std::ceil(share * static_cast<double>(n) - 1e-9);
    return rank < 1.0 ? 1 : static_cast<std::size_t>(rank);
}

/// The least k of 0 to n with P(Bin(n, p) <= k) >= probability.
std::size_t count_reaching(std::size_t n, double p, double probability) {
    const boost::math::binomial_distribution<double, InDouble> count{static_cast<double>(n), p};
    std::size_t low = 0;
    std::size_t high = n;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (boost::math::cdf(count, static_cast<double>(middle)) >= probability) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

}  // namespace

Ranks enclosing_ranks(std::size_t n, double share) {
    FIREBREAK_ASSERT(n > 0 && share > 0.0 && share < 1.0, "a quantile of values, inside (0, 1)");
    // P(Bin <= l - 1) <= .025 < P(Bin <= l), apart from equality, which is the cautious side.
    const std::size_t low = count_reaching(n, share, beyond_each_end);
    // P(Bin <= u - 1) >= .975.
    const std::size_t high = count_reaching(n, share, 1.0 - beyond_each_end) + 1;
    return {low, high};
}

QuantileEstimate quantile_estimate(std::span<const double> sorted, double share) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    const std::size_t n = sorted.size();
    const Ranks ranks = enclosing_ranks(n, share);
    return {.value = sorted[rank_of(n, share) - 1],
            .low = ranks.low >= 1 ? sorted[ranks.low - 1] : nothing,
            .high = ranks.high <= n ? sorted[ranks.high - 1] : nothing};
}

double mean_beyond(std::span<const double> sorted, double share) {
    FIREBREAK_ASSERT(!sorted.empty() && share >= 0.0 && share < 1.0, "the tail of values, above a share");
    const std::size_t n = sorted.size();
    const std::size_t rank = rank_of(n, share);
    double sum = (static_cast<double>(rank) - share * static_cast<double>(n)) * sorted[rank - 1];
    for (std::size_t i = rank; i < n; ++i) sum += sorted[i];
    return sum / (static_cast<double>(n) * (1.0 - share));
}

double expected_annual_loss(double rate_per_year, double mean_loss) {
    return rate_per_year * mean_loss;
}

double probability_within(double rate_per_year, double years) {
    return -std::expm1(-rate_per_year * years);
}

}  // namespace firebreak::metrics
