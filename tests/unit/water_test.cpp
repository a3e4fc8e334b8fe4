// Water below a fire: which rooms, when, and how they and what burnt are given back.
#include "hazard/water.hpp"

#include "building.hpp"
#include "catch_compat.hpp"
#include "hazard/timeline.hpp"

namespace firebreak::hazard {
namespace {

using namespace test;
using Times = std::vector<double>;

/// The fixture's building, burning on the second floor: hall 1 on the first, hall 2 on the ground floor.
Building tower(BuildingOptions options = {}) {
    Building b{options};
    for (const RoomId room : b.world().rooms.keys()) b.world().rooms[room].floor = 2;
    b.world().rooms[b.hall_1].floor = 1;
    b.world().rooms[b.hall_2].floor = 0;
    b.world().parameters.water.reaches_below = Probability{1.0};
    b.world().horizon = to_ticks(Hours{1000.0});
    return b;
}

Times when(const HazardTimeline& timeline, Entity what, State from, State to) {
    Times minutes;
    for (const StateChange& change : timeline.changes) {
        if (change.entity == what && change.from == from && change.to == to)
            minutes.push_back(minutes_of(change.at));
    }
    return minutes;
}

TEST_CASE("water: rooms below, on the same site, by chance and floor") {
    Building b = tower();
    const auto share = [&](RoomId room) {
        int reached = 0;
        for (std::uint32_t r = 0; r < 4000; ++r)
            reached += water_reaches(b.world(), Draws{9, r}, room, Water::poured);
        return reached / 4000.0;
    };
    CHECK(share(b.hall_1) == 1.0);
    CHECK(share(b.hall_2) == 1.0);
    CHECK(share(b.electrical) == 0.0);  // on the burning floor
    b.world().rooms[b.south_hall].floor = -1;
    CHECK(share(b.south_hall) == 0.0);  // another site
    b.world().parameters.water.reaches_below = Probability{0.4};
    CHECK(share(b.hall_1) == Approx(0.4).margin(4.0 * std::sqrt(0.4 * 0.6 / 4000)));
    CHECK(share(b.hall_2) == Approx(0.16).margin(4.0 * std::sqrt(0.16 * 0.84 / 4000)));
}

TEST_CASE("water: rooms are wet once the fire is controlled, and dry after clearance") {
    const Building b = tower();
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    const Entity hall = entity(EntityKind::room, b.hall_1);
    const Entity fire = entity(EntityKind::fire, b.battery);
    const Times controlled = when(t, fire, State::burning, State::controlled);
    const Times cleared = when(t, fire, State::burning, State::cleared);
    REQUIRE(controlled.size() == 1);
    REQUIRE(cleared.size() == 1);
    CHECK(when(t, hall, State::normal, State::wet) == controlled);
    const Times dry{cleared[0] + 36.0 * 60.0};
    CHECK(when(t, hall, State::wet, State::normal) == dry);
    // Its lineup is isolated with the building, switched on after ten minutes, and live when the hall is dry.
    const Entity lineup = entity(EntityKind::power_node, b.pdu_1b);
    CHECK(when(t, lineup, State::normal, State::wet) == controlled);
    CHECK(when(t, lineup, State::wet, State::normal) == dry);
    const Times lit = when(t, entity(EntityKind::row, b.row_1), State::dark, State::energised);
    REQUIRE(lit.size() == 1);
    CHECK(lit[0] == dry[0]);
}

TEST_CASE("water: it stays in the building of the fire") {
    Building b{{.one_zone = false}};
    for (const RoomId room : b.world().rooms.keys()) b.world().rooms[room].floor = 2;
    const RoomId far = b.build.room(b.north, "far");
    const RoomId farther = b.build.room(b.north, "farther");
    for (const RoomId room : {b.hall_1, b.hall_2, far, farther}) b.world().rooms[room].floor = 1;
    b.world().rooms[far].zone = b.world().rooms[farther].zone;      // a building of their own
    b.world().rooms[b.hall_1].zone = b.world().rooms[b.battery].zone;
    CHECK(floors_below_fire(b.world(), b.hall_1) == 1);
    CHECK(floors_below_fire(b.world(), b.hall_2) == 1);  // says nothing of its building
    CHECK_FALSE(floors_below_fire(b.world(), far));
    SECTION("names decide") {
        for (const RoomId room : {b.battery, far}) b.world().rooms[room].building = "a";
        b.world().rooms[b.hall_2].building = "b";
        CHECK(floors_below_fire(b.world(), far) == 1);
        CHECK(floors_below_fire(b.world(), farther) == 1);  // joined to one that is named
        CHECK_FALSE(floors_below_fire(b.world(), b.hall_2));
        CHECK(floors_below_fire(b.world(), b.hall_1) == 1);  // joined to the origin
    }
    SECTION("a room joined to two buildings makes them no one building") {
        b.world().rooms[b.battery].building = "a";
        b.world().rooms[far].building = "b";
        b.build.share_void(b.hall_1, far);
        CHECK(floors_below_fire(b.world(), b.hall_1) == 1);
        CHECK_FALSE(floors_below_fire(b.world(), far));
    }
    SECTION("a fire in a room that says nothing may be anywhere on the site") {
        b.world().ignition_room = b.electrical;
        CHECK(floors_below_fire(b.world(), far) == 1);
    }
}

TEST_CASE("water: where slabs are given it runs down through them") {
    Building b = tower();
    const auto slab = [&](RoomId above, RoomId below) {
        b.world().rooms[above].barriers.push_back({below, Minutes{90.0}, false});
        b.world().rooms[below].barriers.push_back({above, Minutes{90.0}, false});
    };
    const RoomId beside = b.build.room(b.north, b.world().rooms[b.hall_1].zone, "beside");
    b.world().rooms[beside].floor = 1;
    CHECK(floors_below_fire(b.world(), beside) == 1);
    slab(b.battery, b.hall_1);
    CHECK(floors_below_fire(b.world(), b.hall_1) == 1);
    CHECK_FALSE(floors_below_fire(b.world(), beside));
    CHECK_FALSE(floors_below_fire(b.world(), b.hall_2));
    slab(b.hall_1, b.hall_2);
    CHECK(floors_below_fire(b.world(), b.hall_2) == 2);
}

TEST_CASE("water: none below a fire that gas puts out") {
    Building b = tower({.gas = true});
    b.world().parameters.suppression.agent_stops_battery_fire = Probability{1.0};
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    CHECK(when(t, entity(EntityKind::room, b.hall_1), State::normal, State::wet).empty());
}

TEST_CASE("water: a leak wets rooms that it cuts, until they are dry after the second clearance") {
    Building b = tower();
    b.world().parameters.water.reaches_below = Probability{0.5};
    b.world().parameters.fire.leak_isolation = Probability{1.0};
    b.world().parameters.fire.leak_delay = always(Hours{2.0});
    int leaked = 0;
    for (std::uint32_t r = 0; r < 40; ++r) {
        const Draws draws{1, r};
        const HazardTimeline t = build_timeline(b.world(), draws);
        const Entity hall = entity(EntityKind::room, b.hall_1);
        const Times cleared = when(t, entity(EntityKind::fire, b.battery), State::burning, State::cleared);
        const Times wet = when(t, hall, State::normal, State::wet);
        if (wet.empty() || wet[0] < cleared.at(0)) continue;
        ++leaked;
        REQUIRE(cleared.size() == 2);
        CHECK_FALSE(water_reaches(b.world(), draws, b.hall_1, Water::poured));
        CHECK(wet == Times{cleared[0] + 120.0});
        CHECK(when(t, hall, State::wet, State::normal) == Times{cleared[1] + 36.0 * 60.0});
    }
    CHECK(leaked > 3);  // one in four of 40
    CHECK(leaked < 20);
}

TEST_CASE("restoration: burnt switchgear is rented, or waited for") {
    Building b;
    b.world().ignition_room = b.electrical;
    b.world().horizon = to_ticks(Hours{20'000.0});
    const auto back = [&] {
        const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
        const Times out =
            when(t, entity(EntityKind::fire, b.electrical), State::burning, State::extinguished);
        const Times on = when(t, entity(EntityKind::power_node, b.switchgear), State::damaged, State::normal);
        REQUIRE(out.size() == 1);
        REQUIRE(on.size() == 1);
        return on[0] - out[0];
    };
    CHECK(back() == Approx(2000.0));
    b.world().parameters.restoration.temporary_supply = Probability{0.0};
    CHECK(back() == Approx(9000.0 * 60.0));
    b.world().horizon = to_ticks(Hours{1000.0});
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    CHECK(when(t, entity(EntityKind::power_node, b.switchgear), State::damaged, State::normal).empty());
}

TEST_CASE(
    "restoration: a burnt room is given back after the forensic hold, one ruined by smoke at clearance") {
    Building b;
    b.world().parameters.fire.forensic_hold = always(Hours{90.0});
    SECTION("burnt") {
        b.world().ignition_room = b.electrical;
        const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
        const double out =
            when(t, entity(EntityKind::fire, b.electrical), State::burning, State::extinguished).at(0);
        CHECK(when(t, entity(EntityKind::room, b.electrical), State::damaged, State::normal) ==
              Times{out + 90.0 * 60.0});
    }
    SECTION("smoke through the shared void") {
        b.world().parameters.smoke.scrap_dose_g_s_per_m3 = always_number(1e-9);
        b.world().parameters.smoke.door_flow_m3_per_s = 1.0;
        b.world().parameters.smoke.yield_kg_per_mj = 0.01;
        const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
        REQUIRE(when(t, entity(EntityKind::room, b.ups_room), State::normal, State::damaged).size() == 1);
        CHECK(when(t, entity(EntityKind::room, b.ups_room), State::damaged, State::normal) ==
              when(t, entity(EntityKind::fire, b.battery), State::burning, State::cleared));
    }
}

}  // namespace
}  // namespace firebreak::hazard
