// A room taken out for good: what goes dark with it, and rows whose second feed is none.
#include "facility/shared_fate.hpp"

#include <set>

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::facility {
namespace {

using namespace test;

State last_of(const HazardTimeline& timeline, Entity what, State before) {
    State state = before;
    for (const StateChange& change : timeline.changes) {
        if (change.entity == what) state = change.to;
    }
    return state;
}

State row_after(const World& world, RoomId lost, RowId row) {
    return last_of(lose_room(world, lost, Draws{1, 0}), entity(EntityKind::row, row), State::energised);
}

TEST_CASE("a lost room: what stands in it is dark for good") {
    Building b{{.one_zone = false, .emergency_power_off = true}};
    CHECK(row_after(b.world(), b.hall_1, b.row_1) == State::dark);
    CHECK(row_after(b.world(), b.hall_1, b.row_2) == State::energised);
}

TEST_CASE("a lost room: a battery bridges minutes, a generator as long as its tank lasts") {
    Building b{{.one_zone = false, .emergency_power_off = true}};
    CHECK(row_after(b.world(), b.electrical, b.row_1) == State::dark);
    const RoomId yard = b.build.room(b.north, "yard", RoomKind::generator);
    b.world().rooms[yard].emergency_power_off = true;
    const PowerNodeId generator = b.build.power(yard, "generator", PowerKind::generator, {});
    b.world().power[b.ups_b].inputs.push_back(b.world().cables.add({"north/generator>ups-b", generator, {}}));
    CHECK(row_after(b.world(), b.electrical, b.row_1) == State::energised);
    b.world().power[generator].fuel = std::chrono::hours{20};
    CHECK(row_after(b.world(), b.electrical, b.row_1) == State::dark);
}

TEST_CASE("a lost room: the feed that is left trips under the load of both") {
    Building b{{.one_zone = false, .emergency_power_off = true}};
    // Both rows of 60 kW in halves over both UPS: 60 kW each, 120 kW once one of them is lost.
    b.world().rows[b.row_1].load = b.world().rows[b.row_2].load = Watts{60e3};
    b.world().power[b.ups_b].capacity = Watts{109e3};  // 119.9 kW with its margin
    CHECK(row_after(b.world(), b.ups_room, b.row_1) == State::dark);
    b.world().power[b.ups_b].capacity = Watts{110e3};
    CHECK(row_after(b.world(), b.ups_room, b.row_1) == State::energised);
}

TEST_CASE("a lost room: with the only feed of the cooling its rows shut down") {
    Building b{{.one_zone = false, .emergency_power_off = true}};
    const RoomId plant = b.build.room(b.north, "plant", RoomKind::cooling);
    b.world().rooms[plant].emergency_power_off = true;
    b.world().rows[b.row_1].load = Watts{60e3};
    const PowerNodeId panel = b.build.power(plant, "panel", PowerKind::pdu, {{b.ups_b}});
    b.world().cooling[b.crah_1].feeds = {b.world().cables.add({"north/panel>crah-1", panel, {}})};
    CHECK(row_after(b.world(), plant, b.row_1) == State::dark);
    CHECK(row_after(b.world(), plant, b.row_2) == State::energised);
}

TEST_CASE("a lost room: a plant of which enough is left goes on cooling") {
    Building b{{.one_zone = false, .emergency_power_off = true}};
    const RoomId plant = b.build.room(b.north, "plant", RoomKind::cooling);
    b.world().rooms[plant].emergency_power_off = true;
    b.world().rows[b.row_1].load = Watts{60e3};
    const CoolingId in_plant = b.build.cooling(plant, "chiller-1", {}, {{b.ups_b}});
    const CoolingId elsewhere = b.build.cooling(b.hall_2, "chiller-2", {}, {{b.ups_b}});
    WorldCooling& unit = b.world().cooling[b.crah_1];
    unit.plant = {in_plant, elsewhere};
    unit.plant_needed = 1;
    CHECK(row_after(b.world(), plant, b.row_1) == State::energised);
    b.world().cooling[b.crah_1].plant_needed = 2;
    CHECK(row_after(b.world(), plant, b.row_1) == State::dark);
}

TEST_CASE("a lost room: with the only core switch the site is an island") {
    Building b{{.one_zone = false, .emergency_power_off = true}};
    const Entity site = entity(EntityKind::site, b.north);
    CHECK(last_of(lose_room(b.world(), b.hall_2, Draws{1, 0}), site, State::connected) == State::island);
    CHECK(last_of(lose_room(b.world(), b.battery, Draws{1, 0}), site, State::connected) == State::connected);
}

TEST_CASE("redundancy in name only: both routes through one room") {
    for (const bool apart : {true, false}) {
        Building b{{.one_zone = false, .emergency_power_off = true, .cables_apart = apart}};
        std::set<std::string> rooms;
        for (const FalseRedundancy& each : find_false_redundancy(b.world())) rooms.insert(b.world().rooms[each.room].name);
        CHECK(rooms.contains("north/electrical"));  // one utility behind both
        CHECK(rooms.contains("north/battery") != apart);
        CHECK(!rooms.contains("north/hall-1"));  // it takes its own row, whatever feeds it
    }
}

}  // namespace
}  // namespace firebreak::facility
