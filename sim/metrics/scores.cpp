// The ensemble is sorted once; scores are sums over its steps.
#include "metrics/scores.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "firebreak/error.hpp"

namespace firebreak::metrics {
namespace {

/// Moves a value to where the weight is: the window's width is taken out, and nothing lies beyond the horizon.
class Chain {
  public:
    Chain(Outcome published, double horizon) : window_{published}, horizon_{horizon} {}

    [[nodiscard]] double operator()(double value) const {
        const double x = std::min(value, horizon_);
        const double from = std::min(window_.earliest, horizon_);
        const double to = std::min(window_.latest, horizon_);
        return x - std::clamp(x - from, 0.0, to - from);
    }

  private:
    Outcome window_;
    double horizon_;
};

double nearest_rank(std::span<const double> sorted, double share) {
    const double n = static_cast<double>(sorted.size());
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(share * n - 1e-9)));
    return sorted[rank - 1];
}

/// mean |X - y| - mean |X - X'| / 2; the second by ranks, as the values are sorted.
double crps(std::span<const double> sorted, double y) {
    const double n = static_cast<double>(sorted.size());
    double distance = 0.0, spread = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        distance += std::abs(sorted[i] - y);
        spread += (2.0 * static_cast<double>(i) + 1.0 - n) * sorted[i];
    }
    return distance / n - spread / (n * n);
}

double wis(std::span<const double> sorted, double y) {
    double sum = std::abs(nearest_rank(sorted, 0.5) - y) / 2.0;
    constexpr std::array alphas{0.5, 0.2, 0.1};
    for (const double alpha : alphas) {
        const double low = nearest_rank(sorted, alpha / 2.0);
        const double high = nearest_rank(sorted, 1.0 - alpha / 2.0);
        const double outside = std::max({low - y, y - high, 0.0});
        sum += alpha / 2.0 * (high - low) + outside;
    }
    return sum / (static_cast<double>(alphas.size()) + 0.5);
}

double share_below(std::span<const double> sorted, double value, bool inclusive) {
    const auto end = inclusive ? std::upper_bound(sorted.begin(), sorted.end(), value)
                               : std::lower_bound(sorted.begin(), sorted.end(), value);
    return static_cast<double>(end - sorted.begin()) / static_cast<double>(sorted.size());
}

}  // namespace

Scores score(std::span<const double> ensemble, Outcome published, double horizon) {
    FIREBREAK_ASSERT(!ensemble.empty(), "a prediction has at least one member");
    FIREBREAK_ASSERT(published.earliest <= published.latest, "a window begins before it ends");
    std::vector<double> sorted{ensemble.begin(), ensemble.end()};
    std::sort(sorted.begin(), sorted.end());
    Scores scores;
    scores.median = nearest_rank(sorted, 0.5);
    scores.low50 = nearest_rank(sorted, 0.25);
    scores.high50 = nearest_rank(sorted, 0.75);
    scores.low90 = nearest_rank(sorted, 0.05);
    scores.high90 = nearest_rank(sorted, 0.95);
    const auto meets = [&](double low, double high) { return low <= published.latest && high >= published.earliest; };
    scores.in50 = meets(scores.low50, scores.high50);
    scores.in90 = meets(scores.low90, scores.high90);
    if (!published.contains(scores.median))
        scores.error = scores.median - (scores.median < published.earliest ? published.earliest : published.latest);
    scores.pit_low = share_below(sorted, published.earliest, false);
    scores.pit_high = share_below(sorted, published.latest, true);
    const Chain chain{published, horizon};
    for (double& value : sorted) value = chain(value);
    const double y = chain(published.earliest);
    scores.crps = crps(sorted, y);
    scores.wis = wis(sorted, y);
    return scores;
}

}  // namespace firebreak::metrics
