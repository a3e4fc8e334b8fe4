// Morris trajectories: walks over a grid that move one axis a step.
//
// Model card
//   delta = p / (2 (p - 1));   levels l / (p - 1), l = 0 ... p - 1;   a step goes from l to l +- p/2
//   p: levels, even, so that each level is as likely as any other. k + 1 points a trajectory, k: axes.
//   Source: Morris 1991; random direction of each step as there. Valid: p even, at least 2. Leaves out:
//   choosing trajectories that lie far apart (Campolongo et al. 2007).
//   Worked number: p = 4: delta = 2/3; from level 1/3 the only move is up, to 1.
#include <string>

#include "firebreak/error.hpp"
#include "sweep/designs/design.hpp"
#include "sweep/designs/order.hpp"

namespace firebreak::sweep {

Design morris(const MorrisSize& size) {
    FIREBREAK_ASSERT(size.levels >= 2 && size.levels % 2 == 0, "the levels of a Morris design are even");
    const Draws draws{size.seed, 0};
    const std::size_t jump = size.levels / 2;
    const auto at_level = [&](std::size_t level) {
        return static_cast<double>(level) / static_cast<double>(size.levels - 1);
    };
    Design design;
    for (std::size_t t = 0; t < size.trajectories; ++t) {
        const auto index = static_cast<std::uint32_t>(t);
        std::vector<std::size_t> low(size.dimensions);
        std::vector<bool> up(size.dimensions);
        DesignPoint point{.block = static_cast<int>(t)};
        for (std::size_t axis = 0; axis < size.dimensions; ++axis) {
            const std::string name = std::to_string(axis);
            low[axis] = static_cast<std::size_t>(draws.uniform("morris start", name, index) *
                                                 static_cast<double>(jump));
            up[axis] = draws.uniform("morris direction", name, index) < 0.5;
            point.at.push_back(at_level(up[axis] ? low[axis] : low[axis] + jump));
        }
        design.push_back(point);
        for (const std::size_t axis :
             random_order(size.dimensions, draws, "morris order", std::to_string(t))) {
            point.at[axis] = at_level(up[axis] ? low[axis] + jump : low[axis]);
            point.axis = static_cast<int>(axis);
            ++point.role;
            design.push_back(point);
        }
    }
    return design;
}

}  // namespace firebreak::sweep
