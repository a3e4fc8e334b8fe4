// Randomness: one root seed, a number for each (purpose, entity, index), and quantile functions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "firebreak/units.hpp"

namespace firebreak {

enum class Shape { constant, uniform, triangular, lognormal, exponential, beta, weibull, log_uniform };

/// A distribution by its quantile function. Meaning of the three numbers:
/// constant(value) · uniform(min, max) · triangular(min, mode, max) · lognormal(median, sigma) ·
/// exponential(mean) · beta(alpha, beta) · weibull(scale, shape) · log_uniform(min, max).
/// `sigma` is the standard deviation of the logarithm; a Weibull `shape` below 1 means that what has lasted a
/// while lasts longer still; the logarithm of a log-uniform value is uniform: each power of ten weighs alike.
struct Distribution {
    Shape shape = Shape::constant;
    double first = 0.0;
    double second = 0.0;
    double third = 0.0;
    bool operator==(const Distribution&) const = default;
};

/// The value below which a share `u` of the distribution lies, 0 < u < 1. Inverse-CDF sampling
/// keeps draws monotone in `u`, which common random numbers rely on.
[[nodiscard]] double quantile(const Distribution& distribution, double u);

/// The mean, in closed form.
[[nodiscard]] double mean(const Distribution& distribution);

/// A duration with uncertainty; the numbers of `in_seconds` are seconds (sigma has no unit).
struct UncertainDuration {
    Distribution in_seconds;
    bool operator==(const UncertainDuration&) const = default;
};

/// A share with uncertainty; quantiles outside [0, 1] are cut to it.
struct UncertainRatio {
    Distribution share;
    bool operator==(const UncertainRatio&) const = default;
};

/// Another number with uncertainty, in the unit that the field says.
struct UncertainNumber {
    Distribution value;
    bool operator==(const UncertainNumber&) const = default;
};

/// The luck of one replication. Stateless: the same (purpose, entity, index) always gets the same
/// number, so adding a rack moves no other draw and two layouts share their luck by name.
///
/// `moves` lead from there to neighbouring luck, one after the other. All numbers stay uniform and
/// independent, and a move is as likely as its way back, which is what splitting asks for. The lowest bit of a
/// move says whether it changes every number a little, or some of them (by name) altogether; the next three
/// how cautious it is, k: steps of at most 8 / 2^k in log(u / (1 - u)), or one number in 2^k. The rest is luck.
class Draws {
  public:
    /// What `moves` refers to must live as long as this.
    Draws(std::uint64_t root_seed, std::uint32_t replication, std::span<const std::uint64_t> moves = {});

    /// Uniform in (0, 1), never 0 or 1.
    [[nodiscard]] double uniform(std::string_view purpose, std::string_view entity, std::uint32_t index = 0) const;
    /// Whole ticks, never negative.
    [[nodiscard]] Ticks duration(const UncertainDuration& duration, std::string_view purpose,
                                 std::string_view entity, std::uint32_t index = 0) const;
    /// The longest of `count` (positive) independent durations.
    [[nodiscard]] Ticks longest(const UncertainDuration& duration, int count, std::string_view purpose,
                                std::string_view entity, std::uint32_t index = 0) const;
    [[nodiscard]] Ratio ratio(const UncertainRatio& ratio, std::string_view purpose, std::string_view entity) const;
    [[nodiscard]] double number(const UncertainNumber& number, std::string_view purpose, std::string_view entity,
                                std::uint32_t index = 0) const;
    [[nodiscard]] bool happens(Probability probability, std::string_view purpose, std::string_view entity) const;
    /// Number of successes in `trials` independent trials (inverse of the binomial CDF).
    [[nodiscard]] int binomial(int trials, Probability probability, std::string_view purpose,
                               std::string_view entity, std::uint32_t index = 0) const;

  private:
    std::uint64_t base_;
    std::span<const std::uint64_t> moves_;
};

}  // namespace firebreak
