// Ways elsewhere, timed by hand from the fixture's constants: 1 min automatic, 70 min with a tool, 660 min
// by hand, each + 10 min of traffic switch; decision 6 + 20 + 90 = 116 min after the loss.
#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;
using Steps = std::vector<std::pair<double, double>>;
using Minutes_ = std::vector<double>;

constexpr double loss = 10.0;  // the north goes dark
constexpr double decision = loss + 116.0;

/// A store in the north with a copy in the south, and the tool that people need to fail it over.
struct TwoSites {
    WorldBuilder build;
    SiteId north, south;
    RoomId north_hall, south_hall;
    RowId row, tool_row, south_row;
    ComponentId store;
    FunctionId function;

    TwoSites() {
        north = build.site("north");
        south = build.site("south");
        north_hall = build.room(north, "hall");
        south_hall = build.room(south, "hall");
        row = build.row(north_hall, "row", {2, 10});
        tool_row = build.row(north_hall, "tools", {1, 6});
        south_row = build.row(south_hall, "row", {2, 10});
        build.link(north, south);
        store = build.component("store", 20, 30);
        build.copy(store, row);
        build.copy(store, south_row, {ReplicaRole::standby});
        build.world.components[store].failover = FailoverMode::manual;
        function = build.function("store", {store});
    }
    WorldComponent& component() { return build.world.components[store]; }
    ComponentId add_tool(RowId where) {
        const ComponentId tool = build.component("controller", 6, 5);
        build.copy(tool, where);
        component().needs_to_fail_over = {tool};
        return tool;
    }
    /// The deploy tool in the south: copies restart in 15 min.
    void add_deploy() {
        const ComponentId deploy = build.component("deploy", 4, 1);
        build.copy(deploy, build.row(south_hall, "deploy", {1, 4}));
        build.world.boots_servers = deploy;
    }
    [[nodiscard]] Steps served(const ObservationLog& log) const { return served_steps(log, function); }
    [[nodiscard]] Minutes_ promoted(const ObservationLog& log) const {
        Minutes_ minutes;
        for (const Event& event : turns(log, entity(EntityKind::component, store), State::serving)) {
            if (event.from == State::failing_over) minutes.push_back(minutes_of(event.at));
        }
        return minutes;
    }
};

TEST_CASE("an automatic failover needs nobody") {
    TwoSites w;
    w.component().failover = FailoverMode::automatic;
    const auto log = play(w.build.world, Script{w.build.world}.dark(loss, w.row).timeline());
    CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {21.0, 1.0}});
    CHECK(log.losses.empty());
}

TEST_CASE("an automatic failover whose controller is gone waits for people") {
    TwoSites w;
    w.component().failover = FailoverMode::automatic;
    w.add_tool(w.tool_row);
    const auto log =
        play(w.build.world, Script{w.build.world}.dark(loss, w.row).dark(loss, w.tool_row).timeline());
    CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {decision + 670.0, 1.0}});
}

TEST_CASE("an automatic failover whose controller is lost on the way starts again when it returns") {
    TwoSites w;
    w.component().failover = FailoverMode::automatic;
    w.add_deploy();
    w.add_tool(w.tool_row);
    const auto log = play(w.build.world, Script{w.build.world}
                                             .dark(loss, w.row)
                                             .dark(15.0, w.tool_row)
                                             .energised(40.0, w.tool_row)
                                             .timeline());
    // Tool: on at 40, booted at 45, started at 60; then 11 min.
    CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {71.0, 1.0}});
}

TEST_CASE("people who finish before the automation that came back late end the failover, once") {
    TwoSites w;
    w.component().failover = FailoverMode::automatic;
    w.component().write_rate = BytesPerSecond{1e6};
    w.component().replication = Replication::async;
    w.build.world.response.runbooks = true;
    w.add_deploy();
    w.add_tool(w.tool_row);
    const auto log = play(w.build.world, Script{w.build.world}
                                             .dark(loss, w.row)
                                             .dark(loss, w.tool_row)
                                             .energised(290.0, w.tool_row)
                                             .timeline());
    // By hand until 126 + 180 + 10; the tool is back at 310 and would be done at 321.
    CHECK(w.promoted(log) == Minutes_{316.0});
    CHECK(log.losses.size() == 1);
}

TEST_CASE("automation that comes back in time ends what people began, once") {
    TwoSites w;
    w.component().failover = FailoverMode::automatic;
    w.add_deploy();
    w.add_tool(w.tool_row);
    const auto log = play(w.build.world, Script{w.build.world}
                                             .dark(loss, w.row)
                                             .dark(loss, w.tool_row)
                                             .energised(290.0, w.tool_row)
                                             .timeline());
    CHECK(w.promoted(log) == Minutes_{321.0});
}

TEST_CASE("people with a tool, and what asynchronous copies lose") {
    TwoSites w;
    w.add_tool(w.build.row(w.south_hall, "tools", {1, 6}));
    w.component().write_rate = BytesPerSecond{1e6};
    w.component().replication = Replication::async;
    const auto log = play(w.build.world, Script{w.build.world}.dark(loss, w.row).timeline());
    CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {decision + 80.0, 1.0}});
    REQUIRE(log.losses.size() == 1);
    CHECK(log.losses[0].age == Seconds{4.0});
    CHECK(log.losses[0].component == w.store);
    CHECK(minutes_of(log.losses[0].at) == decision + 80.0);
}

TEST_CASE("copies that wait for each other lose nothing") {
    for (const Replication kind : {Replication::semi_sync, Replication::sync}) {
        TwoSites w;
        w.component().write_rate = BytesPerSecond{1e6};
        w.component().replication = kind;
        const auto log = play(w.build.world, Script{w.build.world}.dark(loss, w.row).timeline());
        CHECK(w.promoted(log).size() == 1);
        CHECK(log.losses.empty());
    }
}

TEST_CASE("a drilled organisation decides sooner, and a lost messenger gathers it later") {
    TwoSites w;
    w.build.world.response.drilled = true;
    const ComponentId messenger = w.build.component("messenger", 6, 70);
    w.build.copy(messenger, w.tool_row);
    w.build.world.gathers_people = messenger;
    const auto log =
        play(w.build.world, Script{w.build.world}.dark(loss, w.row).dark(loss, w.tool_row).timeline());
    const EntityKind people = EntityKind::organisation;
    CHECK(minutes_when(log, people, Id<void>{0}, State::noticed) == Minutes_{16.0});
    CHECK(minutes_when(log, people, Id<void>{0}, State::assembled) == Minutes_{16.0 + 20.0 * 1.5});
    CHECK(minutes_when(log, people, Id<void>{0}, State::decided) == Minutes_{46.0 + 25.0});
}

TEST_CASE("without the tool it is done by hand, faster with a runbook") {
    for (const bool runbooks : {false, true}) {
        TwoSites w;
        w.build.world.response.runbooks = runbooks;
        w.add_tool(w.tool_row);
        const auto log =
            play(w.build.world, Script{w.build.world}.dark(loss, w.row).dark(loss, w.tool_row).timeline());
        CHECK(w.promoted(log) == Minutes_{decision + (runbooks ? 180.0 : 660.0) + 10.0});
    }
}

TEST_CASE("a tool that comes back hastens the work, and is its cause") {
    TwoSites w;
    w.add_deploy();
    const ComponentId tool = w.add_tool(w.tool_row);
    const auto log = play(w.build.world, Script{w.build.world}
                                             .dark(loss, w.row)
                                             .dark(loss, w.tool_row)
                                             .energised(200.0, w.tool_row)
                                             .timeline());
    // Tool: booted at 205, started at 220; then 70 + 10 min instead of 796.
    CHECK(w.promoted(log) == Minutes_{300.0});
    const auto done = turns(log, entity(EntityKind::component, w.store), State::serving).at(0);
    const auto chain = chain_of(log, done);
    CHECK(std::any_of(chain.begin(), chain.end(), [&](const Event& event) {
        return event.entity == entity(EntityKind::component, tool) && event.to == State::serving;
    }));
}

TEST_CASE("a tool that comes back when the hand is nearly done changes nothing") {
    TwoSites w;
    w.add_deploy();
    w.add_tool(w.tool_row);
    const auto log = play(w.build.world, Script{w.build.world}
                                             .dark(loss, w.row)
                                             .dark(loss, w.tool_row)
                                             .energised(715.0, w.tool_row)
                                             .timeline());
    CHECK(w.promoted(log) == Minutes_{decision + 670.0});  // 796; the tool is back at 735, and would need 80
}

TEST_CASE("a copy that restarts in place first calls the failover off") {
    TwoSites w;
    w.add_deploy();
    const auto log =
        play(w.build.world, Script{w.build.world}.dark(loss, w.row).energised(150.0, w.row).timeline());
    // Boot at 155, started at 170; the failover would have been done at 206.
    CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {170.0, 1.0}});
    CHECK(w.promoted(log).empty());
}

/// Three stores on one row each, one engineer; the most urgent stands first in the file.
struct ThreeStores : TwoSites {
    std::vector<ComponentId> stores{store};
    std::vector<RowId> rows{row};

    ThreeStores() {
        build.world.components[store].priority = 10;
        for (const int priority : {30, 20}) {
            const ComponentId id = build.component("store-" + std::to_string(priority), 10, priority);
            rows.push_back(build.row(north_hall, "row-" + std::to_string(priority), {1, 10}));
            build.copy(id, rows.back());
            build.copy(id, build.row(south_hall, "row-" + std::to_string(priority), {1, 10}),
                       {ReplicaRole::standby});
            build.world.components[id].failover = FailoverMode::manual;
            stores.push_back(id);
        }
        build.world.response.crews.platform = 1;
    }
    [[nodiscard]] double promoted_at(const ObservationLog& log, std::size_t index) const {
        for (const Event& event : turns(log, entity(EntityKind::component, stores[index]), State::serving)) {
            if (event.from == State::failing_over) return minutes_of(event.at);
        }
        return -1.0;
    }
    [[nodiscard]] Script all_dark() const {
        Script script{build.world};
        for (const RowId each : rows) script.dark(loss, each);
        return script;
    }
};

TEST_CASE("a crew of one takes component after component, by priority") {
    const ThreeStores w;
    const auto log = play(w.build.world, w.all_dark().timeline());
    CHECK(w.promoted_at(log, 0) == decision + 80.0);
    CHECK(w.promoted_at(log, 2) == decision + 160.0);
    CHECK(w.promoted_at(log, 1) == decision + 240.0);
}

TEST_CASE("three engineers work side by side") {
    ThreeStores w;
    w.build.world.response.crews.platform = 3;
    const auto log = play(w.build.world, w.all_dark().timeline());
    for (std::size_t i = 0; i < 3; ++i) CHECK(w.promoted_at(log, i) == decision + 80.0);
}

TEST_CASE("a failover called off frees its engineer for the next") {
    ThreeStores w;
    w.add_deploy();
    const auto log = play(w.build.world, w.all_dark().energised(150.0, w.rows[0]).timeline());
    CHECK(w.promoted_at(log, 0) == -1.0);  // back in place at 170
    CHECK(w.promoted_at(log, 2) == 250.0);
    CHECK(w.promoted_at(log, 1) == 330.0);
}

}  // namespace
}  // namespace firebreak
