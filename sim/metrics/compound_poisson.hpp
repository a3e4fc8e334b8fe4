// The sum of the losses of all events in a stretch of time: how bad a year, or twenty, may get.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "firebreak/random.hpp"

namespace firebreak::metrics {

/// `count` rates that are equally likely, in ascending order, with exactly the mean of `rate`; one where it
/// is certain.
[[nodiscard]] std::vector<double> equally_likely(const Distribution& rate, std::size_t count);

/// Events that come independently at a rate which is one of `rates` (equally likely, none above 500 a
/// stretch), each with one of `losses` (equally likely, finite, at least one; negative ones are gains).
struct LossEvents {
    std::span<const double> losses;
    std::span<const double> rates;  ///< events in the stretch of time
};

/// A total on a grid: probability[i] of a total of (first + i) steps.
struct TotalLoss {
    double step = 1.0;
    std::ptrdiff_t first = 0;
    std::vector<double> probability;

    [[nodiscard]] double mean() const;
    /// Of a total of `amount` or more, to rounding.
    [[nodiscard]] double at_least(double amount) const;
    /// The least total that is not exceeded with a probability of `share`, 0 < share < 1.
    [[nodiscard]] double quantile(double share) const;
    /// Mean of the largest totals, which make up 1 - `share` of all probability; 0 <= share < 1.
    [[nodiscard]] double mean_beyond(double share) const;
};

/// The distribution of the total. `cells` is the least size of the grid.
[[nodiscard]] TotalLoss total_loss(const LossEvents& events, std::size_t cells = 4096);

/// What a planner asks of a stretch of time; losses, none negative.
struct LossTail {
    double any = 0.0;  ///< probability of any loss at all
    double mean = 0.0;
    double p95 = 0.0;
    double p99 = 0.0;
    double p999 = 0.0;
    double beyond_p99 = 0.0;  ///< mean of the worst 1 % of such stretches
};
[[nodiscard]] LossTail loss_tail(const LossEvents& events, std::size_t cells = 4096);

}  // namespace firebreak::metrics
