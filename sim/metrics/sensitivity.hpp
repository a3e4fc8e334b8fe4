// What a measure is sensitive to: elementary effects (Morris) and shares of variance (Sobol), each with a
// bootstrap interval. Which points a sweep visits for them is the business of its design.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace firebreak::metrics {

/// An estimate with its 95 % interval; all NaN where there is nothing to estimate from, the ends alone
/// where there is only one block.
struct Estimate {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// Blocks (trajectories, base samples) drawn with replacement, as often as a bootstrap needs. The same
/// for every axis and measure, so one object serves a whole summary.
class Resamples {
  public:
    /// `blocks` is at least 1. Between 200 and 1000 resamples: fewer where there are many blocks.
    explicit Resamples(std::size_t blocks);
    [[nodiscard]] std::size_t blocks() const { return blocks_; }
    [[nodiscard]] std::size_t count() const { return indices_.size() / blocks_; }
    [[nodiscard]] std::span<const std::uint32_t> blocks_of(std::size_t resample) const {
        return {indices_.data() + resample * blocks_, blocks_};
    }

  private:
    std::size_t blocks_;
    std::vector<std::uint32_t> indices_;
};

/// An estimate made from chosen blocks.
using FromBlocks = std::function<double(std::span<const std::uint32_t>)>;

/// `estimate` of all blocks, and the 2.5 % and 97.5 % quantiles of what it gives on each resample. Resamples
/// on which it is not a number are left out.
[[nodiscard]] Estimate bootstrapped(const Resamples& resamples, const FromBlocks& estimate);

/// What one axis does to a measure, in the measure's unit for the axis's whole range.
struct MorrisEffect {
    Estimate mu_star;    ///< mean size of the effect
    double mu = 0.0;     ///< mean of the effect with its sign
    double sigma = 0.0;  ///< its spread: interactions and curvature; NaN with one trajectory
};

/// `effects`: elementary effects of one axis, one of each trajectory; as many as `resamples` has blocks.
[[nodiscard]] MorrisEffect morris_effect(std::span<const double> effects, const Resamples& resamples);

/// The share of a measure's variance that one axis explains: alone, and with all that it takes part in.
struct SobolIndex {
    Estimate first;
    Estimate total;
};

/// Values of a measure on a Saltelli design for one axis; entry i of each belongs to base sample i.
struct SaltelliValues {
    std::span<const double> a;                ///< at matrix A
    std::span<const double> b;                ///< at matrix B
    std::span<const double> a_with_b_column;  ///< at A with the axis's column taken from B
};

/// All three as long as `resamples` has blocks. NaN where the measure does not vary.
[[nodiscard]] SobolIndex sobol_index(const SaltelliValues& values, const Resamples& resamples);

}  // namespace firebreak::metrics
