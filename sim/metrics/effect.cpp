// The plain interval and what one more pair could make of it.
#include "metrics/effect.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace firebreak::metrics {
namespace {

constexpr double level = 0.05;
constexpr double last_bits = 1e-9;  ///< sums over functions miss each other by so much

// Boost would otherwise compute in long double, whose width differs between machines.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

struct Spread {
    double mean = 0.0;
    double half_width = 0.0;
};

Spread spread(const std::vector<double>& values, double tail) {
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0.0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const boost::math::students_t_distribution<double, InDouble> t{n - 1.0};
    return {mean,
            boost::math::quantile(boost::math::complement(t, tail)) * std::sqrt(squares / (n - 1.0) / n)};
}

Spread with_one_more(std::vector<double> values, double further, double tail) {
    values.push_back(further);
    return spread(values, tail);
}

}  // namespace

double acts_in_fewer_than(int n) {
    return std::min(1.0, 3.0 / n);
}

Effect effect(Pairs pairs, double horizon_h, int at_once) {
    FIREBREAK_ASSERT(!pairs.base.empty() && pairs.base.size() == pairs.other.size() && at_once > 0,
                     "an effect pairs the replications of both sides");
    const auto counted = [horizon_h](double value) { return std::isinf(value) ? horizon_h : value; };
    Effect result;
    std::vector<double> saved;
    double largest_loss = 0.0;
    for (std::size_t i = 0; i < pairs.base.size(); ++i) {
        const double base = counted(pairs.base[i]);
        const double difference = base - counted(pairs.other[i]);
        const bool acts = std::abs(difference) > last_bits * std::max(1.0, std::abs(base));
        result.acted += acts ? 1 : 0;
        saved.push_back(acts ? difference : 0.0);
        largest_loss = std::max(largest_loss, std::abs(base));
    }
    result.n = static_cast<int>(saved.size());
    const auto [smallest, largest] = std::ranges::minmax(saved);
    result.mean =
        smallest == largest ? smallest : std::accumulate(saved.begin(), saved.end(), 0.0) / result.n;
    if (result.n < 2) {
        result.ci_low = result.ci_high = std::numeric_limits<double>::quiet_NaN();
        return result;
    }
    const double tail = level / at_once / 2.0;
    if (smallest == largest) {
        const double unseen = (1.0 - std::pow(tail, 1.0 / result.n)) * largest_loss;
        result.ci_low = result.mean - unseen;
        result.ci_high = result.mean + unseen;
        return result;
    }
    const Spread plain = spread(saved, tail);
    const double stretch = 1.0 + 2.0 / result.acted;  // the largest of few is seldom the largest there is
    const Spread up = with_one_more(saved, std::max(largest, 0.0) * stretch, tail);
    const Spread down = with_one_more(saved, std::min(smallest, 0.0) * stretch, tail);
    result.ci_low = std::min(plain.mean - plain.half_width, down.mean - down.half_width);
    result.ci_high = std::max(plain.mean + plain.half_width, up.mean + up.half_width);
    return result;
}

}  // namespace firebreak::metrics
