// Users in the engine: waiting requests, cold copies, retry storms and load shedding.
#include "building.hpp"
#include "metrics/measure.hpp"

namespace firebreak::engine {
namespace {

using namespace test;
using Steps = std::vector<std::pair<double, double>>;

/// A site with one component that its peak demand keeps busy to 60 %, and one function.
struct Shop {
    WorldBuilder build;
    SiteId site = build.site("north");
    RowId row = build.row(build.room(site, "hall"), "row", {1, 10});
    ComponentId store = build.component("store", 10);
    FunctionId order;

    Shop() {
        build.world.parameters = constant_parameters();
        build.copy(store, row);
        build.world.components[store].peak_utilisation = 0.6;
        order = build.function("order", {store});
        build.world.horizon = to_ticks(Hours{24.0});
    }
    WorldFunction& function() { return build.world.functions[order]; }
    [[nodiscard]] ObservationLog cut_off(double from_min, double to_min) const {
        return play(build.world, Script{build.world}.island(from_min, site).connected(to_min, site).timeline());
    }
    /// The steps after `min`.
    [[nodiscard]] Steps served_after(double min, const ObservationLog& log) const {
        Steps steps;
        for (const auto& step : served_steps(log, order)) {
            if (step.first >= min) steps.push_back(step);
        }
        return steps;
    }
};

TEST_CASE("waiting requests come back at the clients' rate while there is room") {
    Shop shop;
    shop.function().deferred = Ratio{0.5};
    shop.function().resend_rate = 0.25;
    const ObservationLog log = shop.cut_off(10.0, 70.0);
    // Half an hour's demand waits; at a quarter of the peak it takes two hours, and nobody notices.
    CHECK(minutes_when(log, EntityKind::demand, shop.order, State::resending) == std::vector{70.0});
    CHECK(minutes_when(log, EntityKind::demand, shop.order, State::drained) == std::vector{190.0});
    const auto measures = metrics::measure(shop.build.world, log).functions[0];
    CHECK(measures.recovery_h.full == Approx(70.0 / 60.0));
    CHECK(measures.deferred_requests == Approx(500.0));
    CHECK(measures.lost_requests == Approx(500.0));
    CHECK(measures.waiting_requests == Approx(0.0).margin(1e-6));
    // The triangle of the backlog over what was deferred.
    CHECK(measures.deferred_wait_h == Approx(0.5 * 0.5 * 3.0 / 0.5));
}

TEST_CASE("a surge that needs more than there is holds its function below full until it has drained") {
    Shop shop;
    shop.function().deferred = Ratio{1.0};
    shop.function().resend_rate = 1.0;
    const ObservationLog log = shop.cut_off(0.0, 60.0);
    // Offered .6 x 2 of 1: served 5 in 6 of it. One hour waits, and shrinks by 2/3 of the peak.
    const Steps steps = shop.served_after(60.0, log);
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].second == Approx(1.0 / 1.2));
    CHECK(steps[1].first == Approx(60.0 + 90.0));
    CHECK(steps[1].second == 1.0);
    const auto chain = chain_of(log, turns(log, entity(EntityKind::function, shop.order), State::full).back());
    CHECK(chain.at(1).to == State::drained);
    CHECK(chain.at(2).to == State::resending);
}

TEST_CASE("with admission control waiting requests get only what new ones leave") {
    Shop shop;
    shop.function().deferred = Ratio{1.0};
    shop.function().resend_rate = 1.0;
    shop.build.world.response.admission_control.mode = AdmissionMode::automatic;
    const ObservationLog log = shop.cut_off(0.0, 60.0);
    CHECK(shop.served_after(60.0, log) == Steps{{60.0, 1.0}, {150.0, 1.0}});  // the second: no more resent
    CHECK(minutes_when(log, EntityKind::demand, shop.order, State::drained) == std::vector{150.0});
}

TEST_CASE("a function that is lost anew keeps what waited") {
    Shop shop;
    shop.function().deferred = Ratio{1.0};
    shop.function().resend_rate = 0.5;
    const World& world = shop.build.world;
    const ObservationLog log = play(world, Script{world}
                                               .island(0.0, shop.site)
                                               .connected(60.0, shop.site)
                                               .island(90.0, shop.site)
                                               .connected(120.0, shop.site)
                                               .timeline());
    // One hour, less a quarter, plus half an hour: 1.25 h at half the peak.
    CHECK(minutes_when(log, EntityKind::demand, shop.order, State::waiting) == std::vector{90.0});
    CHECK(minutes_when(log, EntityKind::demand, shop.order, State::drained) == std::vector{120.0 + 150.0});
}

/// Two copies of 60 % each, one of which goes dark after 10 min for good; at night little is asked.
struct SmallCopies : Shop {
    explicit SmallCopies(double ignition_local_hour) {
        build.world.ignition_local_hour = ignition_local_hour;
        build.world.components[store].peak_utilisation = 1.0;
        build.world.components[store].failover = FailoverMode::automatic;
        const RowId other = build.row(build.room(site, "other-hall"), "other-row", {1, 10});
        const ReplicaId second = build.copy(store, other);
        for (const ReplicaId copy : {ReplicaId{0}, second}) build.world.replicas[copy].capacity_ratio = 0.6;
        for (const std::size_t hour : {23U, 0U, 1U, 2U, 3U, 4U, 5U}) function().hourly_demand[hour] = 0.4;
    }
    [[nodiscard]] ObservationLog log() const { return play(build.world, Script{build.world}.dark(10.0, row).timeline()); }
    [[nodiscard]] std::vector<Event> chain_to(const ObservationLog& log, State state) const {
        const auto found = turns(log, entity(EntityKind::function, order), state);
        REQUIRE_FALSE(found.empty());
        return chain_of(log, found.back());
    }
};

TEST_CASE("the evening's demand over small copies is a cause, and so is the night that ends it") {
    const SmallCopies shop{20.0};
    const ObservationLog log = shop.log();
    CHECK(minutes_when(log, EntityKind::demand, shop.order, State::full) == std::vector{180.0});
    CHECK(minutes_when(log, EntityKind::demand, shop.order, State::half) == std::vector{600.0});
    const auto back = shop.chain_to(log, State::full);
    CHECK(back.at(1).entity == entity(EntityKind::demand, shop.order));
    CHECK(back.at(1).from == State::half);
    CHECK(back.at(2).entity.kind != EntityKind::demand);  // what is left after the loss
    CHECK(back.at(2).at < ignition_instant + to_ticks(Hours{1.0}));
    CHECK(back.back().entity.kind == EntityKind::fire);
    const auto lost = shop.chain_to(log, State::half);
    CHECK(lost.at(1).entity == entity(EntityKind::demand, shop.order));
    CHECK(lost.at(2).at == back.at(2).at);  // not last night's demand
}

TEST_CASE("a copy that is lost at night is missed in the morning") {
    const SmallCopies shop{23.0};
    const ObservationLog log = shop.log();
    CHECK(minutes_when(log, EntityKind::demand, shop.order, State::half) == std::vector{420.0});
    const auto lost = shop.chain_to(log, State::half);
    CHECK(lost.at(1).entity == entity(EntityKind::demand, shop.order));
    CHECK(lost.at(1).from == State::full);
    CHECK(lost.at(2).entity.kind != EntityKind::demand);
    CHECK(lost.at(2).at < ignition_instant + to_ticks(Hours{1.0}));
}

TEST_CASE("users who left for a rival are missed by no component, and some for good") {
    Shop shop;
    shop.build.world.ignition_local_hour = 0.0;
    shop.function().rival_per_hour = 0.1;
    shop.function().rival_stays = Ratio{0.2};
    const ObservationLog log = shop.cut_off(0.0, 120.0);
    const double left = 1.0 - std::exp(-0.2);
    CHECK(log.levels.back().remaining == Approx(1.0 - 0.2 * left));
    const auto measures = metrics::measure(shop.build.world, log).functions[0];
    // Gone after the first hour for the second, and for good for the other 22.
    const double expected = 1000.0 * ((1.0 - std::exp(-0.1)) + 0.2 * left * 22.0);
    CHECK(measures.rival_user_h == Approx(expected));
    CHECK(measures.lost_user_h == Approx(1000.0 * (1.0 + std::exp(-0.1))));
    CHECK(measures.recovery_h.full == Approx(2.0));
}

TEST_CASE("a cold copy carries more step by step until it is warm") {
    Shop shop;
    WorldComponent& store = shop.build.world.components[shop.store];
    store.peak_utilisation = 0.8;
    store.cold_capacity = Ratio{0.2};
    store.warm_up = to_ticks(Minutes{8.0});
    const World& world = shop.build.world;
    const ObservationLog log = play(world, Script{world}.dark(10.0, shop.row).energised(40.0, shop.row).timeline());
    const double start = minutes_when(log, EntityKind::replica, ReplicaId{0}, State::serving).at(0);
    const Steps steps = shop.served_after(start, log);
    REQUIRE(steps.size() == 4);
    CHECK(steps[0].second == Approx(0.3 / 0.8));
    CHECK(steps[1].first == Approx(start + 2.0));
    CHECK(steps[1].second == Approx(0.5 / 0.8));
    CHECK(steps[2].second == Approx(0.7 / 0.8));
    CHECK(steps[3].first == Approx(start + 6.0));
    CHECK(steps[3].second == 1.0);
    CHECK(minutes_when(log, EntityKind::component, shop.store, State::warm).at(0) == Approx(start + 8.0));
    const auto chain = chain_of(log, turns(log, entity(EntityKind::function, shop.order), State::full).back());
    CHECK(chain.at(1).to == State::warming);
    CHECK(chain.back().entity.kind == EntityKind::fire);
}

/// Every request is repeated three times, and a swamped store does useful work with 30 % of its capacity.
struct Storm : Shop {
    Storm() {
        build.world.components[store].overload_goodput = Ratio{0.3};
        function().retried = Ratio{1.0};
        function().retries = 3;
        AdmissionControl& control = build.world.response.admission_control;
        control.admitted = Ratio{0.4};
        control.reaction = always(Minutes{20.0});
        control.hold = Minutes{10.0};
    }
};

TEST_CASE("repeated requests hold a store down after all its capacity is back") {
    Storm storm;
    const ObservationLog log = storm.cut_off(10.0, 70.0);
    CHECK(storm.served_after(70.0, log) == Steps{{70.0, 0.5}});  // to the horizon
    CHECK(metrics::measure(storm.build.world, log).functions[0].recovery_h.full == censored);
    CHECK(minutes_when(log, EntityKind::component, storm.store, State::swamped) == std::vector{70.0});
}

TEST_CASE("without repetitions the same store is back at once") {
    Storm storm;
    storm.function().retries = 0;
    CHECK(storm.served_after(70.0, storm.cut_off(10.0, 70.0)) == Steps{{70.0, 1.0}});
}

TEST_CASE("the day's curve frees a swamped store") {
    Storm storm;
    storm.build.world.ignition_local_hour = 12.0;
    storm.function().hourly_demand[15] = 0.6;  // .36: p = 1/6, .43 tries of 1
    CHECK(storm.served_after(70.0, storm.cut_off(10.0, 70.0)) == Steps{{70.0, 0.5}, {180.0, 1.0}});
}

TEST_CASE("load shedding frees a swamped store, and lets everybody in again") {
    Storm storm;
    storm.build.world.response.admission_control.mode = AdmissionMode::automatic;
    const ObservationLog log = storm.cut_off(10.0, 70.0);
    CHECK(storm.served_after(70.0, log) == Steps{{70.0, 0.5}, {90.0, 0.4}, {100.0, 1.0}});
    const auto chain = chain_of(log, turns(log, entity(EntityKind::function, storm.order), State::full).back());
    const std::vector<State> states{State::full, State::serving, State::freed, State::shedding, State::swamped};
    for (std::size_t i = 0; i < states.size(); ++i) CHECK(chain.at(i).to == states[i]);
}

TEST_CASE("people shed load after their decision") {
    Storm storm;
    AdmissionControl& control = storm.build.world.response.admission_control;
    control.mode = AdmissionMode::manual;
    const ObservationLog log = storm.cut_off(10.0, 70.0);
    const Event decided = turns(log, {EntityKind::organisation, 0}, State::decided).at(0);
    const double shed = minutes_when(log, EntityKind::component, storm.store, State::shedding).at(0);
    CHECK(shed == Approx(std::max(70.0, minutes_of(decided.at)) + 20.0));
}

TEST_CASE("a function that sheds no load is not refused") {
    Storm storm;
    storm.build.world.response.admission_control.mode = AdmissionMode::automatic;
    storm.function().sheds_load = false;
    CHECK(storm.served_after(70.0, storm.cut_off(10.0, 70.0)) == Steps{{70.0, 0.5}});
}

}  // namespace
}  // namespace firebreak::engine
