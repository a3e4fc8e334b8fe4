// Designs: how many points, where they lie, and what each is there for.
#include <cmath>
#include <map>
#include <set>

#include "catch_compat.hpp"
#include "sweep/designs/design.hpp"

namespace firebreak::sweep {
namespace {

std::vector<std::vector<double>> coordinates(const Design& design) {
    std::vector<std::vector<double>> all;
    for (const DesignPoint& point : design) all.push_back(point.at);
    return all;
}

/// Points of `design` from `first` on that lie in each of `count` equal strata of `axis`.
std::vector<int> strata(const Design& design, std::size_t axis, std::size_t first, std::size_t count) {
    std::vector<int> hits(count);
    for (std::size_t i = first; i < first + count; ++i) {
        ++hits[static_cast<std::size_t>(design[i].at[axis] * static_cast<double>(count))];
    }
    return hits;
}

void check_inside(const Design& design) {
    for (const DesignPoint& point : design) {
        for (const double at : point.at) CHECK((at > 0.0 && at < 1.0));
    }
}

}  // namespace

TEST_CASE("designs: a grid is every combination, the last axis fastest") {
    const Design design = grid({2, 3});
    REQUIRE(design.size() == 6);
    CHECK(design[0].at == std::vector<double>{0.25, 0.5 / 3});
    CHECK(design[1].at == std::vector<double>{0.25, 1.5 / 3});
    CHECK(design[5].at == std::vector<double>{0.75, 2.5 / 3});
    CHECK(design[3].axis == -1);
    CHECK(grid({}).size() == 1);
}

TEST_CASE("designs: one at a time begins with the scenario and changes one axis of it") {
    const Design design = one_at_a_time({2, 3});
    REQUIRE(design.size() == 6);
    CHECK(design[0].role == 0);
    CHECK(design[0].axis == -1);
    for (const DesignPoint& point : design) {
        for (std::size_t axis = 0; axis < 2; ++axis) {
            CHECK(is_as_in_scenario(point.at[axis]) == (point.axis != static_cast<int>(axis)));
        }
    }
    CHECK(design[2].axis == 0);
    CHECK(design[2].at[0] == 0.75);
    CHECK(design[3].axis == 1);
    CHECK(design[3].role == 1);
}

TEST_CASE("designs: a Latin hypercube hits each stratum of each axis once") {
    for (const std::size_t points : {1u, 7u, 64u}) {
        const Design design = latin_hypercube({.dimensions = 3, .points = points, .seed = 5});
        REQUIRE(design.size() == points);
        check_inside(design);
        for (std::size_t axis = 0; axis < 3; ++axis) {
            CHECK(strata(design, axis, 0, points) == std::vector<int>(points, 1));
        }
    }
    // Axes are shuffled apart from each other, and a seed is a design.
    const auto one = coordinates(latin_hypercube({.dimensions = 2, .points = 50, .seed = 5}));
    CHECK(one == coordinates(latin_hypercube({.dimensions = 2, .points = 50, .seed = 5})));
    CHECK(one != coordinates(latin_hypercube({.dimensions = 2, .points = 50, .seed = 6})));
    double product = 0.0;
    for (const auto& at : one) product += (at[0] - 0.5) * (at[1] - 0.5);
    CHECK(std::abs(product / 50 * 12) < 0.45);  // correlation; 3 standard deviations of chance
}

TEST_CASE("designs: Sobol points are balanced in every aligned block") {
    const Design design = sobol({.dimensions = 5, .points = 64, .seed = 9});
    check_inside(design);
    for (std::size_t axis = 0; axis < 5; ++axis) {
        CHECK(strata(design, axis, 0, 64) == std::vector<int>(64, 1));
        CHECK(strata(design, axis, 16, 16) == std::vector<int>(16, 1));
        CHECK(strata(design, axis, 40, 8) == std::vector<int>(8, 1));
    }
    // The first two axes also in the squares of an 8 x 8 board.
    std::set<int> squares;
    for (const DesignPoint& point : design) {
        squares.insert(static_cast<int>(point.at[0] * 8) * 8 + static_cast<int>(point.at[1] * 8));
    }
    CHECK(squares.size() == 64);
    CHECK(coordinates(design) != coordinates(sobol({.dimensions = 5, .points = 64, .seed = 10})));
}

TEST_CASE("designs: Sobol points integrate a smooth function better than independent ones") {
    const auto squared_error = [](const Design& design) {
        double sum = 0.0;
        for (const DesignPoint& point : design) sum += point.at[0] * point.at[0] * point.at[1];
        return std::pow(sum / static_cast<double>(design.size()) - 1.0 / 6.0, 2);
    };
    double even = 0.0;
    double independent = 0.0;
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        even += squared_error(sobol({.dimensions = 2, .points = 256, .seed = seed})) / 30;
        independent += squared_error(monte_carlo({.dimensions = 2, .points = 256, .seed = seed})) / 30;
    }
    // The variance of x^2 y is 1/15 - 1/36; 30 squares of a normal error spread by 26 %.
    CHECK(independent == Approx((1.0 / 15 - 1.0 / 36) / 256).epsilon(0.8));
    CHECK(even < independent / 50);
}

TEST_CASE("designs: a Morris step moves one axis by delta, and each axis is moved once") {
    for (const std::size_t levels : {2u, 4u, 6u}) {
        const Design design = morris({.dimensions = 4, .trajectories = 20, .levels = levels, .seed = 2});
        REQUIRE(design.size() == 100);
        const double p = static_cast<double>(levels);
        std::map<int, int> moved;
        for (std::size_t i = 0; i < design.size(); ++i) {
            CHECK(design[i].block == static_cast<int>(i / 5));
            CHECK(design[i].role == static_cast<int>(i % 5));
            for (const double at : design[i].at) {
                CHECK((at >= 0.0 && at <= 1.0));
                CHECK(at * (p - 1) == Approx(std::round(at * (p - 1))).margin(1e-12));
            }
            if (design[i].role == 0) {
                CHECK(design[i].axis == -1);
                continue;
            }
            ++moved[design[i].axis];
            for (int axis = 0; axis < 4; ++axis) {
                const double step = std::abs(design[i].at[axis] - design[i - 1].at[axis]);
                CHECK(step == Approx(axis == design[i].axis ? p / (2 * (p - 1)) : 0.0).margin(1e-12));
            }
        }
        for (int axis = 0; axis < 4; ++axis) CHECK(moved[axis] == 20);
    }
}

TEST_CASE("designs: Morris walks up and down, in different orders, over all levels") {
    const Design design = morris({.dimensions = 3, .trajectories = 200, .levels = 4, .seed = 1});
    std::map<double, int> levels;
    std::set<std::vector<int>> orders;
    int ups = 0;
    for (std::size_t t = 0; t < 200; ++t) {
        ++levels[design[4 * t].at[0]];
        orders.insert({design[4 * t + 1].axis, design[4 * t + 2].axis, design[4 * t + 3].axis});
        const auto axis = static_cast<std::size_t>(design[4 * t + 1].axis);
        ups += design[4 * t + 1].at[axis] > design[4 * t].at[axis] ? 1 : 0;
    }
    CHECK(levels.size() == 4);
    for (const auto& [level, hits] : levels) CHECK((hits > 25 && hits < 75));  // 50 +- 4 sigma
    CHECK(orders.size() == 6);
    CHECK((ups > 70 && ups < 130));
}

TEST_CASE("designs: Saltelli mixes the columns of two independent matrices") {
    const Design design = saltelli({.dimensions = 3, .base_points = 8, .second_order = true, .seed = 4});
    REQUIRE(design.size() == 8 * (2 * 3 + 2));
    for (std::size_t sample = 0; sample < 8; ++sample) {
        const DesignPoint* rows = &design[sample * 8];
        const std::vector<double> a = rows[0].at;
        const std::vector<double> b = rows[7].at;
        CHECK(rows[0].role == matrix_a);
        CHECK(rows[7].role == matrix_b);
        for (int axis = 0; axis < 3; ++axis) {
            std::vector<double> mixed = a;
            mixed[axis] = b[axis];
            CHECK(rows[1 + axis].at == mixed);
            CHECK(rows[1 + axis].role == a_with_column_of_b);
            CHECK(rows[1 + axis].axis == axis);
            mixed = b;
            mixed[axis] = a[axis];
            CHECK(rows[4 + axis].at == mixed);
            CHECK(rows[4 + axis].role == b_with_column_of_a);
        }
        for (int i = 0; i < 8; ++i) CHECK(rows[i].block == static_cast<int>(sample));
    }
    CHECK(saltelli({.dimensions = 3, .base_points = 8, .seed = 4}).size() == 8 * 5);
}

}  // namespace firebreak::sweep
