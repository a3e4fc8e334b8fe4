// Demand of a function at an instant and over a time.
#include "services/demand.hpp"

#include <cmath>
#include <numbers>

#include "catch_compat.hpp"

namespace firebreak::services {
namespace {

constexpr double at_15_19 = 15.0 + 19.0 / 60.0;

Instant after_min(double minutes) {
    return ignition_instant + to_ticks(Minutes{minutes});
}
Instant after_h(double hours) {
    return ignition_instant + to_ticks(Hours{hours});
}

/// Demand k / 100 in local hour k: every hour is different.
WorldFunction ramp() {
    WorldFunction function{};
    for (int hour = 0; hour < 24; ++hour) function.hourly_demand.push_back(hour / 100.0);
    return function;
}

TEST_CASE("demand follows the local clock, to the minute") {
    const WorldFunction function = ramp();
    CHECK(demand_share(function, at_15_19, ignition_instant) == 0.15);
    CHECK(demand_share(function, at_15_19, after_min(41.0) - Ticks{1}) == 0.15);
    CHECK(demand_share(function, at_15_19, after_min(41.0)) == 0.16);
    CHECK(demand_share(function, at_15_19, after_h(8.0)) == 0.23);
    CHECK(demand_share(function, at_15_19, after_h(9.0)) == 0.00);
    CHECK(demand_share(function, at_15_19, after_h(24.0 * 30.0)) == 0.15);
}

TEST_CASE("demand before ignition is that of the hours before") {
    const WorldFunction function = ramp();
    CHECK(demand_share(function, at_15_19, after_min(-19.0)) == 0.15);
    CHECK(demand_share(function, at_15_19, after_min(-19.0) - Ticks{1}) == 0.14);
    CHECK(demand_share(function, 0.5, after_h(-1.0)) == 0.23);
    CHECK(demand_share(function, 0.5, after_h(-49.0)) == 0.23);
}

TEST_CASE("the next hour is exact and always later") {
    CHECK(next_hour(at_15_19, ignition_instant) == after_min(41.0));
    CHECK(next_hour(at_15_19, after_min(41.0)) == after_min(101.0));
    CHECK(next_hour(at_15_19, after_min(41.0) - Ticks{1}) == after_min(41.0));
    CHECK(next_hour(at_15_19, after_min(-60.0)) == after_min(-19.0));
    CHECK(next_hour(0.0, ignition_instant) == after_h(1.0));
}

TEST_CASE("the integral of demand cuts the first and the last hour") {
    const WorldFunction function = ramp();
    // 15:19 to 17:30: 41 min at .15, 60 min at .16, 30 min at .17.
    const double expected = (41.0 * 0.15 + 60.0 * 0.16 + 30.0 * 0.17) / 60.0;
    CHECK(demand_share_hours(function, at_15_19, {ignition_instant, after_min(131.0)}) ==
          Approx(expected).epsilon(1e-12));
    CHECK(demand_share_hours(function, at_15_19, {after_min(5.0), after_min(11.0)}) ==
          Approx(0.015).epsilon(1e-12));
    CHECK(demand_share_hours(function, at_15_19, {after_h(3.0), after_h(3.0)}) == 0.0);
    CHECK(demand_share_hours(function, at_15_19, {after_h(3.0), after_h(2.0)}) == 0.0);
}

TEST_CASE("a whole day has the sum of its hours, wherever it starts") {
    CHECK(demand_share_hours(ramp(), at_15_19, {after_h(-0.7), after_h(23.3)}) ==
          Approx(2.76).epsilon(1e-12));
}

TEST_CASE("verification row 42: 1 + 0.6 sin(pi t / 12) over the first 12 h is 16.584") {
    WorldFunction function{};
    const double pi = std::numbers::pi;
    for (int hour = 0; hour < 24; ++hour) {
        // The mean of the sine over the hour.
        function.hourly_demand.push_back(
            1.0 + 0.6 * 12.0 / pi * (std::cos(pi * hour / 12.0) - std::cos(pi * (hour + 1) / 12.0)));
    }
    const double integral = demand_share_hours(function, 0.0, {ignition_instant, after_h(12.0)});
    CHECK(integral == Approx(16.584).margin(5e-4));  // the table has three decimals
    CHECK(integral == Approx(12.0 + 14.4 / pi).epsilon(1e-12));
}

TEST_CASE("each day has its factor, from the day of ignition on") {
    WorldFunction function = ramp();
    function.daily_demand = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
    CHECK(demand_share(function, at_15_19, ignition_instant) == 0.15);
    CHECK(demand_share(function, at_15_19, after_h(9.0)) == 2.0 * 0.00);
    CHECK(demand_share(function, at_15_19, after_h(24.0)) == 2.0 * 0.15);
    CHECK(demand_share(function, at_15_19, after_h(6.0 * 24.0)) == 7.0 * 0.15);
    CHECK(demand_share(function, at_15_19, after_h(7.0 * 24.0)) == 0.15);
    CHECK(demand_share(function, at_15_19, after_h(-24.0)) == 7.0 * 0.15);
    CHECK(demand_share_hours(function, 0.0, {ignition_instant, after_h(7.0 * 24.0)}) == Approx(2.76 * 28.0));
}

TEST_CASE("a curve without 24 hours is a bug, not a wrong number") {
    WorldFunction function{};
    function.hourly_demand.assign(23, 1.0);
    CHECK_THROWS_AS(demand_share(function, 0.0, ignition_instant), Bug);
}

}  // namespace
}  // namespace firebreak::services
