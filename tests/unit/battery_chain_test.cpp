// Battery fires: direction, times, gaps, and shared luck. (Row 20 checks the mean of a chain.)
#include "hazard/battery_chain.hpp"

#include "catch_compat.hpp"

namespace firebreak::hazard {
namespace {

UncertainDuration exactly(double seconds) {
    return {{Shape::constant, seconds}};
}

/// Every hop succeeds, with times that tell the stages apart.
BatteryParameters certain() {
    return {.cell = {.spreads = Probability{1.0}, .delay = exactly(10.0)},
            .cells_until_module = 3,
            .module = {.spreads = Probability{1.0}, .delay = exactly(300.0)},
            .across_tested_gap = Probability{0.0},
            .across_adjacent = Probability{1.0},
            .across_no_gap = Probability{1.0},
            .cabinet_delay = exactly(1800.0)};
}

TEST_CASE("runaway goes through cells, modules and cabinets to both sides") {
    const CabinetLine line{.modules_per_cabinet = 4,
                           .gaps = {CabinetGap::none, CabinetGap::adjacent, CabinetGap::tested},
                           .origin = 1};
    const BatteryFire fire = draw_battery_fire(certain(), line, Draws{1, 0}, "row");
    REQUIRE(fire.size() == 4);
    REQUIRE(fire[0]);
    REQUIRE(fire[1]);
    REQUIRE(fire[2]);
    CHECK_FALSE(fire[3]);  // behind the tested gap
    CHECK(fire[1]->reached == Seconds{0.0});
    CHECK(fire[1]->modules == std::vector{Seconds{20.0}, Seconds{320.0}, Seconds{620.0}, Seconds{920.0}});
    CHECK(fire[0]->reached == Seconds{1820.0});
    CHECK(fire[2]->modules.back() == Seconds{1820.0 + 900.0});
    CHECK(burning_cabinets(fire) == 3);
    CHECK(burning_modules(fire) == 12);
}

TEST_CASE("each side of the origin has its own gaps") {
    const CabinetLine left_open{
        .modules_per_cabinet = 2, .gaps = {CabinetGap::adjacent, CabinetGap::tested}, .origin = 1};
    const CabinetLine right_open{
        .modules_per_cabinet = 2, .gaps = {CabinetGap::tested, CabinetGap::adjacent}, .origin = 1};
    const BatteryFire left = draw_battery_fire(certain(), left_open, Draws{1, 0}, "row");
    const BatteryFire right = draw_battery_fire(certain(), right_open, Draws{1, 0}, "row");
    CHECK(left[0]);
    CHECK_FALSE(left[2]);
    CHECK_FALSE(right[0]);
    CHECK(right[2]);
}

TEST_CASE("runaway that stays among its cells burns no module") {
    BatteryParameters parameters = certain();
    parameters.cell.spreads = Probability{0.0};
    const CabinetLine line{.modules_per_cabinet = 4, .gaps = {CabinetGap::none}, .origin = 0};
    const BatteryFire fire = draw_battery_fire(parameters, line, Draws{1, 0}, "row");
    REQUIRE(fire[0]);
    CHECK(fire[0]->modules.empty());
    CHECK_FALSE(fire[1]);
    CHECK(burning_cabinets(fire) == 0);

    parameters.cells_until_module = 1;  // the first cell takes the module with it
    CHECK(burning_cabinets(draw_battery_fire(parameters, line, Draws{1, 0}, "row")) == 2);
}

TEST_CASE("water slows the spread among cabinets, not inside one") {
    BatteryParameters wet = certain();
    wet.slowdown = 3.0;
    const CabinetLine line{.modules_per_cabinet = 2, .gaps = {CabinetGap::adjacent}, .origin = 0};
    const BatteryFire fire = draw_battery_fire(wet, line, Draws{1, 0}, "row");
    CHECK(fire[0]->modules.back() == Seconds{320.0});
    CHECK(fire[1]->reached == Seconds{20.0 + 5400.0});
}

TEST_CASE("a wider gap never lets more burn, replication by replication") {
    BatteryParameters parameters = certain();
    parameters.module.spreads = Probability{0.8};
    parameters.across_tested_gap = Probability{0.05};
    parameters.across_adjacent = Probability{0.5};
    parameters.across_no_gap = Probability{0.8};
    const auto burnt = [&](CabinetGap middle, std::uint32_t replication) {
        const CabinetLine line{.modules_per_cabinet = 5,
                               .gaps = {CabinetGap::adjacent, middle, CabinetGap::none, CabinetGap::adjacent},
                               .origin = 1};
        return burning_modules(draw_battery_fire(parameters, line, Draws{5, replication}, "row"));
    };
    int differs = 0;
    for (std::uint32_t replication = 0; replication < 400; ++replication) {
        const int wide = burnt(CabinetGap::tested, replication);
        const int near = burnt(CabinetGap::adjacent, replication);
        const int close = burnt(CabinetGap::none, replication);
        CHECK(wide <= near);
        CHECK(near <= close);
        differs += wide < close;
    }
    CHECK(differs > 200);
}

TEST_CASE("the mean spread of a line is that of its hops") {
    BatteryParameters parameters = certain();
    parameters.across_adjacent = Probability{0.5};
    const CabinetLine line{
        .modules_per_cabinet = 1, .gaps = {CabinetGap::adjacent, CabinetGap::adjacent}, .origin = 1};
    constexpr int fires = 8000;
    int cabinets = 0;
    for (std::uint32_t fire = 0; fire < fires; ++fire)
        cabinets += burning_cabinets(draw_battery_fire(parameters, line, Draws{9, fire}, "row"));
    // Two gaps of p .5: mean 2, standard error sqrt(.5 / 8000).
    CHECK(1.0 * cabinets / fires == Approx(2.0).margin(3.0 * 0.0079));
}

}  // namespace
}  // namespace firebreak::hazard
