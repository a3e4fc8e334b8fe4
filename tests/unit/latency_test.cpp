// The way of a request: which components, at which sites, behind which queues.
#include "services/latency.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak::services {
namespace {

using namespace test;

/// Front in the north and the south, store in the north only, and a name service that nobody asks.
struct TwoSites {
    WorldBuilder build;
    SiteId north = build.site("north"), south = build.site("south"), far = build.site("far");
    ComponentId names = build.component("names", 4), front = build.component("front", 100),
                store = build.component("store", 100), index = build.component("index", 100);
    FunctionId read;

    TwoSites() {
        World& world = build.world;
        world.latency.samples_per_segment = 4000;
        world.components[names].service_time = Seconds{0.0};
        world.components[front].service_time = Seconds{1e-9};
        world.components[store].service_time = Seconds{1e-9};
        world.components[index].service_time = Seconds{1e-9};
        world.components[front].needs = {names, store};
        world.components[store].needs = {names, index};
        world.sites[north].access_latency = Seconds{0.010};
        world.sites[south].access_latency = Seconds{0.030};
        read = build.function("read", {front, store, names, index});
    }
    [[nodiscard]] SiteLatencies latencies(double apart_s) const {
        const double none = std::numeric_limits<double>::infinity();
        SiteLatencies result;
        const std::vector<std::vector<double>> rows{
            {0.0, apart_s, none}, {apart_s, 0.0, none}, {none, none, 0.0}};
        for (const auto& row : rows) {
            Table<SiteId, Seconds> to;
            for (const double seconds : row) to.add(Seconds{seconds});
            result.add(to);
        }
        return result;
    }
    [[nodiscard]] Table<ComponentId, Pressure> pressures() const {
        Table<ComponentId, Pressure> result;
        result.assign(4, Pressure{{{north, 1.0}}, 0.0});
        result[front].copies = {{north, 0.75}, {south, 0.25}};
        return result;
    }
    [[nodiscard]] std::vector<Seconds> sample(const Table<ComponentId, Pressure>& now,
                                              const std::string& segment = "0",
                                              double apart_s = 0.002) const {
        return sample_requests(build.world, read, call_graph(build.world, read), now, latencies(apart_s),
                               Draws{7, 0}, segment);
    }
};

double share_near(const std::vector<Seconds>& times, double seconds) {
    const auto hits = std::count_if(times.begin(), times.end(),
                                    [&](Seconds t) { return std::abs(t.count() - seconds) < 1e-6; });
    return static_cast<double>(hits) / static_cast<double>(times.size());
}

TEST_CASE("each component is called once, by the first that needs it", "[latency]") {
    const TwoSites w;
    const std::vector<Call> calls = call_graph(w.build.world, w.read);
    REQUIRE(calls.size() == 3);  // the name service takes no time
    CHECK(calls[0].component == w.front);
    CHECK(calls[0].caller == Call::user);
    CHECK(calls[1].component == w.store);
    CHECK(calls[1].caller == 0);
    CHECK(calls[2].component == w.index);
    CHECK(calls[2].caller == 1);
}

TEST_CASE("users enter by capacity, and calls between sites pay the route twice", "[latency]") {
    const TwoSites w;
    const std::vector<Seconds> times = w.sample(w.pressures());
    REQUIRE(times.size() == 4000);
    // North: 2 x 10 ms. South: 2 x 30 ms, 2 x 2 ms to the store; the index stands beside the store.
    CHECK(share_near(times, 0.020) == Approx(0.75).margin(4.0 * std::sqrt(0.75 * 0.25 / 4000.0)));
    CHECK(share_near(times, 0.020) + share_near(times, 0.064) == Approx(1.0));
}

TEST_CASE("a copy that no route reaches answers nobody elsewhere", "[latency]") {
    const TwoSites w;
    auto now = w.pressures();
    now[w.store].copies = {{w.far, 1.0}};
    CHECK(w.sample(now).empty());
    now[w.store].copies = {};
    CHECK(w.sample(now).empty());
}

TEST_CASE("an overloaded component shows the length of its queue", "[latency]") {
    TwoSites w;
    WorldComponent& store = w.build.world.components[w.store];
    store.service_time = Seconds{0.010};
    store.servers_per_queue = 20;
    store.waiting_per_server = 50;
    w.build.world.latency.patience = Seconds{1e6};
    auto now = w.pressures();
    now[w.front].copies = {{w.north, 1.0}};
    now[w.store].utilisation = 2.0;
    const std::vector<Seconds> times = w.sample(now);
    // One of two is turned away; the rest stands behind some 1000 others on 20 servers: 0.5 s.
    CHECK(static_cast<double>(times.size()) == Approx(2000.0).margin(4.0 * std::sqrt(1000.0)));
    CHECK(quantile_of(times, 0.5).count() == Approx(0.020 + 0.5 + 0.007).epsilon(0.02));
    now[w.store].utilisation = 0.5;
    CHECK(quantile_of(w.sample(now), 0.5).count() == Approx(0.020 + 0.010 * std::log(2.0)).epsilon(0.05));
}

TEST_CASE("more samples move none of the earlier ones, and each stretch has its own", "[latency]") {
    TwoSites w;
    for (const ComponentId c : {w.front, w.store, w.index})
        w.build.world.components[c].service_time = Seconds{0.005};
    const std::vector<Seconds> many = w.sample(w.pressures());
    w.build.world.latency.samples_per_segment = 10;
    const std::vector<Seconds> few = w.sample(w.pressures());
    REQUIRE(few.size() == 10);
    CHECK(std::equal(few.begin(), few.end(), many.begin()));
    CHECK(w.sample(w.pressures(), "1") != few);
}

TEST_CASE("a full component is asked for all that reaches it, others for what is served", "[latency]") {
    WorldBuilder build;
    const ComponentId gate = build.component("gate", 10), store = build.component("store", 10);
    build.world.components[gate].peak_utilisation = 0.4;
    build.world.components[store].peak_utilisation = 0.9;
    build.function("read", {gate, store});
    const World& world = build.world;
    const LoadMatrix loads = load_matrix(world);
    Table<ComponentId, Offer> offers;
    offers.assign(2, Offer{1.0, 1.0});
    offers[store].capacity = 0.3;
    const auto served = served_shares(world, loads, offers, {0.5});
    REQUIRE(served[0] == Approx(0.3 / 0.45));
    const auto load = utilisations(world, loads, offers, {0.5}, served);
    CHECK(load[store] == Approx(0.45 / 0.3));
    CHECK(load[gate] == Approx(0.2 * 0.3 / 0.45));
}

TEST_CASE("a missing soft need takes users away, not load", "[latency]") {
    WorldBuilder build;
    const ComponentId gate = build.component("gate", 10), push = build.component("push", 10);
    build.world.components[gate].peak_utilisation = 0.6;
    const FunctionId read = build.function("read", {gate});
    build.world.functions[read].degraded_without = {{push, Ratio{0.5}}};
    const LoadMatrix loads = load_matrix(build.world);
    Table<ComponentId, Offer> offers;
    offers.assign(2, Offer{1.0, 1.0});
    offers[push] = {};
    const auto served = served_shares(build.world, loads, offers, {1.0});
    REQUIRE(served[0] == Approx(0.5));
    CHECK(utilisations(build.world, loads, offers, {1.0}, served)[gate] == Approx(0.6));
}

TEST_CASE("a queue never has more servers than live", "[latency]") {
    WorldComponent component{};
    component.servers = 200;
    component.servers_per_queue = 30;
    component.waiting_per_server = 7;
    component.service_time = Seconds{0.004};
    const QueueShape usual = queue_of(component, 0.6, 0.5, Seconds{9.0});
    CHECK(usual.servers == 30);
    CHECK(usual.offered == Approx(15.0));
    CHECK(usual.places == 210);
    CHECK(queue_of(component, 0.1, 0.5, Seconds{9.0}).servers == 20);
    CHECK(queue_of(component, 0.001, 0.5, Seconds{9.0}).servers == 1);
}

TEST_CASE("quantiles by nearest rank", "[latency]") {
    const std::vector<Seconds> times{Seconds{4.0}, Seconds{1.0}, Seconds{3.0}, Seconds{2.0}};
    CHECK(quantile_of(times, 0.5).count() == 2.0);
    CHECK(quantile_of(times, 0.51).count() == 3.0);
    CHECK(quantile_of(times, 0.99).count() == 4.0);
    CHECK(quantile_of({Seconds{5.0}}, 0.01).count() == 5.0);
}

}  // namespace
}  // namespace firebreak::services
