// Each component that holds data, and the strictest of what its functions ask.
#include "services/data_promises.hpp"

#include <algorithm>

namespace firebreak::services {
namespace {

bool holds_data(const WorldComponent& component) {
    return component.data.value() > 0.0 || component.write_rate.value() > 0.0;
}

/// Nothing where its copies keep up with each other.
std::optional<BrokenPromise> loss_of(const World& world, ComponentId id) {
    const WorldComponent& component = world.components[id];
    const bool copies = component.replicas.size() > 1 && component.replication != Replication::none;
    if (!holds_data(component) || (copies && component.replication != Replication::async)) return std::nullopt;
    if (copies) {
        const Distribution& lag = world.parameters.recovery.replication_lag.in_seconds;
        return BrokenPromise{id, Gap::lag, Seconds{quantile(lag, 0.5)}, {}};
    }
    if (component.backup) return BrokenPromise{id, Gap::backups, component.backup->interval + component.backup->duration, {}};
    return BrokenPromise{id, Gap::nothing, component.data_history, {}};
}

bool holds_copy(const World& world, const WorldComponent& component, RoomId room) {
    return std::any_of(component.replicas.begin(), component.replicas.end(), [&](ReplicaId copy) {
        const auto& racks = world.replicas[copy].racks;
        return std::any_of(racks.begin(), racks.end(), [&](const RackShare& share) {
            return world.rows[world.racks[share.rack].row].room == room;
        });
    });
}

}  // namespace

std::vector<BrokenPromise> find_broken_promises(const World& world) {
    std::vector<BrokenPromise> broken;
    for (const ComponentId id : world.components.keys()) {
        std::optional<BrokenPromise> promise = loss_of(world, id);
        if (!promise) continue;
        for (const FunctionId f : world.functions.keys()) {
            const WorldFunction& function = world.functions[f];
            const bool needs = std::find(function.needs.begin(), function.needs.end(), id) != function.needs.end();
            if (needs && function.targets.rpo && *function.targets.rpo < promise->loses) promise->functions.push_back(f);
        }
        if (!promise->functions.empty()) broken.push_back(*std::move(promise));
    }
    return broken;
}

std::vector<ComponentId> backups_beside_copies(const World& world) {
    std::vector<ComponentId> found;
    for (const ComponentId id : world.components.keys()) {
        const WorldComponent& component = world.components[id];
        if (!component.backup || !holds_data(component)) continue;
        const bool one_site = std::all_of(component.replicas.begin(), component.replicas.end(), [&](ReplicaId copy) {
            return world.replicas[copy].site == component.backup->site;
        });
        const auto& rooms = component.backup->rooms;
        const bool one_fate = std::all_of(rooms.begin(), rooms.end(),
                                          [&](RoomId room) { return holds_copy(world, component, room); });
        if (one_site && one_fate) found.push_back(id);
    }
    return found;
}

}  // namespace firebreak::services
