// Failovers that too little capacity calls for: crumbs of the old copy, and demand that grows. Constants of the
// fixture: 1 min automatic, 70 min with a tool, + 10 min of traffic switch; decision 116 min after the loss.
#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;
using Steps = std::vector<std::pair<double, double>>;

constexpr double loss = 10.0;
constexpr double decision = loss + 116.0;

/// A store on ten racks in ten rows, of which one is enough to run, and a standby in the south.
struct Crumbs {
    WorldBuilder build;
    std::vector<RowId> rows;
    ComponentId store;
    FunctionId function;

    explicit Crumbs(FailoverMode mode) {
        const SiteId north = build.site("north"), south = build.site("south");
        const RoomId hall = build.room(north, "hall");
        std::vector<RackId> racks;
        for (int i = 0; i < 10; ++i) {
            rows.push_back(build.row(hall, "row-" + std::to_string(i), {1, 10}));
            racks.push_back(build.world.rows[rows.back()].racks[0]);
        }
        build.link(north, south);
        store = build.component("store", 100);
        build.copy(store, racks);
        build.copy(store, build.row(build.room(south, "hall"), "row", {10, 10}), {ReplicaRole::standby});
        WorldComponent& c = build.world.components[store];
        c.min_servers = Ratio{0.1};
        c.failover = mode;
        build.world.response.runbooks = true;
        function = build.function("store", {store});
    }
    [[nodiscard]] ObservationLog run(int dark, double back_min = -1.0, int back = 0) const {
        Script script{build.world};
        for (int i = 0; i < dark; ++i) script.dark(loss, rows[i]);
        for (int i = 0; i < back; ++i) script.energised(back_min, rows[i]);
        return play(build.world, script.timeline());
    }
};

TEST_CASE("a crumb of the old copy that comes back does not call the failover off") {
    const Crumbs w{FailoverMode::manual};
    // With its tools: 126 to 206. One rack: booted at 16, its software at 196: a tenth of a copy for a peak of .8.
    const auto log = w.run(10, 11.0, 1);
    const Steps steps = served_steps(log, w.function);
    REQUIRE(steps.size() == 4);
    CHECK(steps[2].first == 196.0);
    CHECK(steps[2].second == Approx(0.125));
    CHECK(steps[3] == std::pair{decision + 80.0, 1.0});
    CHECK(turns(log, entity(EntityKind::component, w.store), State::called_off).empty());
    // Eight racks bear the peak.
    CHECK(turns(w.run(10, 11.0, 8), entity(EntityKind::component, w.store), State::called_off).size() == 1);
}

TEST_CASE("a copy that is left too small for the demand fails over, and one that is not stays") {
    Crumbs w{FailoverMode::automatic};
    CHECK(served_steps(w.run(9), w.function).back() == std::pair{21.0, 1.0});
    CHECK(w.run(2).losses.empty());
    CHECK(turns(w.run(2), entity(EntityKind::component, w.store), State::failing_over).empty());
    // At half of the peak's demand six racks are enough, until the evening asks for .8 at 17 h, 300 min on.
    std::vector<double>& hourly = w.build.world.functions[w.function].hourly_demand;
    hourly.assign(24, 0.5);
    hourly[17] = 1.0;
    const auto begun = turns(w.run(4), entity(EntityKind::component, w.store), State::failing_over);
    REQUIRE(begun.size() == 1);
    CHECK(minutes_of(begun[0].at) == 300.0);
}

}  // namespace
}  // namespace firebreak
