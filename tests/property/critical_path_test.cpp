// The critical path of every recovered function, on random worlds: complete, acyclic, in order of time, and
// as long as the recovery itself.
#include "metrics/critical_path.hpp"

#include <algorithm>
#include <set>

#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "metrics/path_record.hpp"
#include "report/explanation.hpp"
#include "property.hpp"
#include "random_world.hpp"

namespace firebreak {
namespace {

using namespace test;
using Bytes_ = std::vector<std::uint8_t>;

ObservationLog run(const World& world, std::uint64_t seed) {
    const Draws draws{seed, 0};
    const auto backend = engine::make_analytic_backend(world);
    return engine::execute(world, hazard::build_timeline(world, draws), draws, *backend);
}

/// Each was there after the fire began and no later than what let the step in, came about before the step,
/// and does not follow from what let it in.
void check_runners_up(const ObservationLog& log, const metrics::CriticalPath& path, std::size_t i) {
    const metrics::PathStep& step = path.steps[i];
    Ticks least{0};
    for (const metrics::RunnerUp& each : step.runners_up) {
        RC_ASSERT(i > 0u);
        const metrics::PathStep& cause = path.steps[i - 1];
        const bool delivery = step.to == State::racking && cause.to == State::ordered;
        const Instant let_in = delivery ? step.at : cause.at;
        RC_ASSERT(each.slack >= least);
        least = each.slack;
        RC_ASSERT(each.at > ignition_instant);
        RC_ASSERT(each.at + each.slack == let_in);
        RC_ASSERT(log.events.at(each.event.value).at <= each.at);
        RC_ASSERT(!step.event.valid() || each.event < step.event);
        RC_ASSERT(each.common <= i);  // the chains part before the cause
        EventId chain = each.event;
        while (chain.valid() && chain > cause.event) chain = log.events.at(chain.value).cause;
        RC_ASSERT(chain != cause.event);
    }
}

/// The prerequisites that the engine asks for: what a runner-up is must be one of them.
void check_true_prerequisite(const World& world, const metrics::PathStep& step,
                             const metrics::RunnerUp& each) {
    const auto in = [&each](const std::vector<ComponentId>& list) {
        return each.entity.kind == EntityKind::component &&
               std::find(list.begin(), list.end(), ComponentId{each.entity.index}) != list.end();
    };
    if (step.entity.kind == EntityKind::replica) {
        const WorldReplica& copy = world.replicas[ReplicaId{step.entity.index}];
        const bool rack = each.entity.kind == EntityKind::rack &&
                          std::any_of(copy.racks.begin(), copy.racks.end(), [&](const RackShare& share) {
                              return share.rack.value == each.entity.index;
                          });
        RC_ASSERT(rack || in(world.components[copy.component].needs_to_start) ||
                  each.entity == entity(EntityKind::site, copy.site) || each.entity == step.entity);
    }
    if (step.entity.kind == EntityKind::component && step.to == State::serving) {
        const WorldComponent& component = world.components[ComponentId{step.entity.index}];
        const bool own = each.entity.kind == EntityKind::site ||
                         (each.entity.kind == EntityKind::replica &&
                          world.replicas[ReplicaId{each.entity.index}].component.value == step.entity.index);
        RC_ASSERT(own || in(component.needs));
    }
    if (step.entity.kind == EntityKind::function) {
        const WorldFunction& function = world.functions[FunctionId{step.entity.index}];
        const auto soft = [&each](const WorldSoftNeed& need) {
            return each.entity == entity(EntityKind::component, need.component);
        };
        RC_ASSERT(in(function.needs) ||
                  std::any_of(function.degraded_without.begin(), function.degraded_without.end(), soft));
    }
}

void check_path(const ObservationLog& log, const metrics::CriticalPath& path) {
    RC_ASSERT(path.steps.size() >= 2u);
    const metrics::PathStep& first = path.steps.front();
    RC_ASSERT(first.entity.kind == EntityKind::fire);
    RC_ASSERT(first.to == State::burning);
    std::set<EventId> seen;
    Ticks sum{0};
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const metrics::PathStep& step = path.steps[i];
        sum += step.took;
        RC_ASSERT(step.took >= Ticks{0});
        if (i + 1 == path.steps.size()) continue;  // the function itself is no event of the chain
        if (step.missing) {  // nor is the wait that lasts to the horizon
            RC_ASSERT(i + 2 == path.steps.size());
            RC_ASSERT(!path.recovered);
            RC_ASSERT(step.at == log.end);
            continue;
        }
        RC_ASSERT(seen.insert(step.event).second);
        const Event& event = log.events.at(step.event.value);
        if (i > 0) RC_ASSERT(event.cause == path.steps[i - 1].event);
        check_runners_up(log, path, i);
    }
    check_runners_up(log, path, path.steps.size() - 1);
    RC_ASSERT(sum == path.at - first.at);
}

/// What is not back waits for something, and that begins with the function itself or one of its needs.
void check_open(const World& world, const ObservationLog& log, const metrics::CriticalPath& path) {
    RC_ASSERT(path.at == log.end);
    RC_ASSERT(!path.open.empty());
    const Entity first = path.open.front().entity;
    if (first.kind == EntityKind::demand || first.kind == EntityKind::function) {
        RC_ASSERT(first.index == path.function.value);
    } else {
        RC_ASSERT(first.kind == EntityKind::component);
        RC_ASSERT(path.open.front().missing == metrics::Missing::component);
    }
    for (const metrics::OpenWait& wait : path.open) {
        RC_ASSERT(wait.since <= log.end);
        RC_ASSERT(!report::open_words(world, wait).empty());
    }
    // A level that says what is missing ends the descent, and never "it does not serve" alone where there are copies.
    const metrics::OpenWait& last = path.open.back();
    const bool bare = last.missing == metrics::Missing::component && last.entity.kind == EntityKind::component;
    RC_ASSERT(!bare || world.components[ComponentId{last.entity.index}].replicas.empty());
    RC_ASSERT(path.steps.at(path.steps.size() - 2).missing == last.missing);
}

TEST_CASE("critical path: complete, acyclic, in order of time, as long as the recovery") {
    holds("critical paths", [](const Bytes_& genes, std::uint64_t seed) {
        const RandomWorld random{genes};
        const World& world = random.world();
        const ObservationLog log = run(world, seed);
        const Measures measures = metrics::measure(world, log);
        for (const FunctionId id : world.functions.keys()) {
            const double full_h = measures.functions.at(id.value).recovery_h.full;
            const metrics::CriticalPath path = metrics::critical_path(world, log, id, metrics::levels.full);
            if (full_h == 0.0) {
                RC_ASSERT(path.steps.empty());
                continue;
            }
            RC_ASSERT(path.recovered == (full_h != censored));
            if (path.recovered) RC_ASSERT(hours_of(path.at) == full_h);
            if (!path.recovered) check_open(world, log, path);
            check_path(log, path);
            for (const metrics::PathStep& step : path.steps) {
                for (const metrics::RunnerUp& each : step.runners_up)
                    check_true_prerequisite(world, step, each);
            }
            const auto next = metrics::next_in_line(path);
            if (next) RC_ASSERT(next->runner_up.slack < path.steps[next->decisive].took);
        }
    });
}

TEST_CASE("critical path: the random worlds do have runners-up, of all sorts") {
    std::set<std::pair<EntityKind, EntityKind>> seen;  // of the step, and of what it also needed
    const Draws draws{20221015, 0};
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        Bytes_ genes;
        for (std::uint32_t i = 0; i < 200; ++i) {
            genes.push_back(
                static_cast<std::uint8_t>(256.0 * draws.uniform("genes", std::to_string(seed), i)));
        }
        const RandomWorld random{genes};
        const ObservationLog log = run(random.world(), seed);
        for (const FunctionId id : random.world().functions.keys()) {
            const metrics::CriticalPath path =
                metrics::critical_path(random.world(), log, id, metrics::levels.full);
            for (const metrics::PathStep& step : path.steps) {
                for (const metrics::RunnerUp& each : step.runners_up)
                    seen.insert({step.entity.kind, each.entity.kind});
            }
        }
    }
    using enum EntityKind;
    CHECK(seen.contains({power_node, fire}));
    CHECK(seen.contains({power_node, power_node}));
    CHECK(seen.contains({rack, row}));
    CHECK(seen.contains({rack, component}));
    CHECK(seen.contains({replica, rack}));
    CHECK(seen.contains({replica, site}));
    CHECK(seen.contains({replica, component}));
    CHECK(seen.contains({component, replica}));
    CHECK(seen.contains({component, component}));
    CHECK(seen.contains({component, organisation}));
    CHECK(seen.contains({function, component}));
}

TEST_CASE("critical path: its record comes back as it was") {
    holds("records of critical paths", [](const Bytes_& genes, std::uint64_t seed) {
        const RandomWorld random{genes};
        const ObservationLog log = run(random.world(), seed);
        for (const FunctionId id : random.world().functions.keys()) {
            const metrics::CriticalPath path =
                metrics::critical_path(random.world(), log, id, metrics::levels.half);
            const std::vector<double> record = metrics::flatten(path);
            const metrics::CriticalPath back = metrics::path_of(record);
            RC_ASSERT(metrics::flatten(back) == record);
            RC_ASSERT(back.steps.size() == path.steps.size());
            RC_ASSERT(back.at == path.at);
        }
    });
}

}  // namespace
}  // namespace firebreak
