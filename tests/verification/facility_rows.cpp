// Verification: redundancy and repair, UPS autonomy, heating without cooling.
#include "facility/battery_autonomy.hpp"
#include "facility/generators.hpp"
#include "facility/heat_up.hpp"
#include "facility/reliability.hpp"
#include "verification/table.hpp"
#include "world_fixture.hpp"

namespace firebreak::facility {
namespace {

using verification::absolute;
using verification::relative;
using verification::verify;

constexpr Redundancy pair{.needed = 1, .installed = 2};
constexpr Redundancy n_plus_1{.needed = 2, .installed = 3};

TEST_CASE("verification row 21: k of n") {
    const auto works = [](int needed, int installed, double member) {
        return group_works({.needed = needed, .installed = installed}, Probability{member}).value();
    };
    constexpr auto digits = "published to 1e-8";
    verify({{"21", "3 of 4 at .99", 0.99940797, works(3, 4, 0.99), absolute(1e-8), digits},
            {"21", "2 of 3 at .99", 0.999702, works(2, 3, 0.99), absolute(1e-8), digits},
            {"21", "4 of 5 at .98", 0.99615761, works(4, 5, 0.98), absolute(1e-8), digits}});
}

TEST_CASE("verification row 22: 2N with a common cause") {
    const auto fails = [](double beta) {
        return group_fails(pair, MemberFailure{.fails = Probability{1e-3}, .from_common_cause = Ratio{beta}})
            .value();
    };
    constexpr auto digits = "published to 4 digits";
    verify({{"22", "u 1e-3, beta 0", 1.000e-6, fails(0.0), relative(1e-9), "exact"},
            {"22", "u 1e-3, beta .05", 5.090e-5, fails(0.05), absolute(0.5e-8), digits},
            {"22", "u 1e-3, beta .1", 1.008e-4, fails(0.1), absolute(0.5e-7), digits}});
}

TEST_CASE("verification row 23: groups under repair") {
    const auto down = [](const Redundancy& redundancy, int crews) {
        return unavailability({.redundancy = redundancy,
                               .crews = crews,
                               .mean_time_to_failure = Hours{1e4},
                               .mean_time_to_repair = Hours{8.0}})
            .value();
    };
    constexpr auto digits = "closed form; published to the digits shown";
    const Redundancy single{.needed = 1, .installed = 1};
    verify({{"23", "single, availability", 0.99920064, 1.0 - down(single, 1), absolute(0.5e-8), digits},
            {"23", "pair, two crews, unavailability", 6.39e-7, down(pair, 2), absolute(0.5e-9), digits},
            {"23", "pair, one crew, unavailability", 1.278e-6, down(pair, 1), absolute(0.5e-9), digits}});
}

TEST_CASE("verification row 24: N+1 generator sets") {
    const auto fails = [](double set) { return group_fails(n_plus_1, Probability{set}).value(); };
    constexpr auto digits = "published to 4 digits";
    verify({{"24", "2 of 3 sets, q .005", 7.475e-5, fails(0.005), absolute(0.5e-8), digits},
            {"24", "2 of 3 sets, q .02", 1.184e-3, fails(0.02), absolute(0.5e-6), digits}});
}

TEST_CASE("generators: sets that fail under load") {
    test::WorldBuilder build;
    const SiteId site = build.site("north");
    const RoomId room = build.room(site, "sets", RoomKind::generator);
    const PowerNodeId grid = build.power(room, "grid", PowerKind::utility, {});
    const PowerNodeId one = build.power(room, "set-1", PowerKind::generator, {});
    const PowerNodeId two = build.power(room, "set-2", PowerKind::generator, {});
    build.power(room, "bus", PowerKind::switchgear, {{grid}, {one}, {two}});
    FacilityParameters& parameters = build.world.parameters.facility;
    parameters.generator_run = {{Shape::weibull, Seconds{Hours{14300.0}}.count(), 0.4, 0.0}};
    const double scaled = std::pow(336.0 / 14300.0, 0.4);
    for (const double beta : {0.0, 0.3, 1.0}) {
        parameters.generator_common_cause = test::always_share(beta);
        constexpr std::uint32_t runs = 20'000;
        double alone = 0.0, both = 0.0;
        for (std::uint32_t r = 0; r < runs; ++r) {
            const Draws draws{24, r};
            const Generators sets{build.world, draws};
            const bool first = sets.lasts(one, 0) > to_ticks(Hours{336.0});
            alone += first ? 1.0 / runs : 0.0;
            both += first && sets.lasts(two, 0) > to_ticks(Hours{336.0}) ? 1.0 / runs : 0.0;
        }
        const double one_lasts = std::exp(-scaled), both_last = std::exp(-scaled * (2.0 - beta));
        const auto errors = [](double p) { return absolute(4.0 * std::sqrt(p * (1.0 - p) / runs)); };
        const std::string at = ", beta " + std::to_string(beta).substr(0, 3);
        verify(
            {{"-", "a set lasts two weeks" + at, one_lasts, alone, errors(one_lasts), "4 standard errors"},
             {"-", "two sets last two weeks" + at, both_last, both, errors(both_last), "4 standard errors"}});
    }
}

TEST_CASE("verification row 25: Peukert") {
    // 100 Ah at the 20 h rate is 5 A; on a 480 V bus that is 2.4 kW, and 50 A are 24 kW.
    const UpsBattery amp_hours{
        .rated_load = Watts{2.4e3}, .rated_time = Hours{20.0}, .exponent = 1.2, .health = Ratio{1.0}};
    const UpsBattery ups{
        .rated_load = Watts{500e3}, .rated_time = Minutes{15.0}, .exponent = 1.15, .health = Ratio{1.0}};
    const double half = autonomy(ups, Watts{250e3}) / ups.rated_time;
    verify({{"25", "100 Ah, 20 h, k 1.2, 50 A, h", 1.262, Hours{autonomy(amp_hours, Watts{24e3})}.count(),
             relative(1e-3), "expected value rounded"},
            {"25", "half load, k 1.15, times rated", 2.219, half, relative(1e-3), "expected value rounded"}});
}

/// Two-node heating by small explicit steps, without the closed form.
double stepped_rise_k(const RackHeat& rack, Watts load, double end_s) {
    constexpr double step_s = 1e-3;
    double air_k = 0.0;
    double solid_k = 0.0;
    for (int i = 0; i < static_cast<int>(end_s / step_s + 0.5); ++i) {
        const double exchanged_w = rack.coupling.value() * (air_k - solid_k);
        air_k += (load.value() - exchanged_w) / rack.air.value() * step_s;
        solid_k += exchanged_w / rack.solid.value() * step_s;
    }
    return air_k;
}

TEST_CASE("verification row 26: a rack without cooling") {
    const RackHeat rack{
        .air = JoulesPerKelvin{9e3}, .solid = JoulesPerKelvin{250e3}, .coupling = WattsPerKelvin{250.0}};
    const Watts load{5e3};
    const auto rise = [&](double seconds) { return air_rise(rack, load, Seconds{seconds}).value(); };
    constexpr auto step = "first-order steps of 1 ms, no closed form";
    verify({{"26", "rise at 60 s, K", 16.44, rise(60.0), relative(3e-3),
             "expected value rounds tau 34.75 s to 35 s (.24 %)"},
            {"26", "rise at 180 s, K", 22.00, rise(180.0), relative(1e-3), "expected value rounded"},
            {"26", "rise at 600 s, K", 30.21, rise(600.0), relative(1e-3), "expected value rounded"},
            {"26", "rise at 60 s, numerically, K", stepped_rise_k(rack, load, 60.0), rise(60.0),
             relative(1e-4), step},
            {"26", "rise at 180 s, numerically, K", stepped_rise_k(rack, load, 180.0), rise(180.0),
             relative(1e-4), step},
            {"26", "time of 22 K back from 22 K, s", 180.0,
             time_of_rise(rack, load, Kelvins{rise(180.0)}).count(), relative(1e-9), "inverse"}});
}

}  // namespace
}  // namespace firebreak::facility
