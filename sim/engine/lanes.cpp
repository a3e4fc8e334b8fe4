// Lays one lane for each ordered pair of copies and for each site that a backup may be restored to.
#include "engine/lanes.hpp"

namespace firebreak::engine {
namespace {

template <class Map, class Key>
LaneId find_in(const Map& lanes, const Key& key) {
    const auto found = lanes.find(key);
    return found == lanes.end() ? LaneId{} : found->second;
}

}  // namespace

Lanes::Lanes(const World& world) {
    for (const ComponentId id : world.components.keys()) {
        const WorldComponent& component = world.components[id];
        if (replicates(component)) {
            for (const ReplicaId from : component.replicas) {
                for (const ReplicaId to : component.replicas) {
                    if (from == to) continue;
                    const SiteId target = world.replicas[to].site;
                    between_[{from, to}] =
                        lanes_.add({world.replicas[from].name + '>' + world.sites[target].name,
                                    world.replicas[from].site, target});
                }
            }
        }
        if (!component.backup || !has_data(component)) continue;
        for (const SiteId to : world.sites.keys()) {
            restore_[{id, to}] =
                lanes_.add({component.name + "-backup>" + world.sites[to].name, component.backup->site, to});
        }
    }
}

LaneId Lanes::between(ReplicaId from, ReplicaId to) const {
    return find_in(between_, std::pair{from, to});
}

LaneId Lanes::restore(ComponentId component, SiteId to) const {
    return find_in(restore_, std::pair{component, to});
}

}  // namespace firebreak::engine
