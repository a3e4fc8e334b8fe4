// The lanes on which data travels: one for each pair of copies, and one for each restore.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "firebreak/world.hpp"

namespace firebreak::engine {

using LaneId = Id<struct LaneTag>;

/// A component sends from many racks at once, so that no single uplink holds it back; a lane has a rate
/// of its own instead, set for each flow, and shares the WAN with everything else.
struct Lane {
    std::string name;  ///< "ledger@north>south"
    SiteId from;
    SiteId to;
};

/// All lanes of a world, in an order that depends on the world only: every backend builds the same.
class Lanes {
  public:
    explicit Lanes(const World& world);

    [[nodiscard]] const Table<LaneId, Lane>& all() const { return lanes_; }
    /// Between two copies of a replicating component; invalid for others.
    [[nodiscard]] LaneId between(ReplicaId from, ReplicaId to) const;
    /// From where a component's backups lie to a site; invalid without backups.
    [[nodiscard]] LaneId restore(ComponentId component, SiteId to) const;

  private:
    Table<LaneId, Lane> lanes_;
    std::map<std::pair<ReplicaId, ReplicaId>, LaneId> between_;
    std::map<std::pair<ComponentId, SiteId>, LaneId> restore_;
};

/// Copies of this component send their writes to each other.
[[nodiscard]] inline bool replicates(const WorldComponent& component) {
    return component.write_rate.value() > 0.0 && component.replication != Replication::none &&
           component.replicas.size() > 1;
}

/// There is data to lose.
[[nodiscard]] inline bool has_data(const WorldComponent& component) {
    return component.write_rate.value() > 0.0 || component.data.value() > 0.0;
}

}  // namespace firebreak::engine
