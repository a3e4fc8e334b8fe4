// Totals of a random number of random losses.
//
// Model card
//   total S = X_1 + ... + X_N,  N ~ Poisson(r),  X_i independent, each one of the n losses with 1 / n
//   P(S = s) = sum over k of w_k f^{*k}(s),  w_k = mean over the rates of e^{-r} r^k / k!
//   Symbols: r expected events in the stretch of time (rate a year times years), itself uncertain: the mean
//   over equally likely rates makes N a mixed Poisson; f the losses on a grid; f^{*k} their k-fold
//   convolution. Source: collective model of risk (Bowers et al. 1997, Actuarial Mathematics, chapter 12).
//   Valid: events that are independent of each other given the rate, losses that are independent of how many
//   there are, r <= 500. Numbers: a loss between two points of the grid is shared between them so that the
//   mean stays exact; a quantile is off by at most one step for each event. The grid has at least `cells`
//   points, of which the largest loss takes a part in the largest number of events K, chosen so that more
//   than K have a probability below 1e-10. Leaves out: a site that is still dark when it burns again, changes
//   of the rate over time, larger losses than were seen in the runs. Worked number: r = ln 2, X = 3 always: S
//   = 0 with .5, 3 with .3466, 6 with .1201, ...; mean 3 ln 2 = 2.079. Checked by verification row 44.
#include "metrics/compound_poisson.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "firebreak/error.hpp"

namespace firebreak::metrics {
namespace {

constexpr double rate_max = 500.0;
constexpr double neglected = 1e-10;       ///< probability of more events than are summed
constexpr std::size_t steps_a_loss = 16;  ///< at least, however many events there are
constexpr double rounding = 1e-9;

/// Probability of k events, k = 0 to K.
std::vector<double> counts(std::span<const double> rates) {
    std::vector<double> weights;
    double left = 1.0;
    for (int k = 0; left > neglected; ++k) {
        double weight = 0.0;
        for (const double rate : rates) {
            if (rate > 0.0) {
                weight += std::exp(k * std::log(rate) - rate - std::lgamma(k + 1.0));
            } else if (k == 0) {
                weight += 1.0;
            }
        }
        weights.push_back(weight / static_cast<double>(rates.size()));
        left -= weights.back();
        // Rounding may leave a remainder that no further term takes away.
        if (k > 3.0 * rate_max) break;
    }
    return weights;
}

/// Part of a distribution on the grid.
struct Cells {
    std::ptrdiff_t first = 0;
    std::vector<double> at;
};

Cells on_grid(std::span<const double> losses, double step) {
    const auto [least, most] = std::minmax_element(losses.begin(), losses.end());
    Cells cells;
    cells.first = static_cast<std::ptrdiff_t>(std::floor(std::min(0.0, *least) / step + rounding));
    const auto last = static_cast<std::ptrdiff_t>(std::ceil(std::max(0.0, *most) / step - rounding));
    cells.at.assign(static_cast<std::size_t>(last - cells.first + 1), 0.0);
    const double each = 1.0 / static_cast<double>(losses.size());
    for (const double loss : losses) {
        const double place = loss / step - static_cast<double>(cells.first);
        const double below = std::floor(place + rounding);
        const double above = place - below > rounding ? place - below : 0.0;
        const auto cell = static_cast<std::size_t>(below);
        cells.at[cell] += each * (1.0 - above);
        if (above > 0.0) cells.at[cell + 1] += each * above;
    }
    return cells;
}

Cells convolved(const Cells& left, const Cells& right) {
    Cells sum{left.first + right.first, std::vector<double>(left.at.size() + right.at.size() - 1, 0.0)};
    for (std::size_t i = 0; i < right.at.size(); ++i) {
        const double share = right.at[i];
        if (share == 0.0) continue;
        for (std::size_t j = 0; j < left.at.size(); ++j) sum.at[i + j] += share * left.at[j];
    }
    return sum;
}

}  // namespace

std::vector<double> equally_likely(const Distribution& rate, std::size_t count) {
    if (rate.shape == Shape::constant) return {rate.first};
    FIREBREAK_ASSERT(count > 0, "a distribution is stood for by at least one value");
    constexpr std::size_t parts = 16;  // of each value's share
    std::vector<double> values(count, 0.0);
    for (std::size_t i = 0; i < count * parts; ++i) {
        const double u = (static_cast<double>(i) + 0.5) / static_cast<double>(count * parts);
        values[i / parts] += quantile(rate, u) / static_cast<double>(parts);
    }
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    // What lies beyond the outermost quantile is missing from a heavy tail.
    const double factor = sum > 0.0 ? mean(rate) * static_cast<double>(count) / sum : 1.0;
    for (double& value : values) value *= factor;
    return values;
}

double TotalLoss::mean() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < probability.size(); ++i)
        sum += probability[i] * static_cast<double>(first + static_cast<std::ptrdiff_t>(i));
    return sum * step;
}

double TotalLoss::at_least(double amount) const {
    double sum = 0.0;
    for (std::size_t i = probability.size(); i-- > 0;) {
        const double steps = static_cast<double>(first + static_cast<std::ptrdiff_t>(i));
        if (steps < amount / step - rounding) break;
        sum += probability[i];
    }
    return std::min(sum, 1.0);
}

double TotalLoss::quantile(double share) const {
    double below = 0.0;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        below += probability[i];
        if (below >= share - rounding)
            return step * static_cast<double>(first + static_cast<std::ptrdiff_t>(i));
    }
    return step * static_cast<double>(first + static_cast<std::ptrdiff_t>(probability.size()) - 1);
}

double TotalLoss::mean_beyond(double share) const {
    double left = 1.0 - share;
    double sum = 0.0;
    for (std::size_t i = probability.size(); i-- > 0 && left > 0.0;) {
        const double taken = std::min(left, probability[i]);
        sum += taken * static_cast<double>(first + static_cast<std::ptrdiff_t>(i));
        left -= taken;
    }
    return sum * step / (1.0 - share);
}

TotalLoss total_loss(const LossEvents& events, std::size_t cells) {
    FIREBREAK_ASSERT(!events.losses.empty() && !events.rates.empty(), "a total has losses and a rate");
    for (const double rate : events.rates)
        FIREBREAK_ASSERT(rate >= 0.0 && rate <= rate_max, "a rate of events is between 0 and 500");
    const auto [least, most] = std::minmax_element(events.losses.begin(), events.losses.end());
    const double range = std::max(0.0, *most) - std::min(0.0, *least);
    const std::vector<double> weights = counts(events.rates);
    if (range == 0.0 || weights.size() == 1) return {1.0, 0, {1.0}};
    const std::size_t most_events = weights.size() - 1;
    const double step = range / static_cast<double>(std::max(cells / most_events, steps_a_loss));
    const Cells one = on_grid(events.losses, step);
    const auto largest = static_cast<std::ptrdiff_t>(most_events);
    TotalLoss total{step, one.first * largest,
                    std::vector<double>((one.at.size() - 1) * most_events + 1, 0.0)};
    Cells sum{0, {1.0}};
    for (std::size_t k = 0; k <= most_events; ++k) {
        const auto shift = static_cast<std::size_t>(sum.first - total.first);
        for (std::size_t i = 0; i < sum.at.size(); ++i)
            total.probability[shift + i] += weights[k] * sum.at[i];
        if (k < most_events) sum = convolved(sum, one);
    }
    return total;
}

LossTail loss_tail(const LossEvents& events, std::size_t cells) {
    const TotalLoss total = total_loss(events, cells);
    const auto losing =
        static_cast<double>(std::ranges::count_if(events.losses, [](double loss) { return loss > 0.0; }));
    const double share = losing / static_cast<double>(events.losses.size());
    LossTail tail;
    for (const double rate : events.rates) tail.any -= std::expm1(-rate * share);
    tail.any /= static_cast<double>(events.rates.size());
    tail.mean = total.mean();
    // The grid shares a small loss with "none"; whether there is any is known exactly.
    const auto quantile = [&](double p) { return 1.0 - tail.any >= p ? 0.0 : total.quantile(p); };
    tail.p95 = quantile(0.95);
    tail.p99 = quantile(0.99);
    tail.p999 = quantile(0.999);
    tail.beyond_p99 = total.mean_beyond(0.99);
    return tail;
}

}  // namespace firebreak::metrics
