// The arithmetic of splitting; its model card is in the header.
#include "metrics/splitting.hpp"

#include <cmath>
#include <limits>

#include "firebreak/error.hpp"

namespace firebreak::metrics {
namespace {

constexpr double two_sided_95 = 1.959963984540054;  // quantile .975 of the normal distribution

}  // namespace

SplittingResult combined(std::vector<double> levels, std::uint32_t trials_per_level) {
    FIREBREAK_ASSERT(!levels.empty() && trials_per_level > 0, "splitting has levels and trials");
    SplittingResult result;
    result.probability = 1.0;
    double squared = 0.0;
    for (const double share : levels) {
        result.probability *= share;
        squared += (1.0 - share) / (share * trials_per_level);
    }
    result.relative_error =
        result.probability > 0.0 ? std::sqrt(squared) : std::numeric_limits<double>::infinity();
    result.trials = levels.size() * static_cast<std::uint64_t>(trials_per_level);
    result.levels = std::move(levels);
    return result;
}

double plain_runs_needed(double probability, double half_width) {
    const double runs_per_error = two_sided_95 / half_width;
    return runs_per_error * runs_per_error * (1.0 - probability) / probability;
}

double splitting_trials_needed(double probability, int levels, double half_width) {
    const double share = std::pow(probability, 1.0 / levels);
    // Each level may bring its part of the squared error only.
    return levels * (levels * plain_runs_needed(share, half_width));
}

}  // namespace firebreak::metrics
