// The critical path of every recovered function, on random worlds: complete, acyclic, in order of time, and
// as long as the recovery itself.
#include "metrics/critical_path.hpp"

#include <set>

#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "metrics/path_record.hpp"
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
        RC_ASSERT(seen.insert(step.event).second);
        const Event& event = log.events.at(step.event.value);
        if (i > 0) RC_ASSERT(event.cause == path.steps[i - 1].event);
        if (step.runner_up) RC_ASSERT(step.runner_up->slack >= Ticks{0});
    }
    RC_ASSERT(sum == path.at - first.at);
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
            check_path(log, path);
        }
    });
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
