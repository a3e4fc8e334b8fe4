// Intervals of what a change saves: worked numbers, and measured coverage where the mean is known.
#include "metrics/effect.hpp"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "catch_compat.hpp"
#include "firebreak/random.hpp"

namespace firebreak::metrics {
namespace {

Effect effect_of(const std::vector<double>& saved, double base, int at_once = 1) {
    const std::vector<double> before(saved.size(), base);
    std::vector<double> after;
    for (const double each : saved) after.push_back(base - each);
    return effect({.base = before, .other = after}, 100.0, at_once);
}

/// Share of `studies` whose interval holds `mean`; each study draws `n` differences of its own.
double coverage(const std::function<double(const Draws&)>& draw, double mean, int n, int at_once) {
    constexpr int studies = 1000;
    int held = 0;
    for (int study = 0; study < studies; ++study) {
        std::vector<double> saved;
        for (int i = 0; i < n; ++i)
            saved.push_back(
                draw(Draws{static_cast<std::uint64_t>(study + 1), static_cast<std::uint32_t>(i)}));
        const Effect found = effect_of(saved, 40.0, at_once);
        held += found.ci_low <= mean && mean <= found.ci_high ? 1 : 0;
    }
    return held / static_cast<double>(studies);
}

TEST_CASE("effect: the worked number of its model card") {
    const Effect found = effect_of({0, 0, 0, 0, 0, 0, 0, 6}, 10.0);
    CHECK(found.mean == 0.75);
    CHECK(found.n == 8);
    CHECK(found.acted == 1);
    CHECK(found.ci_low == Approx(-1.0234).margin(1e-4));
    CHECK(found.ci_high == Approx(7.3423).margin(1e-4));
}

TEST_CASE("effect: eight equal draws bound a change as three over eight do, not as a certain zero") {
    const Effect found = effect_of(std::vector<double>(8, 0.0), 20.0);
    CHECK(found.acted == 0);
    CHECK(found.mean == 0.0);
    CHECK(found.ci_high == Approx((1.0 - std::pow(0.025, 1.0 / 8.0)) * 20.0));
    CHECK(found.ci_low == -found.ci_high);
    CHECK(acts_in_fewer_than(8) == 0.375);
    CHECK(acts_in_fewer_than(2) == 1.0);
    CHECK(acts_in_fewer_than(300) == Approx(0.01));
    const Effect always = effect_of(std::vector<double>(100, 2.0), 20.0);
    CHECK(always.acted == 100);
    CHECK(always.ci_low < 2.0);
    CHECK(always.ci_high > 2.0);
}

TEST_CASE(
    "effect: one pair has no interval, more intervals at once are wider, censored counts at the horizon") {
    CHECK(std::isnan(effect_of({3.0}, 10.0).ci_low));
    const std::vector<double> saved{1, 2, 4, 3, 0, 5, 2, 1};
    CHECK(effect_of(saved, 10.0, 10).ci_high > effect_of(saved, 10.0, 1).ci_high);
    const std::vector<double> base{censored, 8.0};
    const std::vector<double> other{60.0, 8.0};
    CHECK(effect({.base = base, .other = other}, 100.0).mean == 20.0);
}

TEST_CASE("effect: measured coverage of the stated 95 % is at least 93 % where the mean is known") {
    struct Shape {
        std::string name;
        std::function<double(const Draws&)> draw;
        double mean;
    };
    const auto acts = [](const Draws& draws, double share) { return draws.uniform("acts", "x") < share; };
    const auto exponential = [](const Draws& draws) { return -std::log(1.0 - draws.uniform("size", "x")); };
    const std::vector<Shape> shapes{
        {"uniform", [](const Draws& draws) { return draws.uniform("size", "x"); }, 0.5},
        {"exponential", exponential, 1.0},
        {"acts in 1 % by 20 h", [=](const Draws& draws) { return acts(draws, 0.01) ? 20.0 : 0.0; }, 0.2},
        {"acts in 3 % by 20 h", [=](const Draws& draws) { return acts(draws, 0.03) ? 20.0 : 0.0; }, 0.6},
        {"acts in 10 % by 20 h", [=](const Draws& draws) { return acts(draws, 0.1) ? 20.0 : 0.0; }, 2.0},
        {"acts in 5 %, exponential",
         [=](const Draws& draws) { return acts(draws, 0.05) ? exponential(draws) : 0.0; }, 0.05},
        {"acts in 20 %, exponential",
         [=](const Draws& draws) { return acts(draws, 0.2) ? exponential(draws) : 0.0; }, 0.2},
        {"two humps of opposite sign",
         [=](const Draws& draws) {
             const double u = draws.uniform("acts", "x");
             return u < 0.03 ? 10.0 : u < 0.05 ? -8.0 : 0.0;
         },
         0.14},
        {"small gain, rarely a setback", [=](const Draws& draws) { return acts(draws, 0.05) ? -10.0 : 1.0; },
         0.45},
    };
    for (const Shape& shape : shapes) {
        for (const int n : {50, 100, 200}) {
            const double held = coverage(shape.draw, shape.mean, n, 1);
            INFO(shape.name << ", " << n << " pairs: " << held);
            CHECK(held >= 0.93);
        }
        const double at_once = coverage(shape.draw, shape.mean, 100, 10);
        INFO(shape.name << ", ten at once: " << at_once);
        CHECK(at_once >= 0.95);
    }
}

}  // namespace
}  // namespace firebreak::metrics
