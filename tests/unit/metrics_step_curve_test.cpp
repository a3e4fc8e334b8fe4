// Step curves, and when a level counts as regained.
#include "metrics/step_curve.hpp"

#include "catch_compat.hpp"
#include "metrics_test_world.hpp"

namespace firebreak::metrics {
namespace {

using test::at_h;

const Instant horizon = at_h(24.0);
const Hold hold{std::chrono::hours{2}, horizon};

double regained_h(const StepCurve& curve, Level level, Instant end = horizon) {
    return recovery_h(passage(curve, level, {hold.sustained, end}));
}

LevelsOf<double> regained_levels_h(const StepCurve& curve) { return each_level(passages(curve, hold), recovery_h); }

StepCurve curve_of(std::initializer_list<std::pair<double, double>> steps) {
    StepCurve curve;
    for (const auto& [hours, value] : steps) curve.set(at_h(hours), value);
    return curve;
}

TEST_CASE("each level is regained in its own time") {
    const StepCurve curve = curve_of({{0.5, 0.0}, {3.0, 0.2}, {7.0, 0.5}, {11.0, 0.95}, {17.0, 0.99}});
    const LevelsOf<double> regained = regained_levels_h(curve);
    CHECK(regained.first == Approx(3.0));
    CHECK(regained.half == Approx(7.0));
    CHECK(regained.most == Approx(11.0));
    CHECK(regained.full == Approx(17.0));
}

TEST_CASE("a level that was never left takes no time") {
    CHECK(regained_h(StepCurve{}, levels.full) == 0.0);
    const LevelsOf<double> regained = regained_levels_h(curve_of({{2.0, 0.6}, {5.0, 1.0}}));
    CHECK(regained.first == 0.0);
    CHECK(regained.half == 0.0);
    CHECK(regained.most == Approx(5.0));
}

TEST_CASE("a level counts once it was held, and later falls are relapses") {
    // Down 1 to 4; up for less than 2 h; down 5.5 to 6; back from 6 on; relapses 9 to 9.5 and 20 to 21.
    const StepCurve curve =
        curve_of({{1.0, 0.0}, {4.0, 1.0}, {5.5, 0.3}, {6.0, 1.0}, {9.0, 0.98}, {9.5, 1.0}, {20.0, 0.2}, {21.0, 1.0}});
    const Passage full = passage(curve, levels.full, hold);
    CHECK(full.lost == at_h(1.0));
    CHECK(full.back == at_h(6.0));
    CHECK(full.relapses == 2);
    CHECK(full.relapsed == to_ticks(Hours{1.5}));
    CHECK(full.last_fall == at_h(20.0));
    const Passage half = passage(curve, levels.half, hold);
    CHECK(half.back == at_h(6.0));
    CHECK(half.relapses == 1);
    CHECK(half.relapsed == to_ticks(Hours{1.0}));
    const Passage first = passage(curve, levels.first, hold);
    CHECK(first.back == at_h(4.0));
    CHECK(first.relapses == 0);
}

TEST_CASE("what is held exactly as long as it takes is back, a tick less is not") {
    const auto fall_after = [](Ticks held) {
        StepCurve curve = curve_of({{1.0, 0.0}, {4.0, 1.0}});
        curve.set(at_h(4.0) + held, 0.0);
        curve.set(at_h(12.0), 1.0);
        return regained_h(curve, levels.full);
    };
    CHECK(fall_after(std::chrono::hours{2}) == Approx(4.0));
    CHECK(fall_after(Ticks{std::chrono::hours{2}} - Ticks{1}) == Approx(12.0));
}

TEST_CASE("a first fall long after ignition is the outage, not a relapse") {
    const Passage late = passage(curve_of({{9.0, 0.0}, {12.0, 1.0}}), levels.full, hold);
    CHECK(late.back == at_h(12.0));
    CHECK(late.relapses == 0);
}

TEST_CASE("without a time to hold, the first moment at the level counts") {
    const StepCurve curve = curve_of({{1.0, 0.0}, {4.0, 1.0}, {4.1, 0.0}, {9.0, 1.0}});
    const Passage found = passage(curve, levels.full, {Ticks{0}, horizon});
    CHECK(found.back == at_h(4.0));
    CHECK(found.relapses == 1);
    CHECK(recovery_h(passage(curve_of({{1.0, 0.0}}), levels.full, {Ticks{0}, horizon})) == censored);
}

TEST_CASE("what was not held before the horizon is censored, whether below or above at the end") {
    const StepCurve curve = curve_of({{1.0, 0.0}, {4.0, 0.9}});
    CHECK(regained_h(curve, levels.full) == censored);
    CHECK(regained_h(curve, levels.most) == Approx(4.0));
    CHECK(regained_h(curve_of({{1.0, 0.0}, {24.5, 1.0}}), levels.first) == censored);
    CHECK(regained_h(curve_of({{1.0, 0.0}, {22.0, 1.0}}), levels.first) == Approx(22.0));
    CHECK(regained_h(curve_of({{1.0, 0.0}, {22.1, 1.0}}), levels.first) == censored);
    CHECK(regained_h(curve_of({{24.0, 0.0}}), levels.first) == censored);
}

TEST_CASE("the time of a relapse ends with the run") {
    const Passage found = passage(curve_of({{1.0, 0.0}, {4.0, 1.0}, {22.5, 0.0}, {30.0, 1.0}}), levels.full, hold);
    CHECK(found.back == at_h(4.0));
    CHECK(found.relapses == 1);
    CHECK(found.relapsed == to_ticks(Hours{1.5}));
}

TEST_CASE("a dip before ignition is over at ignition") {
    CHECK(regained_h(curve_of({{-0.9, 0.0}, {-0.2, 1.0}}), levels.full) == 0.0);
    CHECK(regained_h(curve_of({{-0.9, 0.0}, {0.25, 1.0}}), levels.full) == Approx(0.25));
}

TEST_CASE("of several values at one instant the last counts") {
    const StepCurve curve = curve_of({{2.0, 0.0}, {2.0, 1.0}});
    CHECK(curve.steps().empty());
    CHECK(regained_h(curve, levels.full) == 0.0);
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
