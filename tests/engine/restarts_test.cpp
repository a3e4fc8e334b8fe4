// Copies that come back where they were: what they wait for, and how long each step takes. Constants of
// the fixture: boot 5 min, 15 min with the deploy tool, 660 min by hand, 9 min of crash recovery.
#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;
using Steps = std::vector<std::pair<double, double>>;

/// One store in the north; the deploy tool and the registry stand in the south.
struct Place {
    WorldBuilder build;
    SiteId north, south;
    RoomId north_hall, south_hall;
    RowId row;
    ComponentId store;
    FunctionId function;

    Place() {
        north = build.site("north");
        south = build.site("south", gbps(2.0));
        north_hall = build.room(north, "hall");
        south_hall = build.room(south, "hall");
        row = build.row(north_hall, "row", {4, 10});
        build.link(north, south);
        store = build.component("store", 40, 30);
        build.copy(store, row);
        function = build.function("store", {store});
    }
    WorldComponent& component() { return build.world.components[store]; }
    RowId add_deploy() {
        const ComponentId deploy = build.component("deploy", 4, 1);
        const RowId where = build.row(south_hall, "deploy", {1, 4});
        build.copy(deploy, where);
        build.world.boots_servers = deploy;
        return where;
    }
    ComponentId add_registry() {
        const ComponentId registry = build.component("registry", 4, 2);
        build.copy(registry, build.row(south_hall, "registry", {1, 4}));
        build.world.serves_images = registry;
        return registry;
    }
    [[nodiscard]] Script cut() const { return Script{build.world}.dark(10.0, row).energised(60.0, row); }
};

TEST_CASE("a copy starts with the deploy tool once its servers are back") {
    Place w;
    w.add_deploy();
    const auto log = play(w.build.world, w.cut().timeline());
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {80.0, 1.0}});
}

TEST_CASE("without the tool a copy is started by hand, faster with a runbook") {
    Place w;
    CHECK(served_steps(play(w.build.world, w.cut().timeline()), w.function).at(2) == std::pair{725.0, 1.0});
    w.build.world.response.runbooks = true;
    CHECK(served_steps(play(w.build.world, w.cut().timeline()), w.function).at(2) == std::pair{245.0, 1.0});
}

TEST_CASE("each rack's software is pulled from the registry, through its uplink") {
    Place w;
    w.add_deploy();
    w.add_registry();
    w.component().image = Bytes{9e9};
    const auto log = play(w.build.world, w.cut().timeline());
    // 4 racks x 9 GB at 2 Gb/s: 144 s.
    CHECK(served_steps(log, w.function).at(2) == std::pair{80.0 + 2.4, 1.0});
}

TEST_CASE("writes missed are caught up from a serving copy, then the log is replayed") {
    Place w;
    w.add_deploy();
    w.component().failover = FailoverMode::automatic;
    w.component().write_rate = BytesPerSecond{1e7};
    w.component().replication = Replication::semi_sync;
    const ReplicaId back = w.component().replicas.at(0);
    w.build.copy(w.store, w.build.row(w.south_hall, "copy", {4, 10}), {ReplicaRole::standby});
    const auto log = play(w.build.world, w.cut().timeline());
    // The south serves from 21 on. The north has missed 59 min x 10 MB/s when it starts at 80: 35.4 GB out of 4
    // racks at 2 Gb/s each.
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {21.0, 1.0}});
    CHECK(minutes_when(log, EntityKind::replica, back, State::serving) ==
          std::vector<double>{80.0 + 35.4e9 / 1e9 / 60.0 + 9.0});
}

TEST_CASE("a copy waits for what it needs to start, and names it as the cause") {
    Place w;
    w.add_deploy();
    const ComponentId login = w.build.component("login", 10, 5);
    const RowId login_row = w.build.row(w.north_hall, "login", {1, 10});
    w.build.copy(login, login_row);
    w.component().needs_to_start = {login};
    const auto log =
        play(w.build.world, w.cut().dark(10.0, login_row).energised(300.0, login_row).timeline());
    // login: 300 + 5 + 15; then the store: 15.
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {335.0, 1.0}});
    const Event starting =
        turns(log, entity(EntityKind::replica, w.component().replicas.at(0)), State::starting).at(0);
    const auto chain = chain_of(log, starting);
    CHECK(std::any_of(chain.begin(), chain.end(), [&](const Event& event) {
        return event.entity.kind == EntityKind::replica && event.entity.index == 2 &&
               event.to == State::serving;
    }));
}

TEST_CASE("a component that needs another serves no sooner than it") {
    Place w;
    w.add_deploy();
    const ComponentId login = w.build.component("login", 10, 5);
    const RowId login_row = w.build.row(w.north_hall, "login", {1, 10});
    w.build.copy(login, login_row);
    w.component().needs = {login};
    w.build.world.functions[w.function].needs = {w.store, login};
    const auto log =
        play(w.build.world, w.cut().dark(10.0, login_row).energised(300.0, login_row).timeline());
    // The store's copy runs at 80, and waits for login at 320.
    CHECK(minutes_when(log, EntityKind::replica, w.component().replicas.at(0), State::serving) ==
          std::vector<double>{80.0});
    CHECK(minutes_when(log, EntityKind::component, w.store, State::serving) == std::vector<double>{320.0});
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {320.0, 1.0}});
}

TEST_CASE("half the racks are enough for a copy whose minimum is half, at half its capacity") {
    Place w;
    w.add_deploy();
    const RowId second = w.build.row(w.north_hall, "second", {2, 10});
    auto& racks = w.build.world.replicas[w.component().replicas.at(0)].racks;
    for (std::size_t i = 0; i < 2; ++i) racks[i].rack = w.build.world.rows[second].racks[i];
    const auto log = play(w.build.world, w.cut().dark(10.0, second).energised(200.0, second).timeline());
    // 20 of 40 servers at 65, started at 80: .5 of a copy whose peak keeps .8 of it busy.
    const auto steps = served_steps(log, w.function);
    REQUIRE(steps.size() == 4);
    CHECK(steps[2].first == 80.0);
    CHECK(steps[2].second == Approx(0.5 / 0.8));
    CHECK(steps[3] == std::pair{205.0, 1.0});
}

TEST_CASE("a partial loss of racks degrades and does not stop a copy") {
    Place w;
    const RowId second = w.build.row(w.north_hall, "second", {1, 10});
    w.build.world.replicas[w.component().replicas.at(0)].racks[0].rack = w.build.world.rows[second].racks[0];
    w.component().peak_utilisation = 1.0;
    const auto log =
        play(w.build.world, Script{w.build.world}.dark(10.0, second).energised(60.0, second).timeline());
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.75}, {65.0, 1.0}});
}

TEST_CASE("servers lost again void the start, and the engineer is free") {
    Place w;
    w.build.world.response.crews.service = 1;
    const ComponentId other = w.build.component("other", 10, 90);
    const RowId other_row = w.build.row(w.north_hall, "other", {1, 10});
    w.build.copy(other, other_row);
    const FunctionId uses_other = w.build.function("other", {other});
    const auto log = play(w.build.world, w.cut()
                                             .dark(10.0, other_row)
                                             .energised(61.0, other_row)
                                             .dark(400.0, w.row)
                                             .energised(2000.0, w.row)
                                             .timeline());
    // The store is begun at 65 and given up at 400: now the other one, for 660 min.
    CHECK(served_steps(log, uses_other) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {1060.0, 1.0}});
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {2665.0, 1.0}});
}

TEST_CASE("a tool that comes back takes over what is done by hand") {
    Place w;
    const RowId deploy_row = w.add_deploy();
    w.build.world.response.runbooks = true;
    const auto log =
        play(w.build.world, w.cut().dark(10.0, deploy_row).energised(40.0, deploy_row).timeline());
    // Racks by hand: deploy 40 to 48, its software 180 min: back at 228. The store's racks 60 to 80 by
    // hand, its software by hand to 260 if the tool did not finish it at 243.
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {243.0, 1.0}});
}

TEST_CASE("an island is not served, and serves again as soon as it is joined") {
    Place w;
    const auto log =
        play(w.build.world, Script{w.build.world}.island(30.0, w.north).connected(47.0, w.north).timeline());
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {30.0, 0.0}, {47.0, 1.0}});
}

TEST_CASE("a pull that fails is tried again each minute") {
    Place w;
    w.add_deploy();
    w.add_registry();
    w.component().image = Bytes{9e9};  // 4 racks: 144 s
    const auto log = play(w.build.world, w.cut().island(81.0, w.north).connected(95.5, w.north).timeline());
    // Begun at 80, failed at 81, tried at 82, 83 ... 96; done at 98.4.
    CHECK(served_steps(log, w.function).back() == std::pair{98.4, 1.0});
}

}  // namespace
}  // namespace firebreak
