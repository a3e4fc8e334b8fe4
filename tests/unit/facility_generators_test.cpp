// Generators under load: sets that fail, tanks that run dry, and runs that follow each other.
#include "catch_compat.hpp"
#include "facility/generators.hpp"
#include "facility_fixture.hpp"

namespace firebreak::test {
namespace {

using Times = std::vector<double>;

/// A row on a bus of grid and one or two sets: 12 s to start, 2 s to transfer.
struct Bus {
    WorldBuilder build;
    SiteId site = build.site("north");
    RoomId room = build.room(site, "electrical", RoomKind::electrical);
    PowerNodeId grid = build.power(room, "grid", PowerKind::utility, {});
    PowerNodeId set = build.power(room, "set-1", PowerKind::generator, {});
    PowerNodeId second = build.power(room, "set-2", PowerKind::generator, {});
    PowerNodeId bus = build.power(room, "bus", PowerKind::switchgear, {{grid}, {set}, {second}});
    RowId row = build.row(room, "row", {10, 10, Watts{50e3}}, {{bus}});

    World& world() { return build.world; }
    [[nodiscard]] Times stopped(const HazardTimeline& timeline, PowerNodeId node) const {
        return seconds_when(timeline, EntityKind::power_node, node, State::stopped);
    }
};

}  // namespace

TEST_CASE("generators: sets that fail under load leave the row dark until the grid is back") {
    Bus b;
    b.world().parameters.facility.generator_run = always(Minutes{30.0});
    const HazardTimeline timeline = Mishap{b.world()}.damage(1.0, b.grid).mend(90.0, b.grid).play();
    CHECK(b.stopped(timeline, b.set) == Times{74.0 + 1800.0});
    CHECK(dark_s(timeline, b.row) == Times{60.0, 1874.0});
    CHECK(lit_s(timeline, b.row) == Times{74.0, 5400.0});
}

TEST_CASE(
    "generators: the row stays on while one of two sets runs, and the fault is the cause when none does") {
    Bus b;
    b.world().power[b.set].fuel = to_ticks(Hours{1.0});
    b.world().power[b.second].fuel = to_ticks(Hours{3.0});
    const HazardTimeline timeline = Mishap{b.world()}.damage(1.0, b.grid).play();
    CHECK(b.stopped(timeline, b.set) == Times{74.0 + 3600.0});
    CHECK(dark_s(timeline, b.row) == Times{60.0, 74.0 + 3.0 * 3600.0});
    const StateChange& dark = timeline.changes.back();
    REQUIRE(dark.entity == entity(EntityKind::row, b.row));
    StateChange cause = timeline.changes.at(dark.cause);
    while (cause.entity == entity(EntityKind::power_node, b.bus)) cause = timeline.changes.at(cause.cause);
    CHECK(cause.entity == entity(EntityKind::power_node, b.second));
    CHECK(cause.to == State::stopped);
}

TEST_CASE("generators: all runs draw on one tank, and a dry set does not come back") {
    Bus b;
    for (const PowerNodeId set : {b.set, b.second}) b.world().power[set].fuel = to_ticks(Minutes{60.0});
    const HazardTimeline timeline = Mishap{b.world()}
                                        .damage(1.0, b.grid)  // run of 40 min, less 74 s
                                        .mend(41.0, b.grid)
                                        .damage(100.0, b.grid)
                                        .mend(200.0, b.grid)
                                        .damage(300.0, b.grid)
                                        .play();
    const double second_run_s = 3600.0 - (41.0 * 60.0 - 74.0);
    CHECK(b.stopped(timeline, b.set) == Times{100.0 * 60.0 + 14.0 + second_run_s});
    CHECK(seconds_when(timeline, EntityKind::power_node, b.set, State::starting) == Times{60.0, 6000.0});
    CHECK(dark_s(timeline, b.row).back() == 300.0 * 60.0);
}

TEST_CASE("generators: each run has luck of its own, each set too, and a common cause takes both") {
    Bus b;
    auto& parameters = b.world().parameters.facility;
    parameters.generator_run = {{Shape::weibull, Seconds{Hours{20.0}}.count(), 0.5, 0.0}};
    const Draws draws{3, 0};
    const facility::Generators sets{b.world(), draws};
    CHECK(sets.lasts(b.set, 0) != sets.lasts(b.set, 1));
    CHECK(sets.lasts(b.set, 0) != sets.lasts(b.second, 0));
    CHECK(sets.lasts(b.set, 0) == sets.lasts(b.set, 0));
    parameters.generator_common_cause = always_share(1.0);
    CHECK(sets.lasts(b.set, 0) == sets.lasts(b.second, 0));
}

}  // namespace firebreak::test
