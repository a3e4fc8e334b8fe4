// A whole run from fire to recovery gives the same on SimGrid as without contention, where nothing contends.
#include "building.hpp"
#include "catch_compat.hpp"
#include "engine/simgrid_backend.hpp"
#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"

namespace firebreak::engine {
namespace {

using namespace test;

/// A store in the north with a standby in the south, a web tier in the north only.
struct Shop : Building {
    ComponentId deploy, store, web;

    explicit Shop(FailoverMode failover) : Building{{.emergency_power_off = true}} {
        deploy = build.component("deploy", 10, 1);
        store = build.component("store", 20, 10);
        web = build.component("web", 30, 20);
        const auto& racks = build.world.rows[south_row].racks;
        build.copy(deploy, {racks[0]});
        build.copy(store, row_1);
        build.copy(store, {racks[1], racks[2]}, {ReplicaRole::standby});
        build.copy(web, row_2);
        world().components[store].failover = failover;
        world().components[store].write_rate = BytesPerSecond{2.3e7};
        world().components[store].replication = Replication::async;
        world().components[web].image = Bytes{7.1e9};
        world().boots_servers = deploy;
        world().serves_images = deploy;
        world().wan[WanLinkId{0}].latency = Seconds{0.0021};
        world().parameters.servers.non_return = always_share(0.1);
        world().parameters.servers.boot = around(Minutes{5.0}, 0.4);
        build.function("order", {store, web});
        build.function("browse", {web});
    }
};

ObservationLog run(const World& world, std::unique_ptr<Backend> backend) {
    const Draws draws{7, 3};
    return execute(world, hazard::build_timeline(world, draws), draws, *backend);
}

void check_same(const World& world) {
    const ObservationLog analytic = run(world, make_analytic_backend(world));
    const ObservationLog simgrid = run(world, make_simgrid_backend(world));
    const std::vector<double> expected = metrics::flatten(world, metrics::measure(world, analytic));
    const std::vector<double> got = metrics::flatten(world, metrics::measure(world, simgrid));
    REQUIRE(got.size() == expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        INFO("measure " << i);
        if (expected[i] == censored) {
            CHECK(got[i] == censored);
        } else {
            CHECK(got[i] == Approx(expected[i]).epsilon(1e-9).margin(1e-6));
        }
    }
    REQUIRE(simgrid.events.size() == analytic.events.size());
    const auto full = metrics::measure(world, analytic).functions;
    CHECK(full[0].recovery_h.full > 1.0);  // there was something to recover from
    CHECK(full[1].recovery_h.full < hours_of(world.horizon));
}

TEST_CASE("simgrid: a run with restarts in place is that of the analytic engine") {
    check_same(Shop{FailoverMode::none}.world());
}

TEST_CASE("simgrid: a run with a failover and a catch-up is that of the analytic engine") {
    Shop shop{FailoverMode::manual};
    // Else the image of the web tier would be pulled while the store catches up, over the same link.
    shop.world().components[shop.web].image = Bytes{0.0};
    check_same(shop.world());
}

TEST_CASE("simgrid: flows alive at the horizon end with the run") {
    Shop shop{FailoverMode::manual};
    shop.world().components[shop.web].image = Bytes{1e16};
    const ObservationLog log = run(shop.world(), make_simgrid_backend(shop.world()));
    CHECK(metrics::measure(shop.world(), log).functions[1].recovery_h.first == censored);
    CHECK(log.end == ignition_instant + shop.world().horizon);
}

TEST_CASE("simgrid: nothing burns, nothing happens") {
    Shop shop{FailoverMode::manual};
    shop.world().ignition_room.reset();
    const ObservationLog log = run(shop.world(), make_simgrid_backend(shop.world()));
    CHECK(log.events.empty());
    CHECK(log.levels.size() == 2);
}

}  // namespace
}  // namespace firebreak::engine
