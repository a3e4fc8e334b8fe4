// Designs over levels: every combination, and one axis at a time.
#include <cmath>
#include <limits>

#include "sweep/designs/design.hpp"

namespace firebreak::sweep {
namespace {

double coordinate(std::size_t level, std::size_t levels) {
    return (static_cast<double>(level) + 0.5) / static_cast<double>(levels);
}

}  // namespace

double as_in_scenario() {
    return std::numeric_limits<double>::quiet_NaN();
}

bool is_as_in_scenario(double coordinate) {
    return std::isnan(coordinate);
}

Design grid(const std::vector<std::size_t>& levels) {
    std::size_t count = 1;
    for (const std::size_t each : levels) count *= each;
    Design design(count);
    for (std::size_t i = 0; i < count; ++i) {
        design[i].at.resize(levels.size());
        std::size_t rest = i;
        for (std::size_t axis = levels.size(); axis-- > 0;) {
            design[i].at[axis] = coordinate(rest % levels[axis], levels[axis]);
            rest /= levels[axis];
        }
    }
    return design;
}

Design one_at_a_time(const std::vector<std::size_t>& levels) {
    const std::vector<double> base(levels.size(), as_in_scenario());
    Design design{{.at = base}};
    for (std::size_t axis = 0; axis < levels.size(); ++axis) {
        for (std::size_t level = 0; level < levels[axis]; ++level) {
            DesignPoint& point =
                design.emplace_back(DesignPoint{.at = base, .role = 1, .axis = static_cast<int>(axis)});
            point.at[axis] = coordinate(level, levels[axis]);
        }
    }
    return design;
}

}  // namespace firebreak::sweep
