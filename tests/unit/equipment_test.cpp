// What stands in a room shares its fate, whatever its kind: fire, heat, soot, water and cuts, and the way back.
#include <set>

#include "building.hpp"
#include "catch_compat.hpp"
#include "facility/equipment.hpp"
#include "facility_fixture.hpp"
#include "hazard/timeline.hpp"

namespace firebreak::hazard {
namespace {

using namespace test;
using Times = std::vector<double>;

constexpr double fans_min = 35.0 / 60.0;
constexpr double chiller_min = 14.0;

/// Minutes of the changes of `what` that `to` and, where given, `from` describe.
Times when(const HazardTimeline& timeline, Entity what, State to, std::optional<State> from = {}) {
    Times minutes;
    for (const StateChange& change : timeline.changes) {
        if (change.entity == what && change.to == to && (!from || change.from == *from))
            minutes.push_back(minutes_of(change.at));
    }
    return minutes;
}

/// The fixture's building in zones of their own, each with a power-off; a fire that is seen after 2 min, cut
/// off at 67, controlled at 152, out at 242 and cleared at 422 min.
struct Zoned : Building {
    Zoned() : Building{{.one_zone = false, .emergency_power_off = true}} {
        world().observed = {};
        world().observed.detection = always(Minutes{2.0});
        world().horizon = to_ticks(Hours{200.0});
        world().parameters.servers.stock_delivery = always(Hours{30.0});
    }
    RoomId add_room(const char* name, RoomKind kind) {
        const RoomId room = build.room(north, name, kind);
        world().rooms[room].emergency_power_off = true;
        return room;
    }
    HazardTimeline burn(RoomId room) {
        world().ignition_room = room;
        return build_timeline(world(), Draws{1, 0});
    }
    /// A fire too weak to harm the room.
    HazardTimeline smoulder(RoomId room) {
        world().rooms[room].area = SquareMetres{2000.0};
        world().rooms[room].fuel = {.kind = Fuel::it_rack, .units = 1};
        world().parameters.fuels.it_rack.peak_w = always_number(40e3);
        return burn(room);
    }
};

TEST_CASE("equipment: every kind that stands in a room is found, by its name and place") {
    const Building b;
    std::set<std::string> names;
    for (const Entity what : facility::equipment_in(b.world(), b.hall_1)) {
        CHECK(facility::room_of(b.world(), what) == b.hall_1);
        names.insert(facility::name_of(b.world(), what));
    }
    CHECK(names == std::set<std::string>{"north/pdu-1a", "north/pdu-1b", "north/crah-1", "north/border"});
}

TEST_CASE("equipment: a burnt chiller stops the cooling behind it until it is repaired") {
    Zoned b;
    const RoomId plant = b.add_room("plant", RoomKind::cooling);
    const CoolingId chiller = b.build.cooling(plant, "chiller", {}, {{b.ups_b}});
    b.world().cooling[b.crah_1].plant = {chiller};
    const HazardTimeline t = b.burn(plant);
    const Entity unit = entity(EntityKind::cooling, chiller);
    const Times burnt = when(t, unit, State::damaged);
    REQUIRE(burnt.size() == 1);
    CHECK(when(t, unit, State::stopped) == burnt);
    CHECK(when(t, entity(EntityKind::cooling, b.crah_1), State::stopped) == burnt);
    CHECK(when(t, entity(EntityKind::cooling, b.crah_2), State::stopped).empty());
    CHECK(when(t, entity(EntityKind::room, b.hall_1), State::too_hot).size() == 1);
    CHECK(when(t, entity(EntityKind::row, b.row_2), State::dark).empty());
    const Times repaired{242.0 + 2000.0};
    CHECK(when(t, unit, State::normal, State::damaged) == repaired);
    CHECK(when(t, unit, State::running).at(0) == repaired[0] + chiller_min);
    const Times row = when(t, entity(EntityKind::row, b.row_1), State::energised);
    REQUIRE(row.size() == 1);
    CHECK(row[0] == Approx(repaired[0] + chiller_min + fans_min));
}

TEST_CASE("equipment: of two chillers, of which one is needed, the other cools on") {
    Zoned b;
    const RoomId plant = b.add_room("plant", RoomKind::cooling);
    const CoolingId chiller = b.build.cooling(plant, "chiller", {}, {{b.ups_b}});
    const CoolingId other = b.build.cooling(b.electrical, "other", {}, {{b.ups_b}});
    b.world().cooling[b.crah_1].plant = {chiller, other};
    SECTION("one needed") {
        CHECK(when(b.burn(plant), entity(EntityKind::cooling, b.crah_1), State::stopped).empty());
    }
    SECTION("both needed") {
        b.world().cooling[b.crah_1].plant_needed = 2;
        CHECK(when(b.burn(plant), entity(EntityKind::cooling, b.crah_1), State::stopped).size() == 1);
    }
}

TEST_CASE("equipment: burnt plant is built to order where none can be rented, coolers are repaired") {
    Zoned b;
    const RoomId plant = b.add_room("plant", RoomKind::cooling);
    const CoolingId chiller = b.build.cooling(plant, "chiller", {}, {{b.ups_b}});
    const CoolingId cooler = b.build.cooling(plant, "cooler", {b.hall_2}, {{b.ups_b}});
    b.world().cooling[b.crah_1].plant = {chiller};
    b.world().parameters.restoration.temporary_supply = Probability{0.0};
    const HazardTimeline t = b.burn(plant);
    CHECK(when(t, entity(EntityKind::cooling, chiller), State::normal, State::damaged).empty());
    CHECK(when(t, entity(EntityKind::cooling, cooler), State::normal, State::damaged) == Times{2242.0});
}

TEST_CASE("equipment: the only border or core burns, and the site is an island until a spare is there") {
    Zoned b;
    const RoomId meet_me = b.add_room("meet-me", RoomKind::network);
    const DeviceId device = GENERATE(0, 1) == 0 ? b.border : b.core;
    b.world().devices[device].room = meet_me;
    const HazardTimeline t = b.burn(meet_me);
    const Times burnt = when(t, entity(EntityKind::device, device), State::damaged);
    REQUIRE(burnt.size() == 1);
    CHECK(when(t, entity(EntityKind::device, device), State::stopped) == burnt);
    CHECK(when(t, entity(EntityKind::site, b.north), State::island) == burnt);
    CHECK(when(t, entity(EntityKind::site, b.north), State::connected) == Times{422.0 + 1800.0});
}

TEST_CASE("equipment: a spare waits until the burnt room is given back") {
    Zoned b;
    const RoomId meet_me = b.add_room("meet-me", RoomKind::network);
    b.world().devices[b.border].room = meet_me;
    b.world().parameters.fire.forensic_hold = always(Hours{50.0});
    CHECK(when(b.burn(meet_me), entity(EntityKind::device, b.border), State::running) == Times{242.0 + 3000.0});
}

TEST_CASE("equipment: a power-off darkens what stands in the zone, fed from outside or not") {
    Zoned b;
    for (const PowerNodeId pdu : {b.pdu_1a, b.pdu_1b}) b.world().power[pdu].room = b.electrical;
    const HazardTimeline t = b.smoulder(b.hall_1);
    CHECK(when(t, entity(EntityKind::row, b.row_1), State::isolated) == Times{67.0});
    CHECK(when(t, entity(EntityKind::row, b.row_1), State::dark) == Times{67.0});
    CHECK(when(t, entity(EntityKind::cooling, b.crah_1), State::stopped) == Times{67.0});
    CHECK(when(t, entity(EntityKind::device, b.border), State::stopped) == Times{67.0});
    CHECK(when(t, entity(EntityKind::site, b.north), State::island) == Times{67.0});
    CHECK(when(t, entity(EntityKind::power_node, b.pdu_1a), State::dark).empty());
    CHECK(when(t, entity(EntityKind::row, b.row_2), State::dark).empty());
    // Cooling and network at clearance, the row after its inspection.
    CHECK(when(t, entity(EntityKind::device, b.border), State::running) == Times{422.0});
    CHECK(when(t, entity(EntityKind::cooling, b.crah_1), State::running).at(0) == Approx(422.0 + fans_min));
    CHECK(when(t, entity(EntityKind::row, b.row_1), State::energised) == Times{432.0});
}

TEST_CASE("equipment: a row with one feed from outside goes dark with its zone, and back with its cooling") {
    Zoned b;
    b.world().power[b.pdu_1b].room = b.electrical;
    const HazardTimeline t = b.smoulder(b.hall_1);
    CHECK(when(t, entity(EntityKind::row, b.row_1), State::dark) == Times{67.0});
    // The lineup in the zone first, then the row.
    CHECK(when(t, entity(EntityKind::power_node, b.pdu_1a), State::energised) == Times{432.0});
    CHECK(when(t, entity(EntityKind::row, b.row_1), State::energised) == Times{442.0});
}

TEST_CASE("equipment: a battery that stands in a zone no longer carries the UPS outside it") {
    Zoned b;
    b.world().rooms[b.battery].fuel = {.kind = Fuel::it_rack, .units = 1};
    b.world().rooms[b.ups_room].zone = b.world().rooms[b.hall_1].zone;
    b.world().power[b.ups_b].battery_room = b.hall_1;
    const HazardTimeline t = b.smoulder(b.hall_1);
    REQUIRE(when(t, entity(EntityKind::zone, b.world().rooms[b.hall_1].zone), State::isolated) == Times{67.0});
    TimelineBuilder cut;
    const ChangeRef zone = cut.add({at_min(67.0), entity(EntityKind::zone, b.world().rooms[b.hall_1].zone), State::energised,
                                    State::isolated, StateChange::no_cause});
    cut.add({at_min(70.0), entity(EntityKind::power_node, b.grid), State::normal, State::isolated, zone});
    facility::respond(b.world(), Draws{1, 0}, cut);
    CHECK(when({cut.sorted(), {}}, entity(EntityKind::power_node, b.ups_b), State::dark) == Times{70.0});
}

TEST_CASE("equipment: a battery in a wet, heated or ruined room carries nothing any more") {
    Building b;
    for (const State harm : {State::wet, State::heated, State::damaged}) {
        TimelineBuilder events;
        const ChangeRef room = events.add({at_min(5.0), entity(EntityKind::room, b.battery), State::normal, harm, StateChange::no_cause});
        events.add({at_min(70.0), entity(EntityKind::power_node, b.grid), State::normal, State::isolated, room});
        facility::respond(b.world(), Draws{1, 0}, events);
        CHECK(when({events.sorted(), {}}, entity(EntityKind::power_node, b.ups_a), State::dark) == Times{70.0});
        CHECK(when({events.sorted(), {}}, entity(EntityKind::power_node, b.ups_b), State::dark) == Times{85.0});
    }
}

TEST_CASE("equipment: a UPS that heat stopped comes back on bypass, by a crew and without its battery") {
    Building b;
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    const Entity ups = entity(EntityKind::power_node, b.ups_a);
    // Cleared at 682 min; two lineups over the other path first, 10 min each.
    CHECK(when(t, ups, State::normal, State::damaged) == Times{712.0});
    CHECK(when(t, ups, State::energised) == Times{712.0});

    TimelineBuilder later;
    const auto change = [&](double minutes, PowerNodeId node, State from, State to) {
        later.add({at_min(minutes), entity(EntityKind::power_node, node), from, to, StateChange::no_cause});
    };
    change(1.0, b.ups_a, State::normal, State::damaged);
    change(2.0, b.ups_a, State::damaged, State::normal);
    change(9.0, b.grid, State::normal, State::isolated);
    facility::respond(b.world(), Draws{1, 0}, later);
    CHECK(when({later.sorted(), {}}, ups, State::dark) == Times{1.0, 9.0});
    CHECK(when({later.sorted(), {}}, entity(EntityKind::power_node, b.ups_b), State::dark) == Times{24.0});
}

TEST_CASE("equipment: a UPS is bypassed no sooner than its zone is given back") {
    Building b{{.one_zone = false}};
    b.world().response.crews.facility = 2;
    b.world().observed.re_energising = always(Minutes{800.0});
    b.world().observed.zones.push_back({"hall-1", std::nullopt, always(Minutes{300.0})});
    b.world().observed.zones.push_back({"hall-2", std::nullopt, always(Minutes{1000.0})});
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    CHECK(when(t, entity(EntityKind::power_node, b.pdu_1b), State::normal, State::isolated) == Times{310.0});
    // One crew is free from 310 min on, and the UPS room is given back with the building.
    CHECK(when(t, entity(EntityKind::power_node, b.ups_a), State::normal, State::damaged) == Times{810.0});
}

TEST_CASE("equipment: lineups that have another supply do not wait for a bypass, the others do") {
    Building b;
    b.world().observed.cables_lost.reset();
    b.world().parameters.damage.cable_damage_c = always_number(1e5);
    for (const PowerNodeId pdu : {b.pdu_1b, b.pdu_2b}) b.world().cables[b.world().power[pdu].inputs[0]].through = {};
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    const double cleared = when(t, entity(EntityKind::fire, b.battery), State::cleared).at(0);
    const auto on = [&](PowerNodeId node) { return when(t, entity(EntityKind::power_node, node), State::energised).at(0) - cleared; };
    CHECK(on(b.pdu_1b) == 10.0);
    CHECK(on(b.pdu_2b) == 20.0);
    CHECK(on(b.ups_a) == 30.0);
    CHECK(on(b.pdu_1a) == 40.0);
}

TEST_CASE("equipment: switchgear that heat stopped waits for the repair") {
    Building b;
    b.world().power[b.switchgear].room = b.ups_room;
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    CHECK(when(t, entity(EntityKind::power_node, b.switchgear), State::damaged) == Times{9.0});
    CHECK(when(t, entity(EntityKind::power_node, b.switchgear), State::normal, State::damaged) == Times{2502.0});
    CHECK(when(t, entity(EntityKind::row, b.row_1), State::energised) == Times{2502.0});
}

TEST_CASE("equipment: soot that scraps a room's servers damages what stands beside them") {
    Building b;
    b.world().parameters.smoke.scrap_dose_g_s_per_m3 = always_number(1e-9);
    b.world().parameters.smoke.door_flow_m3_per_s = 1.0;
    b.world().parameters.smoke.yield_kg_per_mj = 0.01;
    b.build.device(b.ups_room, "border-2", DeviceKind::border, {{b.grid}});
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    const Entity room = entity(EntityKind::room, b.ups_room);
    REQUIRE(when(t, room, State::damaged).size() == 1);
    for (const Entity what : facility::equipment_in(b.world(), b.ups_room)) {
        CHECK(when(t, what, State::damaged).size() == 1);
    }
}

TEST_CASE("equipment: a room that is only soiled keeps its equipment going") {
    Building b;
    b.world().parameters.smoke.cleaning_dose_g_s_per_m3 = always_number(1e-9);
    b.world().parameters.smoke.door_flow_m3_per_s = 1.0;
    b.world().parameters.smoke.yield_kg_per_mj = 0.01;
    const DeviceId device = b.build.device(b.ups_room, "border-2", DeviceKind::border, {{b.grid}});
    b.world().observed.feeds_lost = always(Hours{100.0});
    const HazardTimeline t = build_timeline(b.world(), Draws{1, 0});
    REQUIRE(when(t, entity(EntityKind::room, b.ups_room), State::soiled).size() == 1);
    CHECK(when(t, entity(EntityKind::device, device), State::running).at(0) ==
          when(t, entity(EntityKind::fire, b.battery), State::cleared).at(0));
}

TEST_CASE("equipment: water stops everything in the room until it is dry") {
    Zoned b;
    for (const RoomId room : b.world().rooms.keys()) b.world().rooms[room].floor = 1;
    b.world().rooms[b.hall_1].floor = 0;
    b.world().parameters.water.reaches_below = Probability{1.0};
    const HazardTimeline t = b.smoulder(b.hall_2);
    const Times controlled{152.0}, dry{422.0 + 36.0 * 60.0};
    for (const Entity what : facility::equipment_in(b.world(), b.hall_1)) {
        CHECK(when(t, what, State::wet) == controlled);
        CHECK(when(t, what, State::normal, State::wet) == dry);
    }
    CHECK(when(t, entity(EntityKind::cooling, b.crah_1), State::stopped) == controlled);
    CHECK(when(t, entity(EntityKind::site, b.north), State::connected) == dry);
    const Times row = when(t, entity(EntityKind::row, b.row_1), State::energised);
    REQUIRE(row.size() == 1);
    CHECK(row[0] == dry[0]);  // its fans come up while its servers boot
}

}  // namespace
}  // namespace firebreak::hazard
