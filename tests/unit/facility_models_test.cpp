// Limits and orderings of redundancy, batteries, heating and staged starts.
#include <cmath>
#include <numeric>

#include "catch_compat.hpp"
#include "facility/battery_autonomy.hpp"
#include "facility/heat_up.hpp"
#include "facility/inrush.hpp"
#include "facility/reliability.hpp"

namespace firebreak::facility {
namespace {

TEST_CASE("a group works or fails, and a common cause only makes it worse") {
    const Redundancy group{.needed = 3, .installed = 5};
    const double works = group_works(group, Probability{0.97}).value();
    CHECK(works + group_fails(group, Probability{0.03}).value() == Approx(1.0));
    CHECK(group_works(group, Probability{1.0}).value() == 1.0);
    CHECK(group_fails(group, Probability{1.0}).value() == 1.0);
    CHECK(group_works({.needed = 1, .installed = 1}, Probability{0.3}).value() == Approx(0.3));
    double before = 0.0;
    for (const double beta : {0.0, 0.01, 0.1, 0.5, 1.0}) {
        const double fails =
            group_fails(group, {.fails = Probability{0.03}, .from_common_cause = Ratio{beta}}).value();
        CHECK(fails > before);
        before = fails;
    }
    CHECK(before == Approx(0.03));  // all causes common: no better than one member
}

TEST_CASE("repair with a crew each is the binomial of single members, fewer crews are worse") {
    RepairedGroup group{.redundancy = {.needed = 2, .installed = 4},
                        .crews = 4,
                        .mean_time_to_failure = Hours{200.0},
                        .mean_time_to_repair = Hours{30.0}};
    const Probability single_down{30.0 / 230.0};
    CHECK(unavailability(group).value() ==
          Approx(group_fails(group.redundancy, single_down).value()).epsilon(1e-12));
    double before = unavailability(group).value();
    for (const int crews : {3, 2, 1}) {
        group.crews = crews;
        CHECK(unavailability(group).value() >= before);
        before = unavailability(group).value();
    }
}

TEST_CASE("a UPS battery: rated point, ageing, no load, a load that varies") {
    const UpsBattery battery{
        .rated_load = Watts{400e3}, .rated_time = Minutes{15.0}, .exponent = 1.2, .health = Ratio{0.8}};
    CHECK(autonomy(battery, Watts{400e3}).count() == Approx(720.0));
    CHECK(autonomy(battery, Watts{600e3}) < Minutes{12.0} * (400.0 / 600.0));
    CHECK(std::isinf(autonomy(battery, Watts{0.0}).count()));

    const Ratio half = charge_after(battery, Ratio{1.0}, {.load = Watts{400e3}, .duration = Minutes{6.0}});
    CHECK(half.value() == Approx(0.5));
    const Seconds rest = autonomy(battery, Watts{200e3}) * half.value();
    CHECK(charge_after(battery, half, {.load = Watts{200e3}, .duration = rest}).value() ==
          Approx(0.0).margin(1e-12));
    CHECK(charge_after(battery, half, {.load = Watts{200e3}, .duration = rest * 0.5}).value() ==
          Approx(0.25));
    CHECK(charge_after(battery, half, {.load = Watts{0.0}, .duration = Hours{5.0}}) == half);
    CHECK(charge_after(battery, half, {.load = Watts{400e3}, .duration = Hours{5.0}}) == Ratio{0.0});
}

const RackHeat rack{
    .air = JoulesPerKelvin{9e3}, .solid = JoulesPerKelvin{250e3}, .coupling = WattsPerKelvin{250.0}};

TEST_CASE("a rack's heating: air alone at first, everything together at last, and its inverse") {
    const Watts load{7e3};
    CHECK(air_rise(rack, load, Seconds{0.0}).value() == 0.0);
    CHECK(air_rise(rack, load, Seconds{0.1}).value() == Approx(7e3 * 0.1 / 9e3).epsilon(0.01));
    const double late = (air_rise(rack, load, Hours{2.0}) - air_rise(rack, load, Hours{1.0})).value();
    CHECK(late == Approx(7e3 * 3600.0 / 259e3));
    for (const double kelvin : {0.01, 3.0, 12.0, 22.0, 80.0}) {
        const Seconds time = time_of_rise(rack, load, Kelvins{kelvin});
        CHECK(air_rise(rack, load, time).value() == Approx(kelvin).epsilon(1e-9));
    }
    CHECK(time_of_rise(rack, load, Kelvins{0.0}).count() == 0.0);
    CHECK(std::isinf(time_of_rise(rack, Watts{0.0}, Kelvins{5.0}).count()));
    CHECK(time_of_rise(rack, Watts{10e3}, Kelvins{22.0}) < time_of_rise(rack, Watts{5e3}, Kelvins{22.0}));
}

TEST_CASE("staged starts fill the supply wave by wave") {
    const StagedStart start{.supply_limit = Watts{1e6},
                            .running = Watts{200e3},
                            .lineup_load = Watts{50e3},
                            .inrush_factor = 4.0};
    CHECK(simultaneous_starts(start) == 4);
    CHECK(start_waves(start, 11) == std::vector{4, 3, 2, 1, 1});
    // 13 lineups of 50 kW run at 850 kW: 150 kW are left, less than the inrush of one.
    const std::vector<int> all = start_waves(start, 40);
    CHECK(std::accumulate(all.begin(), all.end(), 0) == 13);
    CHECK(start_waves(start, 0).empty());
    StagedStart full = start;
    full.running = Watts{1.2e6};
    CHECK(simultaneous_starts(full) == 0);
    CHECK(start_waves(full, 3).empty());
}

}  // namespace
}  // namespace firebreak::facility
