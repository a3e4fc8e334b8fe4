// Cooling: heat-up and shutdown, shortfall, plant, inhibition, restart.
#include "catch_compat.hpp"
#include "facility_fixture.hpp"

namespace firebreak::test {
namespace {

using Times = std::vector<double>;

/// The two-node model gives 22.00 K at 180 s to four digits, and 22 K at 179.81 s.
void check_times(const Times& found, const Times& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Approx(expected[i]).margin(0.2));
}

/// Two rows of four racks of 5 kW in one hall on a grid: 40 kW. Shutdown 22 K above the supply air.
struct Hall {
    WorldBuilder build;
    SiteId site = build.site("north");
    RoomId room = build.room(site, "hall");
    RoomId plant_room = build.room(site, "plant", RoomKind::cooling);
    PowerNodeId grid = build.power(room, "grid", PowerKind::utility, {});
    PowerNodeId cooling_grid = build.power(plant_room, "cooling-grid", PowerKind::utility, {});
    RowId first = build.row(room, "row-1", {4, 10, Watts{20e3}}, {{grid}});
    RowId second = build.row(room, "row-2", {4, 10, Watts{20e3}}, {{grid}});

    CoolingId unit(const std::string& name, double capacity_kw = 0.0) {
        const CoolingId id = build.cooling(room, name, {room}, {{cooling_grid}});
        build.world.cooling[id].capacity = Watts{capacity_kw * 1e3};
        return id;
    }
    CoolingId chiller(const std::string& name) {
        return build.cooling(plant_room, name, {}, {{cooling_grid}});
    }
    World& world() { return build.world; }
};

}  // namespace

TEST_CASE("facility: racks of 5 kW with a margin of 22 K shut down 180 s after their cooling") {
    Hall hall;
    const CoolingId unit = hall.unit("crah");
    SECTION("inhibited from outside, and released") {
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).release(10.0, unit).play();
        check_times(seconds_when(timeline, EntityKind::room, hall.room, State::too_hot), {300.0});
        check_times(dark_s(timeline, hall.first), {300.0});
        check_times(dark_s(timeline, hall.second), {300.0});
        check_times(seconds_when(timeline, EntityKind::cooling, unit, State::running), {635.0});
        check_times(lit_s(timeline, hall.first), {635.0});
    }
    SECTION("released in time: the fans need 35 s") {
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).release(4.3, unit).play();
        CHECK(dark_s(timeline, hall.first).empty());
    }
    SECTION("released too late for the fans") {
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).release(4.5, unit).play();
        check_times(dark_s(timeline, hall.first), {300.0});
        check_times(lit_s(timeline, hall.first), {305.0});
    }
    SECTION("a loss of its supply is a stop as well") {
        const HazardTimeline timeline = Mishap{hall.world()}.damage(2.0, hall.cooling_grid).play();
        check_times(dark_s(timeline, hall.first), {300.0});
        CHECK(lit_s(timeline, hall.first).empty());
    }
    SECTION("racks without power do not heat") {
        const HazardTimeline timeline = Mishap{hall.world()}
                                            .inhibit(2.0, unit)
                                            .damage(2.5, hall.grid)
                                            .mend(30.0, hall.grid)
                                            .release(31.0, unit)
                                            .play();
        check_times(dark_s(timeline, hall.first), {150.0});
        check_times(lit_s(timeline, hall.first), {1860.0});  // powered after 1800 s, cooling released after 1860 s
    }
    SECTION("rows switch off in the order of their thresholds") {
        hall.world().parameters.facility.shutdown_inlet_c = {{Shape::uniform, 40.0, 55.0, 0.0}};
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).play();
        REQUIRE(dark_s(timeline, hall.first).size() == 1);
        REQUIRE(dark_s(timeline, hall.second).size() == 1);
        CHECK(dark_s(timeline, hall.first) != dark_s(timeline, hall.second));
        // 15 K and 30 K of a 5 kW rack: 47 s and 590 s.
        for (const double at : {dark_s(timeline, hall.first)[0], dark_s(timeline, hall.second)[0]}) {
            CHECK(at > 120.0 + 45.0);
            CHECK(at < 120.0 + 600.0);
        }
    }
}

TEST_CASE("facility: one unit too many bears a loss, one too few heats slowly") {
    Hall hall;
    SECTION("three units of 20 kW for 40 kW: one may go") {
        const CoolingId unit = hall.unit("crah-1", 20.0);
        hall.unit("crah-2", 20.0);
        hall.unit("crah-3", 20.0);
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).play();
        CHECK(dark_s(timeline, hall.first).empty());
        CHECK(dark_s(timeline, hall.second).empty());
    }
    SECTION("two of 30 kW: 1.25 kW a rack heat to 22 K in an hour, and one row saves the other") {
        const CoolingId unit = hall.unit("crah-1", 30.0);
        hall.unit("crah-2", 30.0);
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).play();
        // (22 - 4.65853) K / (1250 W / 259000 J/K)
        check_times(dark_s(timeline, hall.second), {120.0 + 3593.15});
        CHECK(dark_s(timeline, hall.first).empty());
    }
}

TEST_CASE("facility: cooling units stop with their plant and wait for it") {
    Hall hall;
    const CoolingId unit = hall.unit("crah");
    const CoolingId chiller_1 = hall.chiller("chiller-1");
    const CoolingId chiller_2 = hall.chiller("chiller-2");
    hall.world().cooling[unit].plant = {chiller_1, chiller_2};
    SECTION("one of two chillers is enough") {
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, chiller_1).play();
        CHECK(seconds_when(timeline, EntityKind::cooling, unit, State::stopped).empty());
    }
    SECTION("both gone: 14 min for a chiller, 35 s for the fans after it") {
        const HazardTimeline timeline = Mishap{hall.world()}
                                            .inhibit(2.0, chiller_1)
                                            .inhibit(3.0, chiller_2)
                                            .release(4.0, chiller_1)
                                            .play();
        check_times(seconds_when(timeline, EntityKind::cooling, unit, State::stopped), {180.0});
        check_times(dark_s(timeline, hall.first), {360.0});
        check_times(seconds_when(timeline, EntityKind::cooling, chiller_1, State::running), {1080.0});
        check_times(seconds_when(timeline, EntityKind::cooling, unit, State::running), {1115.0});
        check_times(lit_s(timeline, hall.first), {1115.0});
    }
    SECTION("two needed") {
        hall.world().cooling[unit].plant_needed = 2;
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, chiller_2).play();
        check_times(seconds_when(timeline, EntityKind::cooling, unit, State::stopped), {120.0});
    }
}

TEST_CASE("facility: the chain of causes of a thermal shutdown leads back through the cooling") {
    Hall hall;
    const CoolingId unit = hall.unit("crah");
    const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).play();
    std::vector<EntityKind> kinds;
    for (std::uint32_t i = 0; i < timeline.changes.size(); ++i) {
        if (timeline.changes[i].entity != entity(EntityKind::row, hall.first)) continue;
        for (std::uint32_t at = i; at != StateChange::no_cause; at = timeline.changes[at].cause) {
            kinds.push_back(timeline.changes[at].entity.kind);
        }
    }
    CHECK(kinds == std::vector<EntityKind>{EntityKind::row, EntityKind::room, EntityKind::cooling,
                                           EntityKind::cooling, EntityKind::fire});
}

TEST_CASE("facility: a row that was off waits until the cooling bears it") {
    Hall hall;
    const CoolingId first = hall.unit("crah-1", 20.0);
    hall.unit("crah-2", 20.0);
    // One unit of two bears one row of two; the other row follows when its unit is released.
    const HazardTimeline timeline =
        Mishap{hall.world()}.damage(1.0, hall.grid).inhibit(2.0, first).mend(30.0, hall.grid).release(50.0, first).play();
    check_times(dark_s(timeline, hall.first), {60.0});
    check_times(lit_s(timeline, hall.first), {1800.0});
    check_times(lit_s(timeline, hall.second), {3000.0});
    CHECK(seconds_when(timeline, EntityKind::room, hall.room, State::too_hot).empty());
}

TEST_CASE("facility: rooms without cooling units in the layout wait for nothing") {
    Hall hall;
    const HazardTimeline timeline = Mishap{hall.world()}.damage(1.0, hall.grid).mend(30.0, hall.grid).play();
    check_times(lit_s(timeline, hall.first), {1800.0});
}

TEST_CASE("facility: UPS and network devices in an overheated room stop like its rows") {
    Hall hall;
    const CoolingId unit = hall.unit("crah");
    const DeviceId border = hall.build.device(hall.room, "border", DeviceKind::border, {{hall.cooling_grid}});
    const DeviceId apart = hall.build.device(hall.plant_room, "core", DeviceKind::core, {{hall.cooling_grid}});
    SECTION("back with the cooling") {
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).release(10.0, unit).play();
        check_times(seconds_when(timeline, EntityKind::device, border, State::too_hot), {300.0});
        check_times(seconds_when(timeline, EntityKind::device, border, State::stopped), {300.0});
        check_times(seconds_when(timeline, EntityKind::site, hall.site, State::island), {300.0});
        check_times(seconds_when(timeline, EntityKind::device, border, State::running), {635.0});
        CHECK(seconds_when(timeline, EntityKind::device, apart, State::stopped).empty());
    }
    SECTION("a UPS that its room's cooling hangs on is reset by the crew, 40 min later") {
        const PowerNodeId ups = hall.build.power(hall.room, "ups", PowerKind::ups, {{hall.cooling_grid}});
        for (const CableId feed : hall.world().cooling[unit].feeds) hall.world().cables[feed].from = ups;
        const HazardTimeline timeline = Mishap{hall.world()}.inhibit(2.0, unit).release(10.0, unit).play();
        check_times(seconds_when(timeline, EntityKind::power_node, ups, State::dark), {300.0});
        check_times(seconds_when(timeline, EntityKind::power_node, ups, State::energised), {2700.0});
        check_times(lit_s(timeline, hall.first), {2735.0});
    }
}

}  // namespace firebreak::test
