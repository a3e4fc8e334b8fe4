// More help never hurts: metamorphic rules over many worlds that share their luck. A single world may
// break a rule about crews (a list schedule can end later with one more worker); the average may not.

#include "building.hpp"
#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "property.hpp"
#include "random_world.hpp"

namespace firebreak {
namespace {

using namespace test;

struct Outcome {
    double full_h = 0.0;  ///< sum over functions, horizon where censored
    double unserved_user_h = 0.0;
};

Outcome outcome(const World& world, std::uint32_t replication) {
    const Draws draws{42, replication};
    const auto backend = engine::make_analytic_backend(world);
    const ObservationLog log = engine::execute(world, hazard::build_timeline(world, draws), draws, *backend);
    Outcome result;
    for (const auto& function : metrics::measure(world, log).functions) {
        result.full_h += std::min(function.recovery_h.full, hours_of(world.horizon));
        result.unserved_user_h += function.unserved_user_h;
    }
    return result;
}

/// The mean outcome of a world over a few replications.
Outcome mean_outcome(const World& world) {
    constexpr int replications = 5;
    Outcome sum;
    for (std::uint32_t i = 0; i < replications; ++i) {
        const Outcome one = outcome(world, i);
        sum.full_h += one.full_h / replications;
        sum.unserved_user_h += one.unserved_user_h / replications;
    }
    return sum;
}

std::vector<std::uint8_t> random_bytes(std::uint32_t seed) {
    const Draws draws{seed, 0};
    std::vector<std::uint8_t> bytes;
    for (std::uint32_t i = 0; i < 160; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(draws.uniform("gene", "", i) * 256.0));
    }
    return bytes;
}

/// Mean outcomes without and with a change, over `worlds` random worlds; and how many it helps.
struct Contrast {
    Outcome before, after;
    int better = 0;
    int worse = 0;
};

template <class Change, class Prepare>
Contrast contrast(std::uint32_t worlds, Change change, Prepare prepare) {
    Contrast result;
    for (std::uint32_t i = 0; i < worlds; ++i) {
        RandomWorld random{random_bytes(i)};
        prepare(random);
        const Outcome before = mean_outcome(random.world());
        change(random);
        const Outcome after = mean_outcome(random.world());
        result.before.full_h += before.full_h / worlds;
        result.before.unserved_user_h += before.unserved_user_h / worlds;
        result.after.full_h += after.full_h / worlds;
        result.after.unserved_user_h += after.unserved_user_h / worlds;
        if (after.unserved_user_h < before.unserved_user_h * (1.0 - 1e-9)) ++result.better;
        if (after.unserved_user_h > before.unserved_user_h * (1.0 + 1e-9)) ++result.worse;
    }
    UNSCOPED_INFO("better in " << result.better << ", worse in " << result.worse << " of " << worlds);
    return result;
}

template <class Change>
Contrast contrast(std::uint32_t worlds, Change change) {
    return contrast(worlds, change, [](RandomWorld&) {});
}

void check_helps(const Contrast& c) {
    CHECK(c.after.full_h < c.before.full_h);
    CHECK(c.after.unserved_user_h < c.before.unserved_user_h);
    CHECK(c.better > 5 * c.worse);
}

constexpr std::uint32_t worlds = 150;

TEST_CASE("more technicians bring functions back sooner, on average") {
    // With scarce engineers the order in which racks return would decide whom they take up first.
    const auto ample = [](RandomWorld& w) {
        w.world().response.crews.platform = 50;
        w.world().response.crews.service = 50;
    };
    check_helps(contrast(
        worlds, [](RandomWorld& w) { w.world().response.crews.technicians += 20; }, ample));
}

TEST_CASE("more engineers bring functions back sooner, on average") {
    check_helps(contrast(worlds, [](RandomWorld& w) {
        w.world().response.crews.platform += 10;
        w.world().response.crews.service += 10;
    }));
}

TEST_CASE("each further member of a crew lowers the expected unserved user-hours over all functions, or leaves them") {
    // Expected, and over all functions: one function of one world may be served later by a larger crew. Engineers are
    // ample where technicians grow: racks that return in another order would decide whom a scarce one takes up first.
    const auto expected = [](int Crews::*crew, int people) {
        double sum = 0.0;
        for (std::uint32_t i = 0; i < worlds; ++i) {
            RandomWorld random{random_bytes(i)};
            if (crew == &Crews::technicians) random.world().response.crews.platform = random.world().response.crews.service = 50;
            random.world().response.crews.*crew = people;
            sum += mean_outcome(random.world()).unserved_user_h;
        }
        return sum;
    };
    for (int Crews::*crew : {&Crews::technicians, &Crews::platform, &Crews::service}) {
        double before = expected(crew, 1);
        for (const int people : {2, 3, 5, 8, 16}) {
            const double now = expected(crew, people);
            CAPTURE(people);
            CHECK(now <= before * (1.0 + 1e-9));
            before = now;
        }
    }
}

TEST_CASE("more crews at the switchboards bring functions back sooner, on average") {
    // The battery room burns: racks in a burning hall would be scrap, and no switch would bring them back. The
    // other crews are ample, because power that is back earlier may give a long task the only engineer just
    // before a shorter one asks (Graham's anomaly of list scheduling).
    check_helps(contrast(
        worlds, [](RandomWorld& w) { w.world().response.crews.facility += 10; },
        [](RandomWorld& w) {
            w.world().ignition_room = RoomId{0};
            w.world().response.crews = {w.world().response.crews.facility, 100, 100, 100};
        }));
}

TEST_CASE("runbooks and drills bring functions back sooner, on average") {
    check_helps(contrast(worlds, [](RandomWorld& w) {
        w.world().response.runbooks = true;
        w.world().response.drilled = true;
    }));
}

/// Adds a site that nothing in the first can touch, with a full standby of every component.
void add_standby_site(RandomWorld& random) {
    WorldBuilder& build = random.builder();
    const SiteId site = build.site("refuge");
    const RoomId hall = build.room(site, "hall");
    for (const SiteId other : build.world.sites.keys()) {
        if (other != site) build.link(other, site, gbps(100.0), Seconds{0.001});
    }
    for (const ComponentId id : build.world.components.keys()) {
        // A copy more costs where writes wait for it, and where taking over means comparing books first.
        build.world.components[id].on_partner_loss = PartnerLoss::degrade;
        build.world.components[id].ledger = false;
        // Nor does a second voter help: half of two votes is no majority, and a single site was rebuilt sooner.
        if (build.world.components[id].replication == Replication::quorum) {
            build.world.components[id].replication = Replication::semi_sync;
        }
        build.copy(id, build.row(hall, build.world.components[id].name, {1, 10}), {ReplicaRole::standby});
        if (build.world.components[id].failover == FailoverMode::none) {
            build.world.components[id].failover = FailoverMode::manual;
        }
    }
}

TEST_CASE("a standby site more costs no user-hours in the mean of any world") {
    // With enough engineers. One alone may be called to an urgent part that no function needs, now that it has a copy
    // to fail over to, while the others wait: that is what priorities ask for.
    const auto ample = [](RandomWorld& w) { w.world().response.crews.platform = 50; };
    const Contrast c = contrast(worlds, add_standby_site, ample);
    check_helps(c);
    CHECK(c.worse == 0);
}

TEST_CASE("a standby site more helps on average, however few the engineers") {
    check_helps(contrast(worlds, add_standby_site));
}

TEST_CASE("cables that share a route are never better than cables apart") {
    int worse = 0;
    for (std::uint32_t replication = 0; replication < 100; ++replication) {
        double unserved[2];
        for (const bool apart : {false, true}) {
            Building b{{.one_zone = false, .emergency_power_off = true, .cables_apart = apart}};
            b.world().parameters = spread_parameters();
            b.world().horizon = to_ticks(Hours{300.0});
            const ComponentId store = b.build.component("store", 20, 10);
            const ComponentId web = b.build.component("web", 30, 20);
            b.build.copy(store, b.row_1);
            b.build.copy(web, b.row_2);
            b.build.function("order", {store, web}, 300.0);
            b.build.function("browse", {web}, 700.0);
            unserved[apart] = outcome(b.world(), replication).unserved_user_h;
        }
        CHECK(unserved[false] >= unserved[true]);
        if (unserved[false] > unserved[true]) ++worse;
    }
    CHECK(worse > 50);
}

}  // namespace
}  // namespace firebreak
