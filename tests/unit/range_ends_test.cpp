// Values at the ends of documented ranges that once ended in an assertion, by the rule that mends them.
#include <cmath>

#include "amounts.hpp"
#include "catch_compat.hpp"
#include "hazard/growth.hpp"
#include "hazard/manual_suppression.hpp"

namespace firebreak {
namespace {

using namespace test;

TEST_CASE("draws end at 1e5 h and at finite numbers, however wide the distribution") {
    const Draws draws{7, 0};
    const Distribution wild{Shape::weibull, 3.6e8, 1e-9, 0.0};
    bool shortest = false, longest = false;
    for (std::uint32_t i = 0; i < 50; ++i) {
        const Ticks drawn = draws.duration({wild}, "purpose", "entity", i);
        CHECK(drawn >= Ticks{0});
        CHECK(drawn <= to_ticks(Hours{1e5}));
        shortest = shortest || drawn == Ticks{0};
        longest = longest || drawn == to_ticks(Hours{1e5});
        CHECK(std::isfinite(draws.number({wild}, "purpose", "entity", i)));
    }
    CHECK(shortest);
    CHECK(longest);
    CHECK(draws.longest({wild}, 1000, "purpose", "entity") == to_ticks(Hours{1e5}));
}

TEST_CASE("a fuel of nothing burns with a watt and a joule, at once") {
    FuelParameters parameters{};
    const EnergyFuel none{always_number(0.0), always(Seconds{0.0}), always_number(0.0), Ratio{1.0}};
    const TimedFuel dark{always_number(0.0), always(Seconds{0.0}), always(Seconds{0.0}), always(Seconds{0.0})};
    parameters = {none, none, none, dark, dark};
    for (const Fuel fuel : {Fuel::li_ion_cabinet, Fuel::vrla_string, Fuel::cable_tray, Fuel::electrical_cabinet, Fuel::it_rack}) {
        FuelLoad load{};
        load.kind = fuel;
        const auto curve = hazard::draw_curve(parameters, load, Draws{1, 0}, "unit");
        CHECK(curve.peak.value() == 1.0);
        CHECK(std::isfinite(hazard::burning_time(curve).count()));
        CHECK(hazard::total_energy(curve).value() <= 1.0 + 1e-9);
    }
}

TEST_CASE("staff that never come do not come before 1e5 h") {
    CHECK(hazard::suppression_time(hazard::SuppressionRate{0.0}, 0.5) == Seconds{Hours{1e5}});
    CHECK(hazard::suppression_time(hazard::SuppressionRate{1e-300}, 0.5) == Seconds{Hours{1e5}});
    CHECK(hazard::suppression_time(hazard::SuppressionRate{0.1}, 0.5) < Seconds{Minutes{7.0}});
}

}  // namespace
}  // namespace firebreak
