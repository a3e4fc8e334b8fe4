// Lays one lane for each ordered pair of copies.
#include "engine/lanes.hpp"

namespace firebreak::engine {

Lanes::Lanes(const World& world, const Ports& ports) {
    for (const WorldComponent& component : world.components) {
        if (!replicates(component)) continue;
        for (const ReplicaId from : component.replicas) {
            for (const ReplicaId to : component.replicas) {
                if (from == to) continue;
                const std::string& target = world.sites[world.replicas[to].site].name;
                between_[{from, to}] =
                    lanes_.add({world.replicas[from].name + '>' + target, ports.copy(from), ports.copy(to)});
            }
        }
    }
}

LaneId Lanes::between(ReplicaId from, ReplicaId to) const {
    const auto found = between_.find({from, to});
    return found == between_.end() ? LaneId{} : found->second;
}

}  // namespace firebreak::engine
