// Experimental designs: which points of the unit cube a sweep visits, and what each point is there for.
// Pure: the same arguments give the same points, bit for bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace firebreak::sweep {

enum class DesignKind { grid, one_at_a_time, latin_hypercube, sobol, morris, saltelli, monte_carlo };

/// Coordinate of an axis that stays as the base scenario has it (one at a time only): not a number.
[[nodiscard]] double as_in_scenario();
[[nodiscard]] bool is_as_in_scenario(double coordinate);

/// One point of a design. `block`, `role` and `axis` say what an estimator needs to know:
///
/// | design          | block             | role                              | axis |
/// |-----------------|-------------------|-----------------------------------|-------------------------------|
/// | one at a time   | 0                 | 0 base, 1 changed                 | the axis that was changed | |
/// morris          | trajectory, 0...  | step, 0 (start) to dimensions     | the axis that this step moved |
/// | saltelli        | base sample, 0... | `Matrix`                          | column taken from the other |
/// | all others      | 0                 | 0                                 | -1 |
///
/// `axis` is -1 where none is meant. In morris the elementary effect of step s > 0 is the difference to
/// the point before it, divided by the (signed) difference of `at[axis]`.
struct DesignPoint {
    std::vector<double> at = {};  ///< a coordinate for each axis, in [0, 1]; or `as_in_scenario()`
    std::int32_t block = 0;
    std::int32_t role = 0;
    std::int32_t axis = -1;
};

/// Roles in a Saltelli design: the two independent matrices, A with one column of B, B with one of A.
enum Matrix : std::int32_t { matrix_a = 0, matrix_b = 1, a_with_column_of_b = 2, b_with_column_of_a = 3 };

using Design = std::vector<DesignPoint>;

/// Every combination; the last axis varies fastest. `levels`: of each axis, at least 1. Level i of n has
/// the coordinate (i + 1/2) / n.
[[nodiscard]] Design grid(const std::vector<std::size_t>& levels);

/// The scenario as it is, then each level of each axis alone.
[[nodiscard]] Design one_at_a_time(const std::vector<std::size_t>& levels);

struct SampleSize {
    std::size_t dimensions = 1;
    std::size_t points = 1;
    std::uint64_t seed = 1;
};

/// Independent uniform points.
[[nodiscard]] Design monte_carlo(const SampleSize& size);

/// Every axis is cut into `points` strata of equal size, and each stratum is hit exactly once.
[[nodiscard]] Design latin_hypercube(const SampleSize& size);

/// The Sobol sequence from its origin on, shifted digitally by the seed: any 2^m points that start at a
/// multiple of 2^m hit each of 2^m strata of every axis once. Up to `sobol_dimensions_max` axes.
[[nodiscard]] Design sobol(const SampleSize& size);
inline constexpr std::size_t sobol_dimensions_max = 3667;

struct MorrisSize {
    std::size_t dimensions = 1;
    std::size_t trajectories = 10;
    std::size_t levels = 4;  ///< of the grid on each axis; even
    std::uint64_t seed = 1;
};

/// Trajectories of dimensions + 1 points on the grid {0, 1/(p-1), ..., 1}; each step moves one axis by
/// p / (2 (p - 1)), up or down, and each axis is moved once.
[[nodiscard]] Design morris(const MorrisSize& size);

struct SaltelliSize {
    std::size_t dimensions = 1;
    std::size_t base_points = 1;  ///< rows of A and B; powers of two are best
    bool second_order = false;    ///< also B with each column of A
    std::uint64_t seed = 1;
};

/// For each base sample: A, A with column i of B for each axis i, (with `second_order` B with column i of
/// A for each axis i,) and B. A and B are the two halves of one Sobol sequence.
[[nodiscard]] Design saltelli(const SaltelliSize& size);

}  // namespace firebreak::sweep
