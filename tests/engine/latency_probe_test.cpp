// Latency over a run: when requests are sampled, and what a failover and a short copy do to them.
#include <algorithm>

#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

/// A store with a full copy near the users and a small one far away, which takes over in a minute.
struct Place {
    WorldBuilder build;
    SiteId north = build.site("north"), south = build.site("south");
    RowId row = build.row(build.room(north, "hall"), "row", {4, 10});
    RowId far = build.row(build.room(south, "hall"), "row", {4, 10});
    ComponentId store = build.component("store", 40);
    FunctionId read;

    Place() {
        World& world = build.world;
        world.latency.samples_per_segment = 400;
        world.sites[north].access_latency = Seconds{0.010};
        world.sites[south].access_latency = Seconds{0.025};
        world.components[store].failover = FailoverMode::automatic;
        world.components[store].min_servers = Ratio{0.2};
        build.copy(store, row);
        build.copy(store, far, {.role = ReplicaRole::standby, .capacity_ratio = 1.0});
        read = build.function("read", {store});
    }
    [[nodiscard]] ObservationLog run(engine::Sampling sampling = engine::Sampling::latency) const {
        const auto backend = engine::make_analytic_backend(build.world);
        const HazardTimeline timeline = Script{build.world}.dark(10.0, row).timeline();
        return engine::execute(build.world, timeline, Draws{1, 0}, *backend, sampling);
    }
};

std::vector<double> minutes(const ObservationLog& log) {
    std::vector<double> result;
    for (const LatencyLevel& level : log.latencies) result.push_back(minutes_of(level.at));
    return result;
}

TEST_CASE("latency is sampled where capacity changes, and an outage has none") {
    const Place w;
    const ObservationLog log = w.run();
    // A minute of failover and ten of traffic switch.
    REQUIRE(minutes(log) == std::vector<double>{-60.0, 10.0, 21.0});
    CHECK(log.latencies[0].answered == 400);
    CHECK(log.latencies[1].answered == 0);
    CHECK(log.latencies[2].answered == 400);
    // 2 x 10 ms, then 2 x 25 ms, and a service time of 5 ms: median 3.5 ms, 99 % 23 ms.
    CHECK(log.latencies[0].median.count() == Approx(0.0235).margin(0.001));
    CHECK(log.latencies[2].median.count() == Approx(0.0535).margin(0.001));
    CHECK(log.latencies[0].p99.count() == Approx(0.043).margin(0.012));
}

TEST_CASE("latency rises with the queue of a copy that is too small") {
    Place w;
    w.build.world.replicas[ReplicaId{1}].capacity_ratio = 0.5;  // 0.8 of a full copy are asked for
    const ObservationLog log = w.run();
    const LatencyLevel& peace = log.latencies.front();
    const LatencyLevel& overload = log.latencies.back();
    CHECK(overload.median > 10.0 * peace.median);
    CHECK(overload.answered == Approx(400 * 0.5 / 0.8).margin(40));
}

TEST_CASE("demand alone begins a new stretch") {
    Place w;
    w.build.world.functions[w.read].hourly_demand.assign(24, 1.0);
    w.build.world.functions[w.read].hourly_demand[13] = 0.5;
    const std::vector<double> at = minutes(w.run());
    // Ignition is at noon; the next days have their 13 h too.
    CHECK(std::count(at.begin(), at.end(), 60.0) == 1);
    CHECK(std::count(at.begin(), at.end(), 120.0) == 1);
    CHECK(std::count(at.begin(), at.end(), 180.0) == 0);
    CHECK(std::count(at.begin(), at.end(), 1500.0) == 1);
}

TEST_CASE("sampling changes nothing of what happens") {
    const Place w;
    const ObservationLog with = w.run();
    const ObservationLog without = w.run(engine::Sampling::none);
    CHECK(without.latencies.empty());
    CHECK(served_steps(with, w.read) == served_steps(without, w.read));
    CHECK(with.events.size() == without.events.size());
}

TEST_CASE("no samples where none are wanted, or no component takes time") {
    Place off;
    off.build.world.latency.samples_per_segment = 0;
    CHECK(off.run().latencies.empty());
    Place instant;
    instant.build.world.components[instant.store].service_time = Seconds{0.0};
    CHECK(instant.run().latencies.empty());
}

}  // namespace
}  // namespace firebreak
