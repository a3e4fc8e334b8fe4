// Heat release curves: phases, exact energies, inverses, budgets, draws. (Row 14 checks the growth.)
#include "hazard/growth.hpp"

#include <cmath>
#include <limits>

#include "catch_compat.hpp"

namespace firebreak::hazard {
namespace {

// 12, 8 and 19 minutes: an electrical cabinet.
const HeatReleaseCurve cabinet{
    .peak = Watts{180e3}, .to_peak = Minutes{12.0}, .steady = Minutes{8.0}, .decay = Minutes{19.0}};

double release_kw(const HeatReleaseCurve& curve, double minutes) {
    return heat_release(curve, Minutes{minutes}).value() / 1e3;
}

TEST_CASE("a fire grows by the square, stays, and falls in a straight line") {
    CHECK(release_kw(cabinet, -1.0) == 0.0);
    CHECK(release_kw(cabinet, 6.0) == Approx(45.0));
    CHECK(release_kw(cabinet, 12.0) == Approx(180.0));
    CHECK(release_kw(cabinet, 19.0) == Approx(180.0));
    CHECK(release_kw(cabinet, 20.0 + 9.5) == Approx(90.0));
    CHECK(release_kw(cabinet, 39.0) == Approx(0.0).margin(1e-9));
    CHECK(release_kw(cabinet, 50.0) == 0.0);
    CHECK(burning_time(cabinet) == Minutes{39.0});
}

TEST_CASE("released energy is the integral of the heat release") {
    double sum_j = 0.0;
    constexpr double step_s = 0.5;
    for (double t = 0.0; t < 39.0 * 60.0; t += step_s) {
        sum_j += heat_release(cabinet, Seconds{t + step_s / 2.0}).value() * step_s;
        CHECK(released_energy(cabinet, Seconds{t + step_s}).value() ==
              Approx(sum_j).epsilon(1e-4).margin(2e3));
    }
    CHECK(total_energy(cabinet).value() == Approx(180e3 * 60.0 * (4.0 + 8.0 + 9.5)));
    CHECK(released_energy(cabinet, Hours{2.0}) == total_energy(cabinet));
}

TEST_CASE("times of a heat release and of an energy are inverses, in each phase") {
    CHECK(time_of_release(cabinet, Watts{45e3})->count() == Approx(360.0));
    CHECK_FALSE(time_of_release(cabinet, Watts{181e3}));
    for (const double minutes : {0.5, 7.0, 12.0, 15.0, 21.0, 33.0, 38.0}) {
        const auto back = time_of_energy(cabinet, released_energy(cabinet, Minutes{minutes}));
        REQUIRE(back);
        CHECK(back->count() == Approx(minutes * 60.0).epsilon(1e-9));
    }
    CHECK_FALSE(time_of_energy(cabinet, total_energy(cabinet) + Joules{1.0}));
    const HeatReleaseCurve endless{.peak = Watts{1e6},
                                   .to_peak = Seconds{30.0},
                                   .steady = Seconds{std::numeric_limits<double>::infinity()}};
    CHECK(time_of_energy(endless, Joules{70e6})->count() == Approx(90.0));
}

TEST_CASE("a fire short of air burns lower and longer, and gives the same energy") {
    const HeatReleaseCurve limited = capped(cabinet, Watts{45e3});
    CHECK(limited.peak == Watts{45e3});
    CHECK(limited.to_peak.count() == Approx(360.0));
    CHECK(release_kw(limited, 3.0) == Approx(release_kw(cabinet, 3.0)));
    CHECK(total_energy(limited).value() == Approx(total_energy(cabinet).value()));
    CHECK(burning_time(limited) > burning_time(cabinet));
    CHECK(capped(cabinet, Watts{200e3}).steady == cabinet.steady);
}

TEST_CASE("a fuel budget is spent to the last joule") {
    // Fast growth to 2.5 MW takes 231 s and 192 MJ; 34 kWh at 50 MJ/kWh are 1700 MJ.
    const FuelBudget large{.peak = Watts{2.5e6},
                           .growth = GrowthRate{46.9},
                           .energy = Joules{1700e6},
                           .burnt_in_decay = Ratio{0.3}};
    const HeatReleaseCurve curve = curve_of_budget(large);
    CHECK(curve.peak == Watts{2.5e6});
    CHECK(curve.to_peak.count() == Approx(230.9).epsilon(1e-3));
    CHECK(curve.decay.count() == Approx(2.0 * 510.0 / 2.5));
    CHECK(curve.steady.count() == Approx((1190.0 - 192.4) / 2.5).epsilon(1e-3));
    CHECK(total_energy(curve).value() == Approx(1700e6));

    FuelBudget small = large;
    small.energy = Joules{60e6};
    const HeatReleaseCurve low = curve_of_budget(small);
    CHECK(low.peak < large.peak);
    CHECK(low.steady.count() == Approx(0.0).margin(1e-9));
    CHECK(total_energy(low).value() == Approx(60e6));
    CHECK(low.peak.value() == Approx(46.9 * low.to_peak.count() * low.to_peak.count()));
}

FuelParameters parameters() {
    const TimedProfile timed{.peak_w = {Shape::uniform, 100e3, 200e3},
                             .to_peak = {{Shape::constant, 720.0}},
                             .steady = {{Shape::constant, 480.0}},
                             .decay = {{Shape::constant, 1140.0}}};
    const EnergyProfile battery{.peak_w = {Shape::lognormal, 2.5e6, 0.6},
                                .reference_growth = {{Shape::uniform, 75.0, 150.0}},
                                .energy_per_unit_j = {Shape::uniform, 20e6, 75e6},
                                .burnt_in_decay = Ratio{0.3}};
    const EnergyProfile plastic{.peak_w = {Shape::constant, 400e3},
                                .reference_growth = {{Shape::constant, 300.0}},
                                .energy_per_unit_j = {Shape::constant, 16e6},
                                .burnt_in_decay = Ratio{0.3}};
    return {.li_ion_cabinet = battery,
            .vrla_string = plastic,
            .electrical_cabinet = timed,
            .cable_tray = plastic,
            .it_rack = timed};
}

TEST_CASE("packages are drawn from their own profile, and share their luck by name") {
    const FuelParameters fuels = parameters();
    const Draws draws{7, 3};
    const auto rack = draw_curve(fuels, {.fuel = Fuel::it_rack}, draws, "battery-room");
    CHECK(rack.to_peak == Seconds{720.0});
    const double u = draws.uniform("fire.peak", "battery-room");
    CHECK(rack.peak.value() == Approx(100e3 + u * 100e3));

    const FuelPackage cabinet_34_kwh{.fuel = Fuel::li_ion_cabinet, .amount = 34.0};
    const auto lithium = draw_curve(fuels, cabinet_34_kwh, draws, "battery-room");
    const double per_kwh = total_energy(lithium).value() / 34.0;
    CHECK(per_kwh >= 20e6);
    CHECK(per_kwh <= 75e6);
    const double growth_s = 75.0 + 75.0 * draws.uniform("fire.growth", "battery-room");
    CHECK(lithium.peak.value() / std::pow(lithium.to_peak.count(), 2.0) ==
          Approx(1055e3 / (growth_s * growth_s)));
    const FuelPackage cabinet_68_kwh{.fuel = Fuel::li_ion_cabinet, .amount = 68.0};
    const auto twice = draw_curve(fuels, cabinet_68_kwh, draws, "battery-room");
    CHECK(total_energy(twice).value() == Approx(2.0 * total_energy(lithium).value()));
    CHECK(burning_time(twice) > burning_time(lithium));

    const auto tray = draw_curve(fuels, {.fuel = Fuel::cable_tray, .amount = 50.0}, draws, "battery-room");
    CHECK(total_energy(tray).value() == Approx(50.0 * 16e6));
}

}  // namespace
}  // namespace firebreak::hazard
