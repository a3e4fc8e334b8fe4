// Logs of a few lines folded into measures that can be checked by hand.
#include "metrics/measure.hpp"

#include "catch_compat.hpp"
#include "metrics/facility_curve.hpp"
#include "metrics/statistics.hpp"
#include "metrics_test_world.hpp"

namespace firebreak::metrics {
namespace {

using namespace test;

const SmallIds id;

TEST_CASE("nothing happens, nothing is lost") {
    const World world = small_world();
    const Measures measures = measure(world, quiet_log(world));
    for (const FunctionMeasuresOf<double>& function : measures.functions) {
        CHECK(function.recovery_h.full == 0.0);
        CHECK(function.unserved_user_h == 0.0);
        CHECK(function.lost_requests == 0.0);
        CHECK(function.deferred_requests == 0.0);
        CHECK(function.data_loss_s == 0.0);
        CHECK(function.resilience_loss_pct_h == 0.0);
        CHECK(function.still_losing == 0.0);
    }
    for (const SiteMeasuresOf<double>& site : measures.sites) {
        CHECK(site.isolation_h == not_at_all);
        CHECK(site.extinguished_h == not_at_all);
        CHECK(site.power_restored_h.full == 0.0);
        CHECK(site.servers_restored_h.full == 0.0);
        CHECK(site.servers_lost == 0.0);
    }
}

TEST_CASE("a relapse is told beside the recovery, of functions and of sites") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    serve(log, 1.0, id.text, 0.0);
    serve(log, 3.0, id.text, 1.0);
    serve(log, 6.0, id.text, 0.4);
    serve(log, 7.5, id.text, 1.0);
    happen(log, 1.0, EntityKind::row, id.row_s, State::dark, 5000.0);
    happen(log, 2.0, EntityKind::row, id.row_s, State::energised, 5000.0);
    happen(log, 5.0, EntityKind::row, id.row_s, State::dark, 5000.0);
    happen(log, 5.5, EntityKind::row, id.row_s, State::energised, 5000.0);
    const Measures measures = measure(world, log);
    const FunctionMeasuresOf<double>& text = measures.functions[0];
    CHECK(text.recovery_h.full == Approx(3.0));
    CHECK(text.relapses.full == 1.0);
    CHECK(text.relapse_h.full == Approx(1.5));
    CHECK(text.relapses.first == 0.0);
    CHECK(measures.sites[1].power_restored_h.full == Approx(2.0));
    CHECK(measures.sites[1].power_relapses.full == 1.0);
    CHECK(measures.sites[1].power_relapse_h.full == Approx(0.5));
    CHECK(measures.sites[1].servers_relapses.full == 0.0);
}

TEST_CASE("losses are over after a day without one, or as soon as the function is back and stays so") {
    const auto still = [](double horizon_h, std::initializer_list<std::pair<double, double>> served) {
        World world = small_world();
        world.horizon = to_ticks(Hours{horizon_h});
        ObservationLog log = quiet_log(world);
        for (const auto& [hours, share] : served) serve(log, hours, id.pay, share);  // nothing of it is deferred
        const double losing = measure(world, log).functions[1].still_losing;
        CHECK((losing == 0.0 || losing == 1.0));
        return losing == 1.0;
    };
    CHECK_FALSE(still(24.0, {}));
    CHECK_FALSE(still(24.0, {{1.0, 0.0}, {20.0, 1.0}}));
    CHECK(still(24.0, {{1.0, 0.0}, {23.0, 1.0}}));                                  // not held long enough
    CHECK(still(24.0, {{1.0, 0.0}, {20.0, 0.995}}));                                // back, and yet short
    CHECK(still(24.0, {{1.0, 0.0}, {5.0, 1.0}, {10.0, 0.5}, {11.0, 1.0}}));         // at noon tomorrow again?
    CHECK_FALSE(still(48.0, {{1.0, 0.0}, {5.0, 1.0}, {10.0, 0.5}, {11.0, 1.0}}));
}

TEST_CASE("who stays with a rival is lost to what counts users and requests, not to what waited") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    serve(log, 1.0, id.pay, 0.0);
    serve(log, 3.0, id.pay, 1.0);
    log.levels.back().remaining = 0.9;
    const std::vector<Measures> one{measure(world, log)};
    CHECK(one[0].functions[1].still_losing == 0.5);
    const MetricsSummary summary = summarise(world, one);
    CHECK(summary.measures.functions[1].unserved_user_h.censored == 1);
    CHECK(summary.measures.functions[1].rival_user_h.censored == 1);
    CHECK(summary.measures.functions[1].lost_requests.censored == 1);
    CHECK(summary.measures.functions[1].lost_user_h.censored == 0);
    CHECK(summary.measures.functions[1].relapse_h.full.censored == 0);
    CHECK(summary.measures.functions[0].unserved_user_h.censored == 0);
}

TEST_CASE("requests that still wait may wait longer") {
    const World world = small_world();  // of text 9 of 10 requests are deferred
    ObservationLog log = quiet_log(world);
    serve(log, 1.0, id.text, 0.0);
    serve(log, 3.0, id.text, 1.0);
    CHECK(measure(world, log).functions[0].waiting_requests > 0.0);
    CHECK(measure(world, log).functions[0].still_losing == 1.0);
}

TEST_CASE("unserved demand is counted in user-hours and split into lost and deferred requests") {
    World world = small_world();
    world.functions[id.text].hourly_demand.assign(24, 0.25);
    world.functions[id.text].hourly_demand[16] = 1.0;
    ObservationLog log = quiet_log(world);
    serve(log, 0.5, id.text, 0.2);  // 15:49
    serve(log, 3.0, id.text, 1.0);  // 18:19
    serve(log, 4.0, id.pay, 0.4);
    serve(log, 9.0, id.pay, 1.0);
    const Measures measures = measure(world, log);
    // 80 % of demand missing over 11 min at .25, 60 min at 1, 79 min at .25.
    const double user_h = 1000.0 * 0.8 * (11.0 * 0.25 + 60.0 + 79.0 * 0.25) / 60.0;
    const FunctionMeasuresOf<double>& text = measures.functions[0];
    CHECK(text.unserved_user_h == Approx(user_h).epsilon(1e-12));
    CHECK(text.deferred_requests == Approx(user_h * 30.0 * 0.9).epsilon(1e-12));
    CHECK(text.lost_requests == Approx(user_h * 30.0 * 0.1).epsilon(1e-12));
    CHECK(text.resilience_loss_pct_h == Approx(80.0 * 2.5));
    CHECK(text.recovery_h.first == 0.0);
    CHECK(text.recovery_h.half == Approx(3.0));
    const FunctionMeasuresOf<double>& pay = measures.functions[1];
    CHECK(pay.unserved_user_h == Approx(200.0 * 0.6 * 5.0));
    CHECK(pay.lost_requests == Approx(200.0 * 0.6 * 5.0 * 2.0));
    CHECK(pay.deferred_requests == 0.0);
    CHECK(pay.recovery_h.half == Approx(9.0));
}

TEST_CASE("an outage that outlasts the run counts to the horizon, and not before ignition") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    serve(log, -0.5, id.text, 0.0);
    const FunctionMeasuresOf<double> text = measure(world, log).functions[0];
    CHECK(text.recovery_h.first == censored);
    CHECK(text.unserved_user_h == Approx(1000.0 * 24.0));
    CHECK(text.resilience_loss_pct_h == Approx(2400.0));
}

TEST_CASE("verification row 43: 40 % for 2 h, then linear in 8 h: 360 % h, normalised .85 over 24 h") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    serve(log, 0.0, id.text, 0.4);
    // The line as steps at its midpoints: the same area, and the last step ends at 100 %.
    const int steps = 16;
    for (int i = 0; i < steps; ++i) serve(log, 2.0 + 0.5 * i, id.text, 0.4 + 0.6 * (i + 0.5) / steps);
    serve(log, 10.0, id.text, 1.0);
    const double loss = measure(world, log).functions[0].resilience_loss_pct_h;
    CHECK(loss == Approx(360.0).epsilon(1e-9));
    CHECK(1.0 - loss / (100.0 * 24.0) == Approx(0.85).epsilon(1e-9));
}

TEST_CASE("data loss is the oldest write lost in a component that the function needs") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    log.losses = {{at_h(1.0), id.store, Seconds{4.0}},
                  {at_h(2.0), id.store, Seconds{7.0}},
                  {at_h(3.0), id.store, Seconds{5.0}},
                  {at_h(3.0), id.app, Seconds{60.0}}};
    const Measures measures = measure(world, log);
    CHECK(measures.functions[0].data_loss_s == 7.0);
    CHECK(measures.functions[1].data_loss_s == 60.0);
}

TEST_CASE("isolation counts at every level: a row, a zone, the site") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    happen(log, 1.0, EntityKind::power_node, id.others, State::isolated);  // alone it is no level
    happen(log, 1.25, EntityKind::row, id.row_a, State::isolated);
    happen(log, 2.0, EntityKind::zone, id.north_a, State::isolated);
    CHECK(measure(world, log).sites[0].isolation_h == Approx(1.25));
    CHECK(measure(world, log).sites[1].isolation_h == not_at_all);
    happen(log, 2.5, EntityKind::fire, id.hall_s, State::burning);
    CHECK(measure(world, log).sites[1].isolation_h == censored);  // it may still come
    happen(log, 3.0, EntityKind::site, SiteId{1}, State::isolated);
    CHECK(measure(world, log).sites[1].isolation_h == Approx(3.0));
}

TEST_CASE("power comes back by load, with the load of others") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    // north carries 6 + 3 + 1 kW.
    happen(log, 1.5, EntityKind::zone, id.north_a, State::isolated);
    happen(log, 1.5, EntityKind::row, id.row_a, State::dark, 6000.0);
    happen(log, 1.5, EntityKind::row, id.row_b, State::dark, 3000.0);
    happen(log, 1.5, EntityKind::power_node, id.others, State::isolated);
    happen(log, 1.5, EntityKind::power_node, id.others, State::dark);
    happen(log, 8.0, EntityKind::power_node, id.others, State::normal);  // released, not yet live
    happen(log, 9.0, EntityKind::row, id.row_b, State::energised, 3000.0);
    happen(log, 10.0, EntityKind::row, id.row_a, State::energised, 6000.0);
    happen(log, 13.0, EntityKind::power_node, id.others, State::energised);
    const Measures measures = measure(world, log);
    const LevelsOf<double>& power = measures.sites[0].power_restored_h;
    CHECK(power.first == Approx(9.0));
    CHECK(power.half == Approx(10.0));
    CHECK(power.most == Approx(10.0));
    CHECK(power.full == Approx(13.0));
    CHECK(measures.sites[0].isolation_h == Approx(1.5));
    CHECK(measures.sites[1].isolation_h == not_at_all);
    CHECK(measures.sites[1].power_restored_h.full == 0.0);
}

TEST_CASE("servers come back rack by rack, and some do not") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    happen(log, 2.0, EntityKind::rack, id.rack_a1, State::dark, 0.0);
    happen(log, 2.0, EntityKind::rack, id.rack_a2, State::dark, 0.0);
    happen(log, 2.0, EntityKind::rack, id.rack_b, State::dark, 0.0);
    happen(log, 5.0, EntityKind::rack, id.rack_b, State::up, 20.0);   // 20 of 80
    happen(log, 6.0, EntityKind::rack, id.rack_a2, State::up, 19.0);  // 39
    happen(log, 7.0, EntityKind::rack, id.rack_a1, State::up, 38.0);  // 77
    const SiteMeasuresOf<double> north = measure(world, log).sites[0];
    CHECK(north.servers_restored_h.first == Approx(5.0));
    CHECK(north.servers_restored_h.half == Approx(7.0));
    CHECK(north.servers_restored_h.most == Approx(7.0));
    CHECK(north.servers_restored_h.full == censored);
    CHECK(north.servers_lost == 3.0);
}

TEST_CASE("a site is out when its last fire is") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    happen(log, 0.0, EntityKind::fire, id.hall_a, State::burning);
    happen(log, 1.0, EntityKind::fire, id.hall_b, State::burning);
    happen(log, 4.0, EntityKind::fire, id.hall_a, State::extinguished);
    happen(log, 6.5, EntityKind::fire, id.hall_b, State::extinguished);
    CHECK(measure(world, log).sites[0].extinguished_h == Approx(6.5));
    CHECK(measure(world, log).sites[1].extinguished_h == not_at_all);
    log.events.pop_back();
    CHECK(measure(world, log).sites[0].extinguished_h == censored);
}

TEST_CASE("the facility curve has one point for each zone and instant of change") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    happen(log, 1.0, EntityKind::row, id.row_a, State::dark, 6000.0);
    happen(log, 1.0, EntityKind::rack, id.rack_a1, State::dark, 0.0);
    happen(log, 1.0, EntityKind::rack, id.rack_a2, State::dark, 0.0);
    happen(log, 1.0, EntityKind::cooling, id.cooler_ab, State::stopped);
    happen(log, 2.0, EntityKind::site, id.north, State::island);
    happen(log, 3.0, EntityKind::cooling, id.cooler_ab, State::running);
    happen(log, 3.0, EntityKind::cooling, id.cooler_ab, State::stopped);
    const std::vector<ZonePoint> points = facility_curve(world, log);
    REQUIRE(points.size() == 3 + 2 + 2);
    CHECK(points[0].at == ignition_instant - lead_time);
    CHECK(points[0].state == ZoneState{6000, 6000, 60, 60, 2, 2, true});
    CHECK(points[1].state == ZoneState{4000, 4000, 20, 20, 1, 1, true});
    CHECK(points[2].state == ZoneState{5000, 5000, 30, 30, 0, 0, true});
    CHECK(points[3].at == at_h(1.0));
    CHECK(points[3].state == ZoneState{6000, 0, 60, 0, 2, 1, true});
    CHECK(points[4].zone == id.north_b);
    CHECK(points[4].state == ZoneState{4000, 4000, 20, 20, 1, 0, true});
    CHECK(points[5].state == ZoneState{6000, 0, 60, 0, 2, 1, false});
    CHECK(points[6].zone == id.north_b);
    CHECK_FALSE(points[6].state.network_connected);
}

TEST_CASE("measures survive the way through a record") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    serve(log, 1.0, id.text, 0.0);
    serve(log, 7.25, id.pay, 0.3);
    serve(log, 9.0, id.pay, 0.8);
    happen(log, 1.5, EntityKind::zone, id.south_a, State::isolated);
    const std::vector<double> record = flatten(world, measure(world, log));
    CHECK(record.size() == 2 * 25 + 2 * 27);
    const Measures back = unflatten(world, record);
    CHECK(flatten(world, back) == record);
    CHECK(back.functions[1].recovery_h.half == Approx(9.0));
    CHECK(back.functions[0].recovery_h.first == censored);
    CHECK(back.sites[1].isolation_h == Approx(1.5));
    CHECK_THROWS_AS(unflatten(world, std::span{record}.first(record.size() - 1)), Bug);
    std::vector<double> longer = record;
    longer.push_back(0.0);
    CHECK_THROWS_AS(unflatten(world, longer), Bug);
}

}  // namespace
}  // namespace firebreak::metrics
