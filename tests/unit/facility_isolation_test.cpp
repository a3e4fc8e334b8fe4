// What is cut around a burning room: rows, a zone, a building, or the site.
#include "facility/isolation.hpp"

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::facility {
namespace {

using namespace test;
using Nodes = std::vector<PowerNodeId>;

TEST_CASE("isolation: rows alone, where racks burn and each row has a power-off") {
    Building b{{.one_zone = false}};
    WorldRoom& hall = b.world().rooms[b.hall_1];
    hall.row_power_off = true;
    hall.fuel.kind = Fuel::electrical_cabinet;
    CHECK(isolation_part(b.world(), b.hall_1).level == IsolationLevel::zone);
    hall.fuel.kind = Fuel::it_rack;
    const IsolationPart part = isolation_part(b.world(), b.hall_1);
    CHECK(part.level == IsolationLevel::rows);
    CHECK_FALSE(part.by_hand);
    CHECK(part.rows == std::vector<RowId>{b.row_1});
    CHECK(part.nodes.empty());
    CHECK(part.zones.empty());
}

TEST_CASE("isolation: an emergency power-off cuts its zone and nothing else") {
    const Building b{{.one_zone = false, .emergency_power_off = true}};
    const IsolationPart part = isolation_part(b.world(), b.hall_1);
    CHECK(part.level == IsolationLevel::zone);
    CHECK_FALSE(part.by_hand);
    CHECK(part.nodes == Nodes{b.pdu_1a, b.pdu_1b});
    CHECK(part.zones == std::vector<ZoneId>{b.world().rooms[b.hall_1].zone});
}

TEST_CASE("isolation: without one the feeders of the zone are opened, and more goes than needed") {
    const Building b{{.one_zone = false}};
    const IsolationPart part = isolation_part(b.world(), b.hall_1);
    CHECK(part.level == IsolationLevel::zone);
    CHECK(part.by_hand);
    CHECK(part.nodes == Nodes{b.ups_a, b.ups_b, b.pdu_1a, b.pdu_1b});  // and with the UPS hall 2
    CHECK(part.zones == std::vector<ZoneId>{b.world().rooms[b.hall_1].zone});
}

TEST_CASE("isolation: a cable that passes through the zone is opened where it begins") {
    Building b{{.one_zone = false}};
    const RoomId corridor = b.build.room(b.north, "corridor", RoomKind::other);
    CHECK(isolation_part(b.world(), corridor).nodes.empty());
    b.world().cables[b.world().power[b.pdu_2a].inputs[0]].through.push_back(corridor);
    const IsolationPart part = isolation_part(b.world(), corridor);
    CHECK(part.level == IsolationLevel::zone);
    CHECK(part.nodes == Nodes{b.ups_a});
}

TEST_CASE("isolation: a source in the zone takes the whole site, but no other site") {
    const Building b{{.one_zone = false}};
    for (const RoomId room : {b.battery, b.electrical, b.ups_room_b}) {  // battery, utility, battery of a UPS
        const IsolationPart part = isolation_part(b.world(), room);
        CHECK(part.level == IsolationLevel::site);
        CHECK(part.by_hand);
        CHECK(part.nodes ==
              Nodes{b.grid, b.switchgear, b.ups_a, b.ups_b, b.pdu_1a, b.pdu_1b, b.pdu_2a, b.pdu_2b});
        CHECK(part.zones.front() == b.world().rooms[room].zone);
        CHECK(part.zones.size() == (room == b.battery ? 6 : 5));  // no node stands among the batteries
    }
}

TEST_CASE("isolation: a building of its own supply stays on") {
    Building b{{.one_zone = false}};
    const RoomId annex = b.build.room(b.north, "annex");
    const PowerNodeId other = b.build.power(annex, "annex-grid", PowerKind::utility, {});
    const IsolationPart part = isolation_part(b.world(), b.battery);
    CHECK(part.level == IsolationLevel::building);
    CHECK(std::find(part.nodes.begin(), part.nodes.end(), other) == part.nodes.end());
    CHECK(std::find(part.zones.begin(), part.zones.end(), b.world().rooms[annex].zone) == part.zones.end());
    CHECK(isolation_part(b.world(), annex).nodes == Nodes{other});
    CHECK(isolation_part(b.world(), annex).level == IsolationLevel::building);
}

TEST_CASE("isolation: generators are stopped with the site that they back up") {
    Building b{{.one_zone = false}};
    const RoomId yard = b.build.room(b.north, "yard", RoomKind::generator);
    const PowerNodeId set = b.build.power(yard, "set", PowerKind::generator, {});
    b.world().power[b.switchgear].inputs.push_back(b.world().cables.add({"north/set>switchgear", set, {}}));
    const Nodes nodes = isolation_part(b.world(), b.battery).nodes;
    CHECK(std::find(nodes.begin(), nodes.end(), set) != nodes.end());
}

TEST_CASE("isolation: a power-off opens the feeds of what ends in the zone, a cut by hand the nodes outside") {
    for (const bool power_off : {true, false}) {
        Building b{{.one_zone = false, .emergency_power_off = power_off}};
        for (const PowerNodeId pdu : {b.pdu_1a, b.pdu_1b}) b.world().power[pdu].room = b.electrical;
        const IsolationPart part = isolation_part(b.world(), b.hall_1);
        CHECK(part.by_hand == !power_off);
        if (power_off) {
            CHECK(part.nodes.empty());
            CHECK(part.ends == std::vector<Entity>{entity(EntityKind::cooling, b.crah_1), entity(EntityKind::device, b.border),
                                                   entity(EntityKind::row, b.row_1)});
        } else {
            CHECK(part.nodes == std::vector<PowerNodeId>{b.pdu_1a, b.pdu_1b});
            CHECK(part.ends.empty());
        }
    }
}

}  // namespace
}  // namespace firebreak::facility
