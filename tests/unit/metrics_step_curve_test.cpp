// Step curves, and when a level counts as regained.
#include "metrics/step_curve.hpp"

#include "catch_compat.hpp"
#include "metrics_test_world.hpp"

namespace firebreak::metrics {
namespace {

using test::at_h;

const Instant horizon = at_h(24.0);

StepCurve curve_of(std::initializer_list<std::pair<double, double>> steps) {
    StepCurve curve;
    for (const auto& [hours, value] : steps) curve.set(at_h(hours), value);
    return curve;
}

TEST_CASE("each level is regained in its own time") {
    const StepCurve curve = curve_of({{0.5, 0.0}, {3.0, 0.2}, {7.0, 0.5}, {11.0, 0.95}, {17.0, 0.99}});
    const LevelsOf<double> regained = regained_levels_h(curve, horizon);
    CHECK(regained.first == Approx(3.0));
    CHECK(regained.half == Approx(7.0));
    CHECK(regained.most == Approx(11.0));
    CHECK(regained.full == Approx(17.0));
}

TEST_CASE("a level that was never left takes no time") {
    CHECK(regained_h(StepCurve{}, levels.full, horizon) == 0.0);
    const LevelsOf<double> regained = regained_levels_h(curve_of({{2.0, 0.6}, {5.0, 1.0}}), horizon);
    CHECK(regained.first == 0.0);
    CHECK(regained.half == 0.0);
    CHECK(regained.most == Approx(5.0));
}

TEST_CASE("a level that is lost again does not count") {
    const StepCurve curve = curve_of({{1.0, 0.0}, {4.0, 1.0}, {9.0, 0.3}, {13.0, 1.0}});
    CHECK(regained_h(curve, levels.full, horizon) == Approx(13.0));
    CHECK(regained_h(curve, levels.first, horizon) == Approx(4.0));
}

TEST_CASE("below the level at the horizon is censored") {
    const StepCurve curve = curve_of({{1.0, 0.0}, {4.0, 0.9}});
    CHECK(regained_h(curve, levels.full, horizon) == censored);
    CHECK(regained_h(curve, levels.most, horizon) == Approx(4.0));
    CHECK(regained_h(curve_of({{1.0, 0.0}, {24.5, 1.0}}), levels.first, horizon) == censored);
    CHECK(regained_h(curve_of({{1.0, 0.0}, {24.0, 1.0}}), levels.first, horizon) == Approx(24.0));
    CHECK(regained_h(curve_of({{24.0, 0.0}}), levels.first, horizon) == censored);
}

TEST_CASE("a dip before ignition is over at ignition") {
    CHECK(regained_h(curve_of({{-0.9, 0.0}, {-0.2, 1.0}}), levels.full, horizon) == 0.0);
    CHECK(regained_h(curve_of({{-0.9, 0.0}, {0.25, 1.0}}), levels.full, horizon) == Approx(0.25));
}

TEST_CASE("of several values at one instant the last counts") {
    const StepCurve curve = curve_of({{2.0, 0.0}, {2.0, 1.0}});
    CHECK(curve.steps().empty());
    CHECK(regained_h(curve, levels.full, horizon) == 0.0);
}

TEST_CASE("levels forgive rounding, and no more") {
    CHECK(reaches(0.1 + 0.2 + 0.69, levels.full));
    CHECK(reaches(0.5 - 1e-12, levels.half));
    CHECK_FALSE(reaches(0.5 - 1e-6, levels.half));
    CHECK_FALSE(reaches(1e-12, levels.first));
    CHECK(reaches(1e-6, levels.first));
}

TEST_CASE("pieces cover ignition to the end once") {
    const StepCurve curve = curve_of({{-0.5, 0.8}, {2.0, 0.1}, {5.0, 0.7}, {30.0, 0.0}});
    double covered = 0.0;
    double weighted = 0.0;
    curve.for_each_piece(horizon, [&](Instant from, Instant to, double value) {
        covered += hours_of(to - from);
        weighted += value * hours_of(to - from);
    });
    CHECK(covered == Approx(24.0));
    CHECK(weighted == Approx(0.8 * 2.0 + 0.1 * 3.0 + 0.7 * 19.0));
}

TEST_CASE("a curve has the value of its latest step") {
    const StepCurve curve = curve_of({{1.0, 0.4}, {2.0, 0.3}});
    CHECK(curve.value_at(at_h(0.999)) == 1.0);
    CHECK(curve.value_at(at_h(1.0)) == 0.4);
    CHECK(curve.value_at(at_h(9.0)) == 0.3);
}

TEST_CASE("a curve is written forward in time") {
    StepCurve curve = curve_of({{2.0, 0.5}});
    CHECK_THROWS_AS(curve.set(at_h(1.0), 0.2), Bug);
}

}  // namespace
}  // namespace firebreak::metrics
