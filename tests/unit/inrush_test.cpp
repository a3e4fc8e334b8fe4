// The inrush cap over a layout: waves of rows behind supplies with a capacity.
#include "facility/inrush.hpp"

#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak::facility {
namespace {

using namespace test;

/// grid > swg > pdu-1 (six rows of two racks of 6 kW) and pdu-2 (one such row); outlets 7 s apart.
struct Lineups {
    WorldBuilder build;
    SiteId site = build.site("north");
    RoomId hall = build.room(site, "hall");
    PowerNodeId grid = build.power(hall, "grid", PowerKind::utility, {});
    PowerNodeId swg = build.power(hall, "swg", PowerKind::switchgear, {{grid}});
    PowerNodeId first = build.power(hall, "pdu-1", PowerKind::pdu, {{swg}});
    PowerNodeId second = build.power(hall, "pdu-2", PowerKind::pdu, {{swg}});

    Lineups() {
        for (int i = 1; i <= 6; ++i)
            build.row(hall, "row-" + std::to_string(i), {2, 10, Watts{12e3}}, {{first}});
        build.row(hall, "other", {2, 10, Watts{12e3}}, {{second}});
        build.world.parameters.servers.outlet_delay = always(Seconds{7.0});
    }
    [[nodiscard]] Seconds close(PowerNodeId lineup, const std::vector<PowerNodeId>& off) {
        return seconds_of(InrushCap{build.world, Draws{1, 0}, off}.close(lineup));
    }
};

TEST_CASE("inrush: without capacities every row is closed at once") {
    Lineups l;
    CHECK(l.close(l.first, {l.first, l.second}) == Seconds{0.0});
}

TEST_CASE("inrush: four rows peak below 110 kW, the other two follow") {
    Lineups l;
    SECTION("a limit on the lineup itself") {
        l.build.world.power[l.first].capacity = Watts{100e3};
        CHECK(l.close(l.first, {l.first}) == Seconds{7.0});
    }
    SECTION("a limit further up, and a lineup that runs behind it") {
        l.build.world.power[l.swg].capacity = Watts{100e3};
        CHECK(l.close(l.first, {l.first, l.second}) == Seconds{7.0});
        // 12 kW are in use: 4 rows, then spare 50 kW for 2.
        CHECK(l.close(l.first, {l.first}) == Seconds{7.0});
        // The load of other tenants runs too: 72 kW are in use, so 1 row, then 1, then one after the other.
        l.build.world.power[l.second].other_load = Watts{60e3};
        CHECK(l.close(l.first, {l.first}) == Seconds{35.0});
    }
    SECTION("a limit that nothing reaches") {
        l.build.world.power[l.grid].capacity = Watts{1e6};
        CHECK(l.close(l.first, {l.first, l.second}) == Seconds{0.0});
    }
}

TEST_CASE("inrush: rows that run on their other feed start nothing") {
    Lineups l;
    l.build.world.power[l.swg].capacity = Watts{100e3};
    const auto third = l.build.power(l.hall, "pdu-3", PowerKind::pdu, {{l.swg}});
    l.build.row(l.hall, "both", {4, 10, Watts{24e3}}, {{l.second}, {third}});
    InrushCap cap{l.build.world, Draws{1, 0}, {third}};
    CHECK(cap.close(third) == Ticks{0});
}

}  // namespace
}  // namespace firebreak::facility
