// What else happens to racks: staged outlets, boot storms, full checks, heat, water, scrap. Times worked out
// by hand from the fixture's constants: boot 5 min, 2 min of hands a server, 30 min to mend one, 15 min to
// build one in.
#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;
using Minutes_ = std::vector<double>;

/// A row of three racks of 4 servers; the second is the most urgent.
struct Hall {
    WorldBuilder build;
    SiteId north = build.site("north");
    RoomId room = build.room(north, "hall");
    RowId row = build.row(room, "a", {3, 4});
    std::vector<RackId> racks = build.world.rows[row].racks;

    Hall() {
        build.world.horizon = to_ticks(Hours{1000.0});
        build.world.response.crews.technicians = 1;
        build.world.racks[racks[1]].restore_priority = 10;
    }
    ServerParameters& servers() { return build.world.parameters.servers; }
    [[nodiscard]] Script script() const { return Script{build.world}; }
    [[nodiscard]] Script cut() const { return script().dark(10.0, row).energised(60.0, row); }
    [[nodiscard]] ObservationLog play(const Script& script) const {
        return test::play(build.world, script.timeline());
    }
    [[nodiscard]] Minutes_ when(const ObservationLog& log, int rack, State state) const {
        return minutes_when(log, EntityKind::rack, racks[rack], state);
    }
    [[nodiscard]] std::vector<double> counts(const ObservationLog& log, int rack) const {
        std::vector<double> up;
        for (const Event& event : turns(log, entity(EntityKind::rack, racks[rack]), State::up))
            up.push_back(event.value);
        return up;
    }
};

TEST_CASE("racks: outlets of a row close one after the other") {
    Hall hall;
    hall.servers().outlet_delay = always(Minutes{2.0});
    const auto log = hall.play(hall.cut());
    CHECK(hall.when(log, 0, State::up) == Minutes_{65.0});
    CHECK(hall.when(log, 1, State::up) == Minutes_{67.0});
    CHECK(hall.when(log, 2, State::up) == Minutes_{69.0});

    // Cut again before the third outlet has closed: that rack has never been on.
    const auto again = hall.play(hall.cut().dark(63.0, hall.row).energised(80.0, hall.row));
    CHECK(hall.when(again, 2, State::dark) == Minutes_{10.0});
    CHECK(hall.when(again, 2, State::up) == Minutes_{89.0});
    CHECK(hall.when(again, 0, State::up) == Minutes_{85.0});
}

TEST_CASE("racks: those that find no place in the boot infrastructure wait, the urgent ones less") {
    Hall hall;
    hall.build.world.sites[hall.north].racks_booting_at_once = 1;
    const auto log = hall.play(hall.cut());
    CHECK(hall.when(log, 1, State::up) == Minutes_{65.0});  // all ask at 60
    CHECK(hall.when(log, 0, State::up) == Minutes_{70.0});
    CHECK(hall.when(log, 2, State::up) == Minutes_{75.0});
    CHECK(hall.when(log, 1, State::waiting).empty());
    CHECK(hall.when(log, 2, State::waiting) == Minutes_{60.0});
    const Event booting = turns(log, entity(EntityKind::rack, hall.racks[2]), State::booting).at(0);
    CHECK(log.events.at(booting.cause.value).entity == entity(EntityKind::rack, hall.racks[0]));
}

TEST_CASE("racks: power that fails during a boot gives the place to the next") {
    Hall hall;
    const RowId other = hall.build.row(hall.room, "b", {1, 4});
    const RackId last = hall.build.world.rows[other].racks[0];
    hall.build.world.sites[hall.north].racks_booting_at_once = 3;
    const auto log = hall.play(hall.script()
                                   .dark(10.0, hall.row)
                                   .dark(10.0, other)
                                   .energised(60.0, hall.row)
                                   .energised(61.0, other)
                                   .dark(62.0, hall.row));
    CHECK(minutes_when(log, EntityKind::rack, last, State::booting) == Minutes_{62.0});
    CHECK(minutes_when(log, EntityKind::rack, last, State::up) == Minutes_{67.0});
    CHECK(hall.when(log, 0, State::up).empty());
}

TEST_CASE("racks: those that wait for a place turn to technicians when automation goes away") {
    Hall hall;
    const RowId tools = hall.build.row(hall.build.room(hall.north, "tools"), "tools", {1, 4});
    const ComponentId deploy = hall.build.component("deploy", 4, 1);
    hall.build.copy(deploy, tools);
    hall.build.world.boots_servers = deploy;
    hall.build.world.sites[hall.north].racks_booting_at_once = 1;
    const auto log = hall.play(hall.cut().dark(62.0, tools));
    CHECK(hall.when(log, 1, State::up) == Minutes_{65.0});  // its boot has begun
    CHECK(hall.when(log, 0, State::up) == Minutes_{70.0});  // 4 servers by hand from 62
    CHECK(hall.when(log, 2, State::up) == Minutes_{78.0});
}

TEST_CASE("racks: servers that check their disks come later, the rest serves") {
    Hall hall;
    hall.servers().fully_checked = always_share(1.0);
    const auto log = hall.play(hall.cut());
    CHECK(hall.when(log, 0, State::up) == Minutes_{65.0, 115.0});
    CHECK(hall.counts(log, 0) == std::vector<double>{0.0, 4.0});

    // Cut during the check: it starts again.
    const auto again = hall.play(hall.cut().dark(100.0, hall.row).energised(120.0, hall.row));
    CHECK(hall.when(again, 0, State::up) == Minutes_{65.0, 125.0, 175.0});
}

TEST_CASE("racks: the dead make no check") {
    Hall hall;
    hall.servers().fully_checked = hall.servers().non_return = always_share(1.0);
    const auto log = hall.play(hall.cut());
    CHECK(hall.when(log, 1, State::up) == Minutes_{65.0, 185.0});  // mended: 4 x 30 min, the urgent rack first
    CHECK(hall.when(log, 0, State::up) == Minutes_{65.0, 305.0});
    CHECK(hall.counts(log, 0) == std::vector<double>{0.0, 4.0});
}

TEST_CASE("racks: a second cut kills further servers") {
    Hall hall;
    hall.build.world.racks[hall.racks[0]].servers = 400;
    hall.servers().non_return = always_share(0.2);
    hall.servers().fix_per_server = always(Hours{1000.0});
    const auto log = hall.play(hall.cut().dark(100.0, hall.row).energised(120.0, hall.row));
    const auto up = hall.counts(log, 0);
    REQUIRE(up.size() == 2);
    const Draws draws{1, 0};
    const int first = draws.binomial(400, Probability{0.2}, "servers.broken", "north/a/1", 0);
    const int second = draws.binomial(400 - first, Probability{0.2}, "servers.broken", "north/a/1", 1);
    REQUIRE(second > 0);
    CHECK(up == std::vector<double>{400.0 - first, 400.0 - first - second});
}

TEST_CASE("racks: smoke and heat make power cuts worse, clean rooms are spared") {
    Hall hall;
    const RoomId clean = hall.build.room(hall.north, "clean");
    const RowId other = hall.build.row(clean, "b", {1, 4});
    hall.servers().non_return_stressed = always_share(1.0);
    const auto dead_after = [&](State state) {
        const auto log = hall.play(hall.script()
                                       .room(5.0, hall.room, State::normal, state)
                                       .dark(10.0, hall.row)
                                       .dark(10.0, other)
                                       .energised(60.0, hall.row)
                                       .energised(60.0, other));
        CHECK(turns(log, entity(EntityKind::rack, hall.build.world.rows[other].racks[0]), State::up)
                  .at(0)
                  .value == 4.0);
        return 4.0 - hall.counts(log, 0).at(0);
    };
    CHECK(dead_after(State::too_hot) == 4.0);
    CHECK(dead_after(State::soiled) == 4.0);
    hall.servers().non_return_stressed = always_share(0.0);
    CHECK(dead_after(State::too_hot) == 0.0);
}

TEST_CASE("racks: in a wet room nothing runs until it is dry") {
    Hall hall;
    SECTION("water on running racks") {
        const auto log = hall.play(hall.script()
                                       .room(20.0, hall.room, State::normal, State::wet)
                                       .room(500.0, hall.room, State::wet, State::normal));
        CHECK(hall.when(log, 0, State::dark) == Minutes_{20.0});
        CHECK(hall.when(log, 0, State::up) == Minutes_{505.0});
        const Event booting = turns(log, entity(EntityKind::rack, hall.racks[0]), State::booting).at(0);
        CHECK(log.events.at(booting.cause.value).entity == entity(EntityKind::room, hall.room));
    }
    SECTION("power that is back before is of no use") {
        const auto log = hall.play(hall.cut()
                                       .room(20.0, hall.room, State::normal, State::wet)
                                       .room(500.0, hall.room, State::wet, State::normal));
        CHECK(hall.when(log, 0, State::wet) == Minutes_{60.0});
        CHECK(hall.when(log, 0, State::up) == Minutes_{505.0});
    }
    SECTION("power that comes later is what they wait for") {
        const auto log = hall.play(hall.script()
                                       .dark(10.0, hall.row)
                                       .room(20.0, hall.room, State::normal, State::wet)
                                       .room(500.0, hall.room, State::wet, State::normal)
                                       .energised(600.0, hall.row));
        CHECK(hall.when(log, 0, State::up) == Minutes_{605.0});
    }
    SECTION("a share of them is scrap, and found to be when dry") {
        hall.build.world.parameters.water.scrap = always_share(1.0);
        const auto log = hall.play(hall.script()
                                       .room(20.0, hall.room, State::normal, State::wet)
                                       .cleared(100.0)
                                       .room(500.0, hall.room, State::wet, State::normal));
        CHECK(hall.when(log, 0, State::ordered) == Minutes_{500.0});
        CHECK(hall.when(log, 1, State::racking) == Minutes_{500.0 + 500.0 * 60.0});
        CHECK(hall.when(log, 0, State::racking) == Minutes_{500.0 + 500.0 * 60.0 + 60.0});
        CHECK(hall.when(log, 0, State::up) == Minutes_{500.0 + 500.0 * 60.0 + 125.0});
    }
}

TEST_CASE("racks: scrap is ordered at clearance, built in by technicians, and booted") {
    Hall hall;
    hall.servers().non_return = hall.servers().non_return_stressed = always_share(1.0);
    const Script fire = hall.script()
                            .room(5.0, hall.room, State::normal, State::soiled)
                            .room(6.0, hall.room, State::normal, State::damaged)
                            .dark(10.0, hall.row)
                            .cleared(100.0)
                            .energised(300.0, hall.row);
    SECTION("the urgent one from stock") {
        hall.servers().stock = Ratio{0.4};  // 4 of 12 servers
        const auto log = hall.play(Script{fire}.room(100.0, hall.room, State::damaged, State::normal));
        CHECK(hall.when(log, 1, State::ordered) == Minutes_{100.0});
        CHECK(hall.when(log, 1, State::racking) == Minutes_{100.0 + 1800.0});
        // New hardware: not soiled, no dead, no check.
        CHECK(hall.when(log, 1, State::up) == Minutes_{100.0 + 1800.0 + 60.0 + 5.0});
        CHECK(hall.counts(log, 1) == std::vector<double>{4.0});
        // One technician: 60 min a rack, in the order of asking.
        CHECK(hall.when(log, 0, State::up) == Minutes_{100.0 + 30'000.0 + 65.0});
        CHECK(hall.when(log, 2, State::up) == Minutes_{100.0 + 30'000.0 + 125.0});
    }
    SECTION("not before the room is given back, which is the cause then") {
        const auto log = hall.play(Script{fire}.room(40'000.0, hall.room, State::damaged, State::normal));
        CHECK(hall.when(log, 1, State::racking) == Minutes_{40'000.0});
        const Event racking = turns(log, entity(EntityKind::rack, hall.racks[1]), State::racking).at(0);
        CHECK(log.events.at(racking.cause.value).entity == entity(EntityKind::room, hall.room));
    }
    SECTION("with the hand-overs of other work") {
        hall.build.world.response.shifts = {Hours{8.0}, 7, Ratio{0.5}};
        hall.build.world.ignition_local_hour = 7.0;
        hall.servers().racking_per_server = always(Minutes{60.0});
        // The room is open at 22:00, an hour before a change: 4 h take 1 h, and 3.5 h more.
        const auto log = hall.play(Script{fire}.room(60.0 * 24 * 30 + 15 * 60.0, hall.room, State::damaged, State::normal));
        CHECK(hall.when(log, 1, State::racking) == Minutes_{60.0 * 24 * 30 + 15 * 60.0});
        CHECK(hall.when(log, 0, State::racking) == Minutes_{60.0 * 24 * 30 + 15 * 60.0 + 270.0});
    }
    SECTION("a room that is never given back keeps its racks dark") {
        const auto log = hall.play(fire);
        CHECK(hall.when(log, 0, State::ordered).size() == 1);
        CHECK(hall.when(log, 0, State::up).empty());
    }
    SECTION("without clearance nobody orders") {
        const auto log = hall.play(hall.script().room(6.0, hall.room, State::normal, State::damaged));
        CHECK(hall.when(log, 0, State::dark) == Minutes_{6.0});
        CHECK(hall.when(log, 0, State::ordered).empty());
    }
}

}  // namespace
}  // namespace firebreak
