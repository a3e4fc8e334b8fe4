// What holds of data in every run: nothing comes back from nowhere, and what is lost does not depend on the horizon.
#include <algorithm>
#include <cmath>

#include "engine/holdings.hpp"
#include "hazard/timeline.hpp"
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

/// When the last of the racks of a copy burnt; `never` if one did not.
Instant burnt_at(const World& world, const ObservationLog& log, const WorldReplica& copy) {
    Instant last = ignition_instant;
    for (const RackShare& share : copy.racks) {
        const RoomId room = world.rows[world.racks[share.rack].row].room;
        const auto found = std::find_if(log.events.begin(), log.events.end(), [&](const Event& event) {
            return event.entity == entity(EntityKind::room, room) && event.to == State::damaged;
        });
        if (found == log.events.end()) return never;
        last = std::max(last, found->at);
    }
    return last;
}

bool needs(const WorldFunction& function, ComponentId component) {
    return std::find(function.needs.begin(), function.needs.end(), component) != function.needs.end();
}

TEST_CASE("a component whose only copy burnt, without backup, has lost its whole history") {
    int burnt = 0;
    holds("data without a copy", [&](const Bytes_& genes, std::uint64_t seed) {
        World world = RandomWorld{genes}.world();
        for (WorldComponent& component : world.components) component.backup.reset();
        const ObservationLog log = run(world, seed);
        for (const ComponentId id : world.components.keys()) {
            const WorldComponent& component = world.components[id];
            if (component.replicas.size() != 1 || !engine::has_data(component)) continue;
            const Instant at = burnt_at(world, log, world.replicas[component.replicas[0]]);
            if (at == never) continue;
            ++burnt;
            RC_ASSERT(std::any_of(log.losses.begin(), log.losses.end(), [&](const DataLoss& loss) {
                return loss.component == id && loss.age == component.data_history;
            }));
            if (component.rebuildable) continue;
            for (const ServiceLevel& level : log.levels) {
                if (level.at <= at || !needs(world.functions[level.function], id)) continue;
                RC_ASSERT(level.served == 0.0);
            }
        }
    });
    CHECK(burnt > 0);
}

TEST_CASE("what is lost is lost, whatever the horizon") {
    holds("losses and horizon", [](const Bytes_& genes, std::uint64_t seed) {
        World world = RandomWorld{genes}.world();
        const ObservationLog longer = run(world, seed);
        world.horizon = to_ticks(Hours{20.0});
        const ObservationLog log = run(world, seed);
        RC_ASSERT(log.losses.size() <= longer.losses.size());
        for (std::size_t i = 0; i < log.losses.size(); ++i) {
            const DataLoss& a = log.losses[i];
            const DataLoss& b = longer.losses[i];
            RC_ASSERT(a.at == b.at && a.component == b.component && a.until == b.until && a.share == b.share);
            // A backup that goes later makes it more.
            const double more_s = (b.age - a.age).count();
            RC_ASSERT(std::abs(more_s) <= 1e-6 * (1.0 + a.age.count()) || (more_s > 0.0 && world.components[a.component].backup));
        }
    });
}

}  // namespace
}  // namespace firebreak
