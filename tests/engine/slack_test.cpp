// What `explain` says of slack, held against runs in which the longest wait really is shorter: each minute
// counts until the runner-up decides, none beyond.
#include <functional>

#include "catch_compat.hpp"
#include "metrics/critical_path.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

/// A store in the north, all of whose rows are dark from 10 on; a second component on a row of its own.
struct Place {
    WorldBuilder build;
    SiteId north, south;
    RowId row, other_row;
    ComponentId store, other;
    FunctionId function;

    Place() {
        north = build.site("north");
        south = build.site("south");
        const RoomId hall = build.room(north, "hall");
        const RoomId south_hall = build.room(south, "hall");
        row = build.row(hall, "row", {4, 10});
        other_row = build.row(south_hall, "other", {1, 10});
        build.link(north, south);
        const ComponentId deploy = build.component("deploy", 4, 1);
        build.copy(deploy, build.row(south_hall, "deploy", {1, 4}));
        build.world.boots_servers = deploy;
        store = build.component("store", 40, 30);
        build.copy(store, row);
        other = build.component("other", 10, 5);
        build.copy(other, other_row);
        function = build.function("store", {store});
    }
    /// Both rows go dark; the store's is back after an hour, the other one's at minute `minutes`.
    [[nodiscard]] metrics::CriticalPath path_with_other_at(double minutes) const {
        return path(Script{build.world}
                        .dark(10.0, row)
                        .dark(10.0, other_row)
                        .energised(60.0, row)
                        .energised(minutes, other_row));
    }
    WorldComponent& component() { return build.world.components[store]; }
    [[nodiscard]] metrics::CriticalPath path(const Script& script) const {
        return metrics::critical_path(build.world, play(build.world, script.timeline()), function,
                                      metrics::levels.full);
    }
};

using PathAt = std::function<metrics::CriticalPath(double minutes)>;

/// `path_at(m)`: the path where the longest wait, that for `decisive`, ends at minute m.
void check_gains(const PathAt& path_at, Entity decisive, double minutes, double slack) {
    const metrics::CriticalPath path = path_at(minutes);
    const auto next = metrics::next_in_line(path);
    REQUIRE(next);
    CHECK(path.steps[next->decisive].entity == decisive);
    CHECK(hours_of(next->runner_up.slack) * 60.0 == Approx(slack));
    for (const double less : {0.4 * slack, slack, slack + 9.0}) {
        const Ticks gain = path.at - path_at(minutes - less).at;
        CHECK(hours_of(gain) * 60.0 == Approx(std::min(less, slack)));
    }
}

TEST_CASE("slack: a copy that needs another to start gains until its servers are up") {
    Place w;
    w.component().needs_to_start = {w.other};
    const auto path_at = [&w](double minutes) { return w.path_with_other_at(minutes); };
    // other: 300 + 5 + 15; the store's servers: 60 + 5.
    check_gains(path_at, entity(EntityKind::row, w.other_row), 300.0, 255.0);
}

TEST_CASE("slack: a component that needs another gains until it has a copy itself") {
    Place w;
    w.component().needs = {w.other};
    w.build.world.functions[w.function].needs = {w.store, w.other};
    const auto path_at = [&w](double minutes) { return w.path_with_other_at(minutes); };
    // other: 200 + 5 + 15; the store's copy: 60 + 5 + 15.
    check_gains(path_at, entity(EntityKind::row, w.other_row), 200.0, 140.0);
}

TEST_CASE("slack: a copy on an island gains until its servers are up") {
    Place w;
    const auto path_at = [&w](double minutes) {
        return w.path(Script{w.build.world}
                          .dark(10.0, w.row)
                          .island(10.0, w.north)
                          .energised(60.0, w.row)
                          .connected(minutes, w.north));
    };
    check_gains(path_at, entity(EntityKind::site, w.north), 400.0, 335.0);
}

TEST_CASE("slack: a failover whose tool hastens it gains until its people had begun") {
    Place w;
    w.component().failover = FailoverMode::manual;
    w.component().needs_to_fail_over = {w.other};
    w.build.copy(w.store, w.build.row(w.build.room(w.south, "second"), "standby", {4, 10}),
                 {ReplicaRole::standby});
    const auto path_at = [&w](double minutes) {
        return w.path(
            Script{w.build.world}.dark(10.0, w.row).dark(10.0, w.other_row).energised(minutes, w.other_row));
    };
    // The tool is there at 300 + 20; people decided at 10 + 6 + 20 + 90.
    check_gains(path_at, entity(EntityKind::row, w.other_row), 300.0, 194.0);
}

}  // namespace
}  // namespace firebreak
