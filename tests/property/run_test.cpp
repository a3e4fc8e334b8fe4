// What holds in every run, whatever burns: causes, bounds, order, repeatability.
#include <cmath>
#include <map>

#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "property.hpp"
#include "random_world.hpp"
#include "services/demand.hpp"

namespace firebreak {
namespace {

using namespace test;
using Bytes_ = std::vector<std::uint8_t>;

ObservationLog run(const World& world, std::uint64_t seed) {
    const Draws draws{seed, 0};
    const auto backend = engine::make_analytic_backend(world);
    return engine::execute(world, hazard::build_timeline(world, draws), draws, *backend);
}

TEST_CASE("every event has an earlier cause, back to ignition") {
    holds("causes", [](const Bytes_& genes, std::uint64_t seed) {
        const ObservationLog log = run(RandomWorld{genes}.world(), seed);
        RC_ASSERT(!log.events.empty());
        for (std::size_t i = 0; i < log.events.size(); ++i) {
            const Event& event = log.events[i];
            if (!event.cause.valid()) {
                // Capacity and demand fit in these worlds: only the fire begins anything.
                RC_ASSERT(event.entity.kind == EntityKind::fire);
                RC_ASSERT(event.to == State::burning);
                continue;
            }
            RC_ASSERT(event.cause.value < i);
            RC_ASSERT(log.events[event.cause.value].at <= event.at);
        }
    });
}

TEST_CASE("every change of a function's level names its cause") {
    holds("causes of levels", [](const Bytes_& genes, std::uint64_t seed) {
        const ObservationLog log = run(RandomWorld{genes}.world(), seed);
        for (const ServiceLevel& level : log.levels) {
            if (level.at < ignition_instant) continue;
            RC_ASSERT(level.cause.valid());
            RC_ASSERT(level.cause.value < log.events.size());
            RC_ASSERT(log.events[level.cause.value].at <= level.at);
        }
    });
}

TEST_CASE("no fire: no event, no loss") {
    holds("no fire, no loss", [](const Bytes_& genes, std::uint64_t seed) {
        const RandomWorld random{genes, false};
        const World& world = random.world();
        const ObservationLog log = run(world, seed);
        RC_ASSERT(log.events.empty());
        RC_ASSERT(log.losses.empty());
        RC_ASSERT(log.levels.size() == world.functions.size());
        for (const auto& function : metrics::measure(world, log).functions) {
            RC_ASSERT(function.unserved_user_h == 0.0);
            RC_ASSERT(function.recovery_h.full == 0.0);
        }
    });
}

TEST_CASE("served shares stay in [0, 1] and come in order of time, up to the horizon") {
    holds("levels", [](const Bytes_& genes, std::uint64_t seed) {
        const RandomWorld random{genes};
        const World& world = random.world();
        const ObservationLog log = run(world, seed);
        Instant last = ignition_instant - lead_time;
        for (const ServiceLevel& level : log.levels) {
            RC_ASSERT(level.served >= 0.0);
            RC_ASSERT(level.served <= 1.0);
            RC_ASSERT(level.at >= last);
            last = level.at;
        }
        RC_ASSERT(last <= log.end);
        RC_ASSERT(std::is_sorted(log.events.begin(), log.events.end(),
                                 [](const Event& a, const Event& b) { return a.at < b.at; }));
        for (std::size_t i = 0; i < world.functions.size(); ++i) {
            RC_ASSERT(log.levels.at(i).at == ignition_instant - lead_time);
            RC_ASSERT(log.levels[i].served == 1.0);
        }
    });
}

/// Worlds whose users wait, repeat and leave, and whose components can be swamped and start cold.
World with_restless_users(World world) {
    world.response.admission_control.mode = AdmissionMode::automatic;
    world.response.admission_control.reaction = always(Minutes{30.0});
    for (WorldComponent& component : world.components) {
        component.overload_goodput = Ratio{0.3};
        component.cold_capacity = Ratio{0.4};
        component.warm_up = to_ticks(Minutes{50.0});
    }
    for (WorldFunction& function : world.functions) {
        function.deferred = Ratio{0.5};
        function.retried = Ratio{0.4};
        function.retries = 4;
        function.resend_rate = 0.7;
        function.rival_per_hour = 0.03;
        function.rival_stays = Ratio{0.3};
    }
    return world;
}

TEST_CASE("what was not served is lost, late, degraded or with a rival, and nothing waits unexplained") {
    holds("account of demand", [](const Bytes_& genes, std::uint64_t seed) {
        const World world = with_restless_users(RandomWorld{genes}.world());
        const ObservationLog log = run(world, seed);
        for (std::size_t i = 1; i < log.events.size(); ++i) {
            RC_ASSERT(log.events[i].cause.valid());
            RC_ASSERT(log.events[i].cause.value < i);
        }
        const auto measures = metrics::measure(world, log).functions;
        for (const FunctionId id : world.functions.keys()) {
            double unserved = 0.0;
            double served_late = 0.0;
            ServiceLevel now;
            Instant from = ignition_instant;
            const auto pass = [&](Instant to) {
                if (to <= from) return;
                const double demand =
                    services::demand_share_hours(world.functions[id], world.ignition_local_hour, {from, to});
                unserved += (1.0 - now.remaining * now.served) * demand;
                served_late += now.resent * hours_of(to - from);
                from = to;
            };
            for (const ServiceLevel& level : log.levels) {
                if (level.function != id) continue;
                pass(level.at);
                now = level;
            }
            pass(log.end);
            const auto& of = measures[id.value];
            const double users = world.functions[id].users_peak;
            const double small = 1e-6 * (1.0 + users * hours_of(world.horizon));
            RC_ASSERT(std::abs(of.unserved_user_h - users * unserved) <= small);
            const double parts = of.lost_user_h + of.deferred_user_h + of.degraded_user_h + of.rival_user_h;
            RC_ASSERT(std::abs(of.unserved_user_h - parts) <= small);
            const double waiting = of.waiting_requests / std::max(1e-9, world.functions[id].requests_per_user_hour);
            RC_ASSERT(std::abs(of.deferred_user_h - users * served_late - waiting) <= small);
            RC_ASSERT(of.rival_user_h >= 0.0 && of.degraded_user_h >= 0.0);
        }
    });
}

TEST_CASE("a rack has between none and all of its servers up, and boots only while it is powered") {
    holds("servers", [](const Bytes_& genes, std::uint64_t seed) {
        const RandomWorld random{genes};
        const World& world = random.world();
        const ObservationLog log = run(world, seed);
        Table<RowId, char> powered;
        powered.assign(world.rows.size(), 1);
        for (const Event& event : log.events) {
            if (event.entity.kind == EntityKind::row) {
                powered[RowId{event.entity.index}] = event.to == State::energised;
            } else if (event.entity.kind == EntityKind::rack) {
                const WorldRack& rack = world.racks[RackId{event.entity.index}];
                RC_ASSERT(event.value >= 0.0);
                RC_ASSERT(event.value <= rack.servers);
                RC_ASSERT(event.value == std::floor(event.value));
                // New servers are ordered and built in with or without power.
                const bool off =
                    event.to == State::dark || event.to == State::ordered || event.to == State::racking;
                RC_ASSERT(off || powered[rack.row]);
                if (off) RC_ASSERT(event.value == 0.0);
            }
        }
    });
}

TEST_CASE("every entity leaves the state that it entered last") {
    holds("states", [](const Bytes_& genes, std::uint64_t seed) {
        const ObservationLog log = run(RandomWorld{genes}.world(), seed);
        // A cut on purpose is a matter of its own beside being dark or cut off.
        std::map<std::pair<Entity, bool>, State> last;
        for (const Event& event : log.events) {
            const EntityKind kind = event.entity.kind;
            if (kind != EntityKind::rack && kind != EntityKind::row && kind != EntityKind::site &&
                kind != EntityKind::function && kind != EntityKind::replica &&
                kind != EntityKind::organisation)
                continue;
            const bool cut = event.from == State::isolated || event.to == State::isolated;
            const auto found = last.find({event.entity, cut});
            if (found != last.end()) RC_ASSERT(found->second == event.from);
            last[{event.entity, cut}] = event.to;
        }
    });
}

bool same(const Event& a, const Event& b) {
    return a.at == b.at && a.entity == b.entity && a.from == b.from && a.to == b.to && a.cause == b.cause &&
           a.value == b.value;
}

TEST_CASE("the same seed gives the same log, bit for bit, and another seed another") {
    int differing = 0;
    holds("repeatable", [&](const Bytes_& genes, std::uint64_t seed) {
        const RandomWorld random{genes};
        const ObservationLog one = run(random.world(), seed);
        const ObservationLog two = run(RandomWorld{genes}.world(), seed);
        RC_ASSERT(
            std::equal(one.events.begin(), one.events.end(), two.events.begin(), two.events.end(), same));
        RC_ASSERT(std::equal(one.levels.begin(), one.levels.end(), two.levels.begin(), two.levels.end(),
                             [](const ServiceLevel& a, const ServiceLevel& b) {
                                 return a.at == b.at && a.function == b.function && a.served == b.served &&
                                        a.cause == b.cause;
                             }));
        const ObservationLog other = run(random.world(), seed + 1);
        if (!std::equal(one.events.begin(), one.events.end(), other.events.begin(), other.events.end(),
                        same)) {
            ++differing;
        }
    });
    CHECK(differing > 0);
}

}  // namespace
}  // namespace firebreak
