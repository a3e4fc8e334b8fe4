// Majorities and rebuilds: who may fail over at all, and what happens when no copy is left. Constants of the
// fixture: 1 + 10 min automatic, 660 + 10 min by hand, decision 116 min after the loss.
#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;
using Steps = std::vector<std::pair<double, double>>;

constexpr double loss = 10.0;
constexpr double decision = loss + 116.0;

/// One store with copies at three sites that decide by majority.
struct Quorum {
    WorldBuilder build;
    std::vector<RowId> rows;
    ComponentId store;

    Quorum() {
        store = build.component("store", 10);
        for (const char* name : {"north", "south", "east"}) {
            rows.push_back(build.row(build.room(build.site(name), "hall"), "row", {1, 10}));
            build.copy(store, rows.back());
        }
        build.world.components[store].replication = Replication::quorum;
        build.world.components[store].failover = FailoverMode::automatic;
        build.function("store", {store});
    }
};

TEST_CASE("two of three copies are a quorum") {
    const Quorum w;
    const auto log = play(w.build.world, Script{w.build.world}.dark(loss, w.rows[1]).timeline());
    const auto steps = served_steps(log, FunctionId{0});
    REQUIRE(steps.size() == 3);
    CHECK(steps[1].first == 10.0);
    CHECK(steps[1].second == Approx(2.0 / 3.0));
    CHECK(steps[2] == std::pair{21.0, 1.0});
}

TEST_CASE("one of three is none: neither automation nor people fail over") {
    const Quorum w;
    const auto log =
        play(w.build.world, Script{w.build.world}.dark(loss, w.rows[0]).dark(12.0, w.rows[2]).timeline());
    const auto begun = turns(log, entity(EntityKind::component, w.store), State::failing_over);
    REQUIRE(begun.size() == 1);  // at 10, while there still was one
    CHECK(minutes_of(begun[0].at) == 10.0);
    CHECK(std::none_of(log.events.begin(), log.events.end(), [](const Event& event) {
        return event.from == State::failing_over && event.to == State::serving;
    }));
}

TEST_CASE("two copies that see each other only through the third are no majority without it") {
    Quorum w;
    const auto site = [&](int i) { return w.build.world.rows[w.rows[i]].site; };
    w.build.link(site(0), site(1));
    w.build.link(site(0), site(2));
    const HazardTimeline cut = Script{w.build.world}.island(loss, site(0)).connected(50.0, site(0)).timeline();
    const auto apart = served_steps(play(w.build.world, cut), FunctionId{0});
    REQUIRE(apart.size() >= 3);
    CHECK(apart[1] == std::pair{10.0, 0.0});
    CHECK(apart[2].first == 50.0);
    CHECK(apart.back().second == 1.0);
    w.build.link(site(1), site(2));
    const auto joined = served_steps(play(w.build.world, cut), FunctionId{0});
    CHECK(joined[1].second == Approx(2.0 / 3.0));
}

/// Two components without a copy elsewhere, and spare servers in the south for 25.
struct Rebuild {
    WorldBuilder build;
    SiteId south;
    RowId row_a, row_b;
    ComponentId a, b;
    FunctionId uses_a, uses_b;

    Rebuild() {
        const SiteId north = build.site("north");
        south = build.site("south");
        const RoomId hall = build.room(north, "hall");
        build.row(build.room(south, "hall"), "row", {1, 25});
        row_a = build.row(hall, "a", {1, 20});
        row_b = build.row(hall, "b", {1, 15});
        a = build.component("a", 20, 1);
        b = build.component("b", 15, 2);
        build.copy(a, row_a);
        build.copy(b, row_b);
        build.world.components[a].rebuildable = true;
        uses_a = build.function("a", {a});
        uses_b = build.function("b", {b});
    }
};

TEST_CASE("a component without a copy left is rebuilt on spare servers") {
    const Rebuild w;
    const auto log =
        play(w.build.world, Script{w.build.world}.dark(loss, w.row_a).dark(loss, w.row_b).timeline());
    CHECK(served_steps(log, w.uses_a) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {decision + 670.0, 1.0}});
    CHECK(served_steps(log, w.uses_b) == Steps{{-60.0, 1.0}, {10.0, 0.0}});  // nobody may rebuild it
}

TEST_CASE("spare servers are given away once") {
    Rebuild w;
    w.build.world.components[w.b].rebuildable = true;
    const auto log =
        play(w.build.world, Script{w.build.world}.dark(loss, w.row_a).dark(loss, w.row_b).timeline());
    CHECK(served_steps(log, w.uses_a).size() == 3);
    CHECK(served_steps(log, w.uses_b) == Steps{{-60.0, 1.0}, {10.0, 0.0}});  // 5 of 15 are left
}

TEST_CASE("a rebuild waits for what it needs to start") {
    Rebuild w;
    w.build.world.components[w.a].needs_to_start = {w.b};
    w.build.world.response.runbooks = true;
    const auto log = play(
        w.build.world,
        Script{w.build.world}.dark(loss, w.row_a).dark(loss, w.row_b).energised(400.0, w.row_b).timeline());
    // b: booted at 405, by hand with a runbook at 585; then a: 180 + 10 min.
    CHECK(served_steps(log, w.uses_b) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {585.0, 1.0}});
    CHECK(served_steps(log, w.uses_a) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {775.0, 1.0}});
}

TEST_CASE("data that burns after its servers went dark is rebuilt from then on") {
    Rebuild w;
    w.build.world.components[w.a].rebuildable = false;
    w.build.world.components[w.b].write_rate = BytesPerSecond{1.0};
    w.build.world.components[w.b].backup =
        WorldBackup{w.south, Hours{24.0}, Hours{2.0}, Probability{0.0}, 3, BytesPerSecond{1e9}};
    const RoomId hall = w.build.world.rows[w.row_b].room;
    const double burnt = decision + 100.0;
    const auto log = play(w.build.world,
                          Script{w.build.world}.dark(loss, w.row_a).dark(loss, w.row_b).damaged(burnt, hall).timeline());
    CHECK(served_steps(log, w.uses_b) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {burnt + 670.0, 1.0}});
    const auto begun = turns(log, entity(EntityKind::component, w.b), State::rebuilding);
    REQUIRE(begun.size() == 1);
    const Event& cause = log.events.at(begun[0].cause.value);
    CHECK(minutes_of(cause.at) == burnt);
    CHECK(cause.entity.kind == EntityKind::room);
}

}  // namespace
}  // namespace firebreak
