// Verification: how fires grow, how hot rooms get, when they flash over or choke.
#include <array>

#include "hazard/flashover.hpp"
#include "hazard/growth.hpp"
#include "hazard/layer_temperature.hpp"
#include "hazard/oxygen.hpp"
#include "hazard/parametric_fire.hpp"
#include "hazard/standard_fire.hpp"
#include "verification/table.hpp"

namespace firebreak::hazard {
namespace {

using verification::absolute;
using verification::relative;
using verification::Row;
using verification::verify;

constexpr auto published_digits = "published to 1e-4";
constexpr auto rounded_in_source = "expected value is rounded to the digits shown";

/// A room of the published MQH cases: 75 m2 of surface that takes 35 W/(m2 K).
double published_mqh_k(std::span<const Vent> vents, double heat_release_kw) {
    return mqh_rise({.heat_release = Watts{heat_release_kw * 1e3},
                     .ventilation = ventilation_factor(vents),
                     .enclosure = SquareMetres{75.0},
                     .loss = HeatTransferCoefficient{35.0}})
        .value();
}

TEST_CASE("verification rows 1 and 2: MQH with one opening and with two") {
    const Vent door{.area = SquareMetres{2.5}, .height = Metres{2.0}};
    const Vent window{.area = SquareMetres{1.5}, .height = Metres{1.0}};
    const std::array one{door};
    const std::array two{door, window};
    verify({{"1", "MQH, 500 kW, rise in K", 205.3411, published_mqh_k(one, 500.0), relative(1e-4),
             published_digits},
            {"1", "MQH, 1000 kW, rise in K", 325.9586, published_mqh_k(one, 1000.0), relative(1e-4),
             published_digits},
            {"1", "MQH, 1500 kW, rise in K", 427.1266, published_mqh_k(one, 1500.0), relative(1e-4),
             published_digits},
            {"2", "MQH, two openings, 500 kW, rise in K", 182.5068, published_mqh_k(two, 500.0),
             relative(1e-4), published_digits},
            {"2", "MQH, two openings, 1000 kW, rise in K", 289.7114, published_mqh_k(two, 1000.0),
             relative(1e-4), published_digits},
            {"2", "MQH, two openings, 1500 kW, rise in K", 379.6294, published_mqh_k(two, 1500.0),
             relative(1e-4), published_digits}});
}

TEST_CASE("verification row 3: three flashover correlations and the ventilation limit") {
    const std::array opening{Vent{.area = SquareMetres{2.1}, .height = Metres{2.1}}};
    const VentedRoom room{.ventilation = ventilation_factor(opening),
                          .enclosure = SquareMetres{45.0},
                          .loss = HeatTransferCoefficient{30.0}};
    const auto kw = [](Watts power) { return power.value() / 1e3; };
    verify(
        {{"3", "flashover MQH, kW", 1236.406, kw(flashover_mqh(room)), relative(1e-4), published_digits},
         {"3", "flashover Thomas, kW", 1501.3, kw(flashover_thomas(room)), relative(1e-4), rounded_in_source},
         {"3", "flashover Babrauskas, kW", 2282.4, kw(flashover_babrauskas(room.ventilation)), relative(1e-4),
          rounded_in_source},
         {"3", "ventilation limit, kW", 4564.8, kw(ventilation_limit(room.ventilation)), relative(1e-4),
          rounded_in_source},
         {"3", "band, lower end, kW", 1236.406, kw(flashover_band(room).min), relative(1e-4),
          "the smallest of the three"},
         {"3", "band, upper end, kW", 2282.4, kw(flashover_band(room).max), relative(1e-4),
          "the largest of the three"}});
}

struct MqhRoom {
    double width_m, depth_m, height_m;
    double vent_width_m, vent_height_m;
    Lining lining;
    double heat_release_kw;

    [[nodiscard]] Vent vent() const {
        return {.area = SquareMetres{vent_width_m * vent_height_m}, .height = Metres{vent_height_m}};
    }
    [[nodiscard]] SquareMetres enclosure() const {
        return SquareMetres{2.0 * (width_m * depth_m + (width_m + depth_m) * height_m)} - vent().area;
    }
    [[nodiscard]] double rise_k(double seconds) const {
        const std::array vents{vent()};
        return mqh_rise({.heat_release = Watts{heat_release_kw * 1e3},
                         .ventilation = ventilation_factor(vents),
                         .enclosure = enclosure(),
                         .loss = conduction_loss(lining, Seconds{seconds})})
            .value();
    }
};

TEST_CASE("verification row 4: default room of NUREG-1805") {
    const MqhRoom room{.width_m = 4.572,
                       .depth_m = 4.572,
                       .height_m = 3.048,
                       .vent_width_m = 1.219,
                       .vent_height_m = 1.829,
                       .lining = {.conductivity_w_per_mk = 1.6,
                                  .density_kg_per_m3 = 2400.0,
                                  .specific_heat_j_per_kgk = 750.0,
                                  .thickness = Metres{0.3048}},
                       .heat_release_kw = 500.0};
    std::vector<Row> rows{
        {"4", "enclosure, m2", 95.32, room.enclosure().value(), relative(1e-4), rounded_in_source},
        {"4", "penetration time, s", 26129.0, penetration_time(room.lining).count(), relative(5e-3),
         "inputs rounded from feet and inches"}};
    const std::array<std::array<double, 2>, 5> layer{
        {{60.0, 133.5}, {120.0, 146.7}, {300.0, 166.8}, {600.0, 184.2}, {1800.0, 216.2}}};
    for (const auto& [seconds, celsius] : layer)
        rows.push_back({"4", "layer at " + std::to_string(static_cast<int>(seconds)) + " s, C", celsius,
                        (Celsius{25.0} + Kelvins{room.rise_k(seconds)}).value(), relative(5e-3),
                        "inputs rounded from feet and inches"});
    verify(rows);
}

TEST_CASE("verification row 5: plaster-lined room, before and after the heat is through") {
    const MqhRoom room{.width_m = 3.0,
                       .depth_m = 3.0,
                       .height_m = 2.4,
                       .vent_width_m = 0.6,
                       .vent_height_m = 1.8,
                       .lining = {.conductivity_w_per_mk = 0.48,
                                  .density_kg_per_m3 = 1440.0,
                                  .specific_heat_j_per_kgk = 840.0,
                                  .thickness = Metres{0.016}},
                       .heat_release_kw = 750.0};
    verify({{"5", "penetration time, s", 161.0, penetration_time(room.lining).count(), relative(0.01),
             "expected value rounded to 1 s"},
            {"5", "rise at 10 s, K", 225.0, room.rise_k(10.0), relative(0.01), "rounded to 1 K or more"},
            {"5", "rise at 60 s, K", 303.0, room.rise_k(60.0), relative(0.01), "rounded to 1 K or more"},
            {"5", "rise at 600 s, K", 450.0, room.rise_k(600.0), relative(0.01), "rounded to 1 K or more"}});
}

TEST_CASE("verification row 6: sealed room with walls that take no heat") {
    const CubicMetres cube{125.0};
    const auto kelvin = [&](double seconds) {
        return 293.15 + sealed_room_rise(Watts{100e3} * Seconds{seconds}, cube).value();
    };
    const auto pascal = [&](double seconds) {
        return sealed_room_overpressure_pa(Watts{100e3} * Seconds{seconds}, cube);
    };
    constexpr auto fuel = "zone model adds the fuel's mass and varies its heat capacity";
    verify({{"6", "overpressure at 60 s, Pa", 19316.0, pascal(60.0), relative(0.01), fuel},
            {"6", "overpressure at 300 s, Pa", 96569.0, pascal(300.0), relative(0.01), fuel},
            {"6", "overpressure at 900 s, Pa", 289508.0, pascal(900.0), relative(0.01), fuel},
            {"6", "gas at 60 s, K", 273.15 + 75.7, kelvin(60.0), relative(0.01), fuel},
            {"6", "gas at 300 s, K", 273.15 + 297.2, kelvin(300.0), relative(0.01), fuel},
            {"6", "gas at 900 s, K", 273.15 + 844.7, kelvin(900.0), relative(0.01), fuel}});
}

TEST_CASE("verification row 12: natural fire of Zehfuss and Hosser") {
    const auto fire = fuel_controlled_fire({.window = {.area = SquareMetres{8.0}, .height = Metres{2.5}},
                                            .enclosure = SquareMetres{80.0},
                                            .floor = SquareMetres{16.0},
                                            .growth_to_1mw = Seconds{300.0},
                                            .inertia_j_per_m2ks05 = 1500.0,
                                            .fire_load_j_per_m2 = 511e6});
    REQUIRE(fire);
    constexpr auto whole = "published in whole seconds and degrees";
    const GasPoint& developed = fire->developed;
    const GasPoint& hottest = fire->reference_hottest;
    const GasPoint& end = fire->reference_end;
    verify({{"12", "t1, s", 600.0, developed.at.count(), absolute(1.0), whole},
            {"12", "t2, s", 4040.0, hottest.at.count(), absolute(1.0), whole},
            {"12", "t3, s", 7160.0, end.at.count(), absolute(1.0), whole},
            {"12", "T1, C", 565.0, developed.gas.value(), absolute(1.0), whole},
            {"12", "T2, C", 769.0, hottest.gas.value(), absolute(1.0), whole},
            {"12", "T3, C", 383.0, end.gas.value(), absolute(1.0), whole},
            {"12", "t2 at the room's load, s", 1831.0, fire->hottest.at.count(), absolute(1.0), whole},
            {"12", "t3 at the room's load, s", 3057.0, fire->end.at.count(), absolute(1.0), whole},
            {"12", "T2 at the room's load, C", 689.0, fire->hottest.gas.value(), absolute(2.0),
             "paper interpolates with rounded corners"},
            {"12", "T3 at the room's load, C", 316.0, fire->end.gas.value(), absolute(1.0), whole}});
}

TEST_CASE("verification row 13: a closed room chokes its fire") {
    const OxygenSupply room{.volume = CubicMetres{400.0}};
    constexpr auto band = "middle of published 180 to 206 s; limit and air density differ";
    verify({{"13", "2 MW in 10 x 10 x 4 m, s", 193.0, choking_time(room, Watts{2e6}).count(), relative(0.2),
             band},
            {"13", "usable energy, MJ", 413.4, usable_energy(room).value() / 1e6, relative(1e-3),
             "by hand: 480 kg of air, 1.105 x .0595 oxygen, 13.1 MJ/kg"}});
}

TEST_CASE("verification row 14: fast t-squared fire") {
    const GrowthRate fast{46.9};
    const HeatReleaseCurve curve{.peak = t_squared(fast, Seconds{400.0}), .to_peak = Seconds{400.0}};
    const double by_class_kw =
        t_squared(growth_reaching(growth_reference, Seconds{150.0}), Seconds{300.0}).value() / 1e3;
    verify({{"14", "heat release at 300 s, kW", 4221.0, t_squared(fast, Seconds{300.0}).value() / 1e3,
             relative(1e-4), "closed form"},
            {"14", "the same from a whole curve, kW", 4221.0,
             heat_release(curve, Seconds{300.0}).value() / 1e3, relative(1e-4), "closed form"},
            {"14", "energy to 300 s, MJ", 422.1, released_energy(curve, Seconds{300.0}).value() / 1e6,
             relative(1e-4), "closed form"},
            {"14", "from 1055 kW in 150 s, kW", 4221.0, by_class_kw, relative(5e-4),
             "coefficient .0469 rounds 1055/150^2"}});
}

TEST_CASE("verification row 15: ISO 834") {
    const auto celsius = [](double minutes) { return standard_fire(Minutes{minutes}).value(); };
    constexpr auto rounded = "published to .1 C";
    verify({{"15", "furnace at 30 min, C", 841.8, celsius(30.0), absolute(0.1), rounded},
            {"15", "furnace at 60 min, C", 945.3, celsius(60.0), absolute(0.1), rounded},
            {"15", "furnace at 120 min, C", 1049.0, celsius(120.0), absolute(0.1), rounded},
            {"15", "furnace at 240 min, C", 1152.8, celsius(240.0), absolute(0.1), rounded}});
}

}  // namespace
}  // namespace firebreak::hazard
