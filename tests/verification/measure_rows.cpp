// Rows 41, 42, 43: data loss, demand over the day, resilience loss; and a run in which nothing burns.
#include <cmath>
#include <numbers>

#include "building.hpp"
#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "services/demand.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

using namespace test;

TEST_CASE("verification row 41: writes lost with an asynchronous copy") {
    WorldBuilder build;
    const RowId north = build.row(build.room(build.site("north"), "hall"), "row", {1, 10});
    const RowId south = build.row(build.room(build.site("south"), "hall"), "row", {1, 10});
    build.link(build.world.rows[north].site, build.world.rows[south].site);
    const ComponentId store = build.component("store", 10);
    build.copy(store, north);
    build.copy(store, south, {ReplicaRole::standby});
    WorldComponent& component = build.world.components[store];
    component.failover = FailoverMode::automatic;
    component.replication = Replication::async;
    component.write_rate = BytesPerSecond{1e6};
    build.world.functions[build.function("order", {store})].requests_per_user_hour = 7200.0;  // of 1000: 2000/s
    build.world.parameters.recovery.replication_lag = always(Seconds{5.0});
    const ObservationLog log = play(build.world, Script{build.world}.dark(30.0, north).timeline());
    const double lost = metrics::measure(build.world, log).functions[0].data_loss_requests;
    verify({{"41", "lag 5 s at 2000 writes/s: writes lost", 10'000.0, lost, absolute(1e-6),
             "the rate is a mean: no Poisson noise (+- 100)"}});
}

TEST_CASE("verification row 42: demand over half a day") {
    WorldFunction function = function_of("s", "f", 1.0, 1.0);
    const double pi = std::numbers::pi;
    for (int hour = 0; hour < 24; ++hour) {
        function.hourly_demand[hour] =
            1.0 + 0.6 * 12.0 / pi * (std::cos(pi * hour / 12.0) - std::cos(pi * (hour + 1) / 12.0));
    }
    const double integral = services::demand_share_hours(function, 0.0, {ignition_instant, at_h(12.0)});
    verify({{"42", "1 + .6 sin(pi t / 12), first 12 h, x base", 16.584, integral, absolute(5e-4),
             "the table has three decimals"},
            {"42", "the same against 12 + 14.4 / pi", 12.0 + 14.4 / pi, integral, absolute(1e-12),
             "sum of 12 hours, rounding only"}});
}

TEST_CASE("verification row 43: resilience loss") {
    WorldBuilder build;
    build.function("f", {build.component("c", 1)});
    build.world.horizon = to_ticks(Hours{24.0});
    ObservationLog log;
    log.end = ignition_instant + build.world.horizon;
    log.levels.push_back({ignition_instant - lead_time, FunctionId{0}, 1.0, {}});
    log.levels.push_back({ignition_instant, FunctionId{0}, 0.4, {}});
    const int steps = 960;  // of 30 s, at their midpoints: the same area as the line
    for (int i = 0; i < steps; ++i) {
        log.levels.push_back({at_h(2.0 + 8.0 * i / steps), FunctionId{0}, 0.4 + 0.6 * (i + 0.5) / steps, {}});
    }
    log.levels.push_back({at_h(10.0), FunctionId{0}, 1.0, {}});
    const double loss = metrics::measure(build.world, log).functions[0].resilience_loss_pct_h;
    verify(
        {{"43", "40 % for 2 h, then linear in 8 h: loss, % h", 360.0, loss, absolute(3.6e-7),
          "1e-9 of the value"},
         {"43", "the same as resilience over 24 h", 0.85, 1.0 - loss / 2400.0, absolute(1e-9), "as given"}});
}

TEST_CASE("verification row 43: recovery is held, what falls later is a relapse") {
    WorldBuilder build;
    build.function("f", {build.component("c", 1)});
    ObservationLog log;
    log.end = at_h(24.0);
    // Down 1 to 4, 5 to 6 and 9 to 9.5: up for an hour is too short, so it is back at 6.
    for (const auto& [hours, share] : {std::pair{1.0, 0.0}, {4.0, 1.0}, {5.0, 0.0}, {6.0, 1.0}, {9.0, 0.0}, {9.5, 1.0}})
        log.levels.push_back({at_h(hours), FunctionId{0}, share, {}});
    const auto of = [&](double sustained_h) {
        build.world.sustained = to_ticks(Hours{sustained_h});
        return metrics::measure(build.world, log).functions[0];
    };
    verify({{"43", "down 1-4, 5-6, 9-9.5, held 2 h: back, h", 6.0, of(2.0).recovery_h.full, absolute(1e-9), "ticks"},
            {"43", "the same: relapses", 1.0, of(2.0).relapses.full, absolute(0.0), "a count"},
            {"43", "the same: time in them, h", 0.5, of(2.0).relapse_h.full, absolute(1e-9), "ticks"},
            {"43", "held 1 h: back, h", 4.0, of(1.0).recovery_h.full, absolute(1e-9), "ticks"},
            {"43", "held 1 h: time in relapses, h", 1.5, of(1.0).relapse_h.full, absolute(1e-9), "ticks"},
            {"43", "held 4 h: back, h", 9.5, of(4.0).recovery_h.full, absolute(1e-9), "ticks"},
            {"43", "unserved, whatever is held, of 1000 users, user-h", 4500.0, of(4.0).unserved_user_h, absolute(1e-6),
             "rounding"}});
}

TEST_CASE("nothing burns: nothing is lost") {
    Building building;
    building.world().parameters = constant_parameters();
    const ComponentId store = building.build.component("store", 20);
    building.build.copy(store, building.row_1);
    building.build.function("order", {store});
    const auto lost = [&] {
        const Draws draws{1, 0};
        const World& world = building.world();
        const auto backend = engine::make_analytic_backend(world);
        const auto log = engine::execute(world, hazard::build_timeline(world, draws), draws, *backend);
        return metrics::measure(world, log).functions[0].unserved_user_h;
    };
    CHECK(lost() > 0.0);  // with a fire there is a loss
    building.world().ignition_room.reset();
    verify({{"-", "no fire: unserved user-hours", 0.0, lost(), absolute(0.0), "exact"}});
}

}  // namespace
}  // namespace firebreak::verification
