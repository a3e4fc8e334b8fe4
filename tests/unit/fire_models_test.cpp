// Limits, orderings and step halving of the fire's equations, where no published value reaches.
#include <array>
#include <cmath>
#include <limits>

#include "catch_compat.hpp"
#include "hazard/ceiling_jet.hpp"
#include "hazard/flashover.hpp"
#include "hazard/layer_temperature.hpp"
#include "hazard/oxygen.hpp"
#include "hazard/parametric_fire.hpp"
#include "hazard/standard_fire.hpp"

namespace firebreak::hazard {
namespace {

const Lining concrete{.conductivity_w_per_mk = 1.6,
                      .density_kg_per_m3 = 2400.0,
                      .specific_heat_j_per_kgk = 750.0,
                      .thickness = Metres{0.2}};

TEST_CASE("MQH applies below 600 K and while there is air") {
    const VentedRoomFire fire{.heat_release = Watts{800e3},
                              .ventilation = VentilationFactor{2.0},
                              .enclosure = SquareMetres{80.0},
                              .loss = HeatTransferCoefficient{30.0}};
    CHECK(mqh_applies(fire));
    VentedRoomFire hot = fire;
    hot.loss = HeatTransferCoefficient{1.0};
    CHECK(mqh_rise(hot) > Kelvins{600.0});
    CHECK_FALSE(mqh_applies(hot));
    VentedRoomFire choked = fire;
    choked.ventilation = VentilationFactor{0.5};
    choked.loss = HeatTransferCoefficient{300.0};
    CHECK(mqh_rise(choked) < Kelvins{600.0});
    CHECK_FALSE(mqh_applies(choked));
}

TEST_CASE("a closed room with walls stays below the one without, and tends to it") {
    const ClosedRoomFire walls{.heat_release = Watts{100e3},
                               .volume = CubicMetres{125.0},
                               .enclosure = SquareMetres{150.0},
                               .lining = concrete};
    ClosedRoomFire bare = walls;
    bare.enclosure = SquareMetres{0.0};
    const Seconds minute{60.0};
    CHECK(closed_room_rise(bare, minute).value() == Approx(6e6 / (125.0 * 1.2 * 1005.0)));
    // K1 = 0.8 * 150 * 1697 / 150750 = 1.351, K2 = 0.6633: 2 K2 / K1^2 (10.465 - 1) = 6.88.
    CHECK(closed_room_rise(walls, minute).value() == Approx(6.88).epsilon(1e-3));
    // Continuous where the formula hands over to its limit.
    ClosedRoomFire thin = walls;
    thin.enclosure = SquareMetres{1e-3};
    CHECK(closed_room_rise(thin, minute).value() ==
          Approx(closed_room_rise(bare, minute).value()).epsilon(1e-3));
    // Late, the walls take nearly everything: the rise goes with the root of time.
    const double late = closed_room_rise(walls, Hours{40.0}) / closed_room_rise(walls, Hours{10.0});
    CHECK(late == Approx(2.0).epsilon(0.01));
}

TEST_CASE("the flashover band is ordered and its places lie between its ends") {
    const FlashoverBand band = flashover_band({.ventilation = VentilationFactor{0.6},
                                               .enclosure = SquareMetres{38.0},
                                               .loss = HeatTransferCoefficient{25.0}});
    CHECK(band.min < band.max);
    CHECK(band.min == Watts{450e3});  // small openings: Babrauskas is the lowest
    CHECK(band.at(Ratio{0.0}) == band.min);
    CHECK(band.at(Ratio{1.0}).value() == Approx(band.max.value()));
    CHECK(band.at(Ratio{0.25}).value() == Approx(0.75 * band.min.value() + 0.25 * band.max.value()));
}

TEST_CASE("where openings are small against the walls, the flashover band leaves Babrauskas out") {
    const VentedRoom hall{.ventilation = VentilationFactor{0.6},
                          .enclosure = SquareMetres{200.0},
                          .loss = HeatTransferCoefficient{25.0}};
    const FlashoverBand band = flashover_band(hall);
    CHECK(band.min == flashover_mqh(hall));
    CHECK(band.max == flashover_thomas(hall));
    CHECK(band.min > flashover_babrauskas(hall.ventilation));
}

TEST_CASE("fresh air prolongs a fire without bound as it comes to sustain it") {
    OxygenSupply room{.volume = CubicMetres{400.0}, .inflow = CubicMetresPerSecond{0.2}};
    const Watts sustained = sustained_release(room);
    CHECK(sustained.value() == Approx(usable_energy(room).value() / 400.0 * 0.2));
    CHECK(std::isinf(choking_time(room, sustained).count()));
    const Seconds closed = usable_energy(room) / Watts{2e6};
    CHECK(choking_time(room, Watts{2e6}) > closed);
    CHECK(choking_time(room, sustained * 1.001) > choking_time(room, sustained * 1.01));

    // Against steps of the balance V dx/dt = inflow (x0 - x) - Q / (heat of a cubic metre per share).
    const double per_share = usable_energy(room).value() / 400.0 / (0.2095 - 0.15);
    double share = 0.2095;
    double t = 0.0;
    for (; share > 0.15; t += 0.01) share += 0.01 / 400.0 * (0.2 * (0.2095 - share) - 1e6 / per_share);
    CHECK(choking_time(room, Watts{1e6}).count() == Approx(t).epsilon(1e-3));
}

TEST_CASE("a growing fire chokes when it has spent the room's air, a small one never") {
    const OxygenSupply room{.volume = CubicMetres{400.0}};
    const HeatReleaseCurve fire{.peak = Watts{2e6}, .to_peak = Seconds{207.0}, .steady = Seconds{600.0}};
    const auto choked = choking_time(room, fire);
    REQUIRE(choked);
    CHECK(released_energy(fire, *choked).value() == Approx(usable_energy(room).value()));
    const HeatReleaseCurve small{.peak = Watts{50e3}, .to_peak = Seconds{100.0}, .decay = Seconds{100.0}};
    CHECK_FALSE(choking_time(room, small));
}

TEST_CASE("the standard fire is worth its own duration, cool gas nothing") {
    std::vector<GasSample> standard;
    std::vector<GasSample> half;
    std::vector<GasSample> cool;
    std::vector<GasSample> late;
    for (int second = 60; second <= 5400; second += 10) {
        const Seconds t{1.0 * second};
        const Celsius furnace = standard_fire(t);
        standard.push_back({t, furnace});
        half.push_back({t, Celsius{20.0} + (furnace - Celsius{20.0}) * 0.5});
        cool.push_back({t, Celsius{5.0}});
        if (second >= 1800 && second <= 3600) late.push_back({t, Celsius{600.0}});
    }
    CHECK(equivalent_dose(standard).count() == Approx(5340.0));
    CHECK(equivalent_dose(half).count() == Approx(2670.0));
    CHECK(equivalent_dose(cool).count() == 0.0);
    CHECK(Minutes{equivalent_dose(late)}.count() == Approx(19.8).epsilon(0.005));
    CHECK(equivalent_dose(std::span{standard}.first(1)).count() == 0.0);
    CHECK(dose_rate(Celsius{300.0}, Seconds{0.0}) == dose_rate(Celsius{300.0}, Seconds{60.0}));
}

const BurningRoom office{.window = {.area = SquareMetres{8.0}, .height = Metres{2.5}},
                         .enclosure = SquareMetres{80.0},
                         .floor = SquareMetres{16.0},
                         .growth_to_1mw = Seconds{300.0},
                         .inertia_j_per_m2ks05 = 1500.0,
                         .fire_load_j_per_m2 = 511e6};

TEST_CASE("the natural fire passes through its corners and has no jumps") {
    const auto fire = fuel_controlled_fire(office);
    REQUIRE(fire);
    for (const GasPoint& corner : {fire->developed, fire->hottest, fire->end})
        CHECK(gas_temperature(*fire, corner.at).value() == Approx(corner.gas.value()));
    CHECK(gas_temperature(*fire, Seconds{-5.0}) == Celsius{20.0});
    CHECK(gas_temperature(*fire, Seconds{300.0}).value() == Approx(20.0 + 545.07 / 4.0).epsilon(1e-3));
    CHECK(gas_temperature(*fire, Hours{30.0}) == Celsius{20.0});
}

TEST_CASE("a load burnt while growing never develops fully, small openings are another model") {
    BurningRoom little = office;
    little.fire_load_j_per_m2 = 40e6;  // 640 MJ, of which 448 MJ before decay; full growth takes 800 MJ
    const auto fire = fuel_controlled_fire(little);
    REQUIRE(fire);
    CHECK(fire->hottest.at.count() == Approx(600.0 * std::cbrt(448.0 / 800.0)));
    CHECK(fire->hottest.gas < fire->developed.gas);
    CHECK(gas_temperature(*fire, fire->hottest.at).value() == Approx(fire->hottest.gas.value()));

    BurningRoom tight = office;
    tight.window.area = SquareMetres{1.0};
    CHECK_FALSE(fuel_controlled_fire(tight));
}

TEST_CASE("halving the step moves the activation by less than 1 %") {
    const HeatReleaseCurve fire{.peak = Watts{1.055e6}, .to_peak = Seconds{300.0}, .steady = Seconds{900.0}};
    for (const double rti : {28.0, 50.0, 130.0, 350.0}) {
        for (const double step_s : {1.0, 4.0}) {
            LinkExposure exposure{.link = {.index = ResponseIndex{rti}, .activation = Celsius{68.0}},
                                  .point = {.radius = Metres{2.5}, .height = Metres{3.5}},
                                  .ambient = Celsius{22.0},
                                  .step = Seconds{step_s}};
            const auto coarse = activation_time(exposure, fire);
            exposure.step = Seconds{step_s / 2.0};
            const auto fine = activation_time(exposure, fire);
            REQUIRE(coarse);
            REQUIRE(fine);
            CHECK(coarse->count() == Approx(fine->count()).epsilon(0.01));
        }
    }
}

TEST_CASE("links: slower by distance, lag and rating, never for a fire too small") {
    const HeatReleaseCurve fire{.peak = Watts{1e6}, .steady = Seconds{3600.0}};
    const LinkExposure near{.link = {.index = ResponseIndex{50.0}, .activation = Celsius{68.0}},
                            .point = {.radius = Metres{1.0}, .height = Metres{3.0}},
                            .ambient = Celsius{22.0}};
    LinkExposure far = near;
    far.point.radius = Metres{3.0};
    LinkExposure slow = near;
    slow.link.index = ResponseIndex{130.0};
    LinkExposure hot = near;
    hot.link.activation = Celsius{79.0};
    const auto first = activation_time(near, fire);
    CHECK(first < activation_time(far, fire));
    CHECK(first < activation_time(slow, fire));
    CHECK(first < activation_time(hot, fire));
    CHECK_FALSE(activation_time(near, {.peak = Watts{10e3}, .steady = Seconds{3600.0}}));
    CHECK_FALSE(activation_time(near, {.peak = Watts{1e6}, .steady = Seconds{2.0}}));
    LinkExposure warm = near;
    warm.ambient = Celsius{70.0};
    CHECK(activation_time(warm, fire) == Seconds{0.0});
}

TEST_CASE("under the plume the jet does not depend on the distance") {
    const Watts release{500e3};
    const JetPoint centre{.radius = Metres{0.0}, .height = Metres{4.0}};
    const JetPoint beside{.radius = Metres{0.5}, .height = Metres{4.0}};
    CHECK(jet_rise(release, centre) == jet_rise(release, beside));
    CHECK(jet_speed(release, centre) == jet_speed(release, beside));
    CHECK(jet_rise(release, centre).value() ==
          Approx(16.9 * std::pow(500.0, 2.0 / 3.0) / std::pow(4.0, 5.0 / 3.0)));
    CHECK(jet_speed(release, centre).value() == Approx(0.96 * std::cbrt(125.0)));
}

}  // namespace
}  // namespace firebreak::hazard
