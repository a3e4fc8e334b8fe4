// Random points: independent ones, and ones that share each axis out among them.
//
// Model card
//   latin hypercube   x_ij = (pi_j(i) + u_ij) / n
//   pi_j: a random order of 0 ... n - 1 for axis j; u_ij: uniform in (0, 1); n: points.
//   Source: McKay, Beckman and Conover 1979. Valid: any n and any number of axes. Leaves out: any care for
//   pairs of axes (a Sobol sequence takes some). Worked number: with n = 4 the points of each axis fall
//   into [0, 1/4), [1/4, 1/2), [1/2, 3/4) and [3/4, 1), one each.
#include <string>

#include "sweep/designs/design.hpp"
#include "sweep/designs/order.hpp"

namespace firebreak::sweep {

Design monte_carlo(const SampleSize& size) {
    const Draws draws{size.seed, 0};
    Design design(size.points);
    for (std::size_t i = 0; i < size.points; ++i) {
        design[i].at.resize(size.dimensions);
        for (std::size_t axis = 0; axis < size.dimensions; ++axis) {
            design[i].at[axis] =
                draws.uniform("monte carlo", std::to_string(axis), static_cast<std::uint32_t>(i));
        }
    }
    return design;
}

Design latin_hypercube(const SampleSize& size) {
    const Draws draws{size.seed, 0};
    Design design(size.points);
    for (DesignPoint& point : design) point.at.resize(size.dimensions);
    for (std::size_t axis = 0; axis < size.dimensions; ++axis) {
        const std::string name = std::to_string(axis);
        const std::vector<std::size_t> strata = random_order(size.points, draws, "stratum", name);
        for (std::size_t i = 0; i < size.points; ++i) {
            const double inside = draws.uniform("in stratum", name, static_cast<std::uint32_t>(i));
            design[i].at[axis] = (static_cast<double>(strata[i]) + inside) / static_cast<double>(size.points);
        }
    }
    return design;
}

}  // namespace firebreak::sweep
