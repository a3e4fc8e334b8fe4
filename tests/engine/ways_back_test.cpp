// Ways back beside failover and restart: growing, restoring, bootstrapping; and what becomes of those that
// lose. Constants of the fixture: decision 116 min after the loss, 660 min by hand, 15 min by tool, 10 min of
// switch.
#include "catch_compat.hpp"
#include "two_copies.hpp"

namespace firebreak {
namespace {

using namespace test;
using Steps = std::vector<std::pair<double, double>>;
using Minutes_ = std::vector<double>;

constexpr double loss = 10.0;
constexpr double decision = loss + 116.0;

/// The standby has 12 of 20 servers; its site has `spare` more.
TwoCopies small_standby(int spare) {
    TwoCopies w{Replication::none};
    w.component().write_rate = BytesPerSecond{0.0};
    w.component().scale_out = true;
    WorldReplica& standby = w.build.world.replicas[w.component().replicas.at(1)];
    standby.capacity_ratio = 0.6;
    standby.servers = 12;
    standby.racks = {{w.build.world.rows[w.south_row].racks[0], 10},
                     {w.build.world.rows[w.south_row].racks[1], 2}};
    w.build.world.sites[w.south].spare_servers = spare;
    return w;
}

TEST_CASE("a small copy that took over grows on spare servers, by hand or by tool") {
    TwoCopies w = small_standby(8);
    // 0.6 of a copy for a peak of 0.8.
    const auto by_hand = w.run(w.script().dark(loss, w.north_row));
    REQUIRE(w.served(by_hand).size() == 4);
    CHECK(w.served(by_hand)[2].first == 21.0);
    CHECK(w.served(by_hand)[2].second == Approx(0.75));
    CHECK(w.served(by_hand)[3] == std::pair{decision + 660.0, 1.0});

    const ComponentId deploy = w.build.component("deploy", 4, 1);
    w.build.copy(deploy, w.build.row(w.south_hall, "deploy", {1, 4}));
    w.build.world.boots_servers = deploy;
    w.build.world.sites[w.south].spare_servers = 8;
    CHECK(w.served(w.run(w.script().dark(loss, w.north_row))).back() == std::pair{decision + 15.0, 1.0});
}

TEST_CASE("spare servers bound the growth, and no growth is wanted where the peak is carried") {
    TwoCopies w = small_standby(2);
    CHECK(w.served(w.run(w.script().dark(loss, w.north_row))).back().second == Approx(0.7 / 0.8));
    w = small_standby(8);
    w.component().peak_utilisation = 0.6;
    const auto log = w.run(w.script().dark(loss, w.north_row));
    CHECK(turns(log, entity(EntityKind::component, w.store), State::growing).empty());
}

TEST_CASE("a copy that goes down has its growth called off") {
    TwoCopies w = small_standby(8);
    w.build.world.response.runbooks = true;  // growth from 126 to 306
    const auto log = w.run(w.script().dark(loss, w.north_row).dark(130.0, w.south_row));
    const auto off = turns(log, entity(EntityKind::component, w.store), State::called_off);
    REQUIRE(off.size() == 1);
    CHECK(off[0].from == State::growing);
    CHECK(minutes_of(off[0].at) == 130.0);
    CHECK(off[0].value == Approx(4.0 / 180.0));
}

/// A store that stands in the north only, whose hall burns; backups lie in the west, spare servers in the
/// south.
struct Burnt {
    WorldBuilder build;
    SiteId north, south, west;
    RoomId hall;
    RowId row;
    ComponentId store;
    FunctionId function;

    Burnt() {
        north = build.site("north");
        south = build.site("south");
        west = build.site("west");
        hall = build.room(north, "hall");
        row = build.row(hall, "row", {2, 10});
        build.row(build.room(south, "hall"), "spare", {2, 10});
        build.link(west, south, gbps(4.0));
        build.link(north, south, gbps(10.0));
        store = build.component("store", 20);
        build.copy(store, row);
        WorldComponent& c = build.world.components[store];
        c.write_rate = BytesPerSecond{1e6};
        c.data = Bytes{9e12};
        c.data_history = Hours{87600.0};
        c.backup = WorldBackup{west, Hours{24.0}, Hours{2.0}, Probability{0.0}, 3, BytesPerSecond{1e9}};
        function = build.function("store", {store});
        build.world.horizon = to_ticks(Hours{96.0});
    }
    WorldComponent& component() { return build.world.components[store]; }
    [[nodiscard]] ObservationLog burn() const {
        return play(build.world, Script{build.world}.damaged(loss, hall).timeline());
    }
};

TEST_CASE("what burnt is restored from a backup on spare servers, over the link there is") {
    const Burnt w;
    const auto log = w.burn();
    // 9 TB at 4 Gb/s: 300 min.
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {decision + 670.0 + 300.0, 1.0}});
    REQUIRE(log.losses.size() == 1);
    const double phase = Draws{1, 0}.uniform("backup.phase", "store");
    CHECK(log.losses[0].age.count() == Approx(3600.0 * (24.0 * phase + 2.0)));
    CHECK(minutes_of(log.losses[0].until) == 10.0);
}

TEST_CASE("useless restores cost their time, and without a good one it is as without backups") {
    Burnt w;
    w.component().backup->restore_failure = Probability{1.0};
    for (const bool rebuildable : {false, true}) {
        w.component().rebuildable = rebuildable;
        const auto log = w.burn();
        const Steps served = served_steps(log, w.function);
        CHECK(served.back() == (rebuildable ? std::pair{decision + 670.0 + 900.0, 1.0} : std::pair{10.0, 0.0}));
        REQUIRE(log.losses.size() == 1);
        CHECK(log.losses[0].age == Hours{87600.0});  // three were kept, none was good
        CHECK(minutes_of(log.losses[0].at) == 10.0);
    }
}

TEST_CASE("without a backup everything is lost: it starts empty if it may, and else never") {
    Burnt w;
    w.component().backup.reset();
    for (const bool rebuildable : {false, true}) {
        w.component().rebuildable = rebuildable;
        const auto log = w.burn();
        const Steps served = served_steps(log, w.function);
        CHECK(served.back() == (rebuildable ? std::pair{decision + 670.0, 1.0} : std::pair{10.0, 0.0}));
        REQUIRE(log.losses.size() == 1);
        CHECK(log.losses[0].age == Hours{87600.0});
        CHECK(minutes_of(log.losses[0].until) == 10.0);
    }
}

TEST_CASE("data on dark servers is not lost: nobody restores, and a rebuild loses nothing") {
    Burnt w;
    const auto dark = play(w.build.world, Script{w.build.world}.dark(loss, w.row).timeline());
    CHECK(served_steps(dark, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.0}});
    w.component().rebuildable = true;
    const auto rebuilt = play(w.build.world, Script{w.build.world}.dark(loss, w.row).timeline());
    CHECK(served_steps(rebuilt, w.function).back() == std::pair{decision + 670.0, 1.0});
    CHECK(rebuilt.losses.empty());
}

TEST_CASE("a circle of needs to start is broken by hand, slowly") {
    WorldBuilder build;
    const RoomId hall = build.room(build.site("north"), "hall");
    const RowId row_a = build.row(hall, "a", {1, 10});
    const RowId row_b = build.row(hall, "b", {1, 10});
    const ComponentId a = build.component("a", 10, 1);
    const ComponentId b = build.component("b", 10, 2);
    build.copy(a, row_a);
    build.copy(b, row_b);
    build.world.components[a].needs_to_start = {b};
    build.world.components[b].needs_to_start = {a};
    build.world.response.crews.service = 1;
    const FunctionId uses_a = build.function("a", {a});
    const FunctionId uses_b = build.function("b", {b});
    const auto log = play(build.world, Script{build.world}
                                           .dark(loss, row_a)
                                           .dark(loss, row_b)
                                           .energised(60.0, row_a)
                                           .energised(60.0, row_b)
                                           .timeline());
    // Up at 65; one engineer bootstraps a until 965, and b then starts as usual until 1625.
    CHECK(minutes_when(log, EntityKind::replica, ReplicaId{0}, State::bootstrapping) == Minutes_{65.0});
    CHECK(served_steps(log, uses_a) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {965.0, 1.0}});
    CHECK(served_steps(log, uses_b) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {1625.0, 1.0}});
}

TEST_CASE("who waits for scrap is bootstrapped, who waits for what will come is not") {
    for (const bool scrap : {false, true}) {
        WorldBuilder build;
        const SiteId north = build.site("north");
        const RoomId hall = build.room(north, "hall"), other = build.room(north, "other");
        const RowId row_a = build.row(hall, "a", {1, 10});
        const RowId row_b = build.row(other, "b", {1, 10});
        const ComponentId a = build.component("a", 10, 1);
        const ComponentId b = build.component("b", 10, 2);
        build.copy(a, row_a);
        build.copy(b, row_b);
        build.world.components[a].needs_to_start = {b};
        const FunctionId uses_a = build.function("a", {a});
        Script script{build.world};
        script.dark(loss, row_a).dark(loss, row_b).energised(60.0, row_a);
        if (scrap) script.damaged(30.0, other);
        const Steps steps = served_steps(play(build.world, script.timeline()), uses_a);
        CHECK(steps.back() == (scrap ? std::pair{965.0, 1.0} : std::pair{10.0, 0.0}));
    }
}

TEST_CASE("of automation and people the loser is called off, in the state it was in") {
    TwoCopies w{Replication::sync};
    const ComponentId tool = w.build.component("controller", 6, 5);
    const RowId tool_row = w.build.row(w.north_hall, "tools", {1, 6});
    w.build.copy(tool, tool_row);
    w.component().needs_to_fail_over = {tool};
    w.build.world.response.runbooks = true;
    const ComponentId deploy = w.build.component("deploy", 4, 1);
    w.build.copy(deploy, w.build.row(w.south_hall, "deploy", {1, 4}));
    w.build.world.boots_servers = deploy;
    // People from 126 on until 316; the controller is back at 310 and would be done at 321.
    const auto log =
        w.run(w.script().dark(loss, w.north_row).dark(loss, tool_row).energised(290.0, tool_row));
    const auto off = turns(log, entity(EntityKind::component, w.store), State::called_off);
    REQUIRE(off.size() == 1);
    CHECK(off[0].from == State::failing_over);
    CHECK(off[0].value == Approx(6.0 / 11.0));
    CHECK(log.events.at(off[0].cause.value).to == State::serving);
}

}  // namespace
}  // namespace firebreak
