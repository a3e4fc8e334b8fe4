// The lanes on which writes travel: one for each ordered pair of copies that replicate.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "engine/ports.hpp"
#include "firebreak/world.hpp"

namespace firebreak::engine {

using LaneId = Id<struct LaneTag>;

/// A way between two ports with a rate of its own, set for each flow: writes are sent no faster than they are
/// made, and share everything else.
struct Lane {
    std::string name;  ///< "ledger@north>south"
    PortId from;
    PortId to;
};

/// All lanes of a world, in an order that depends on the world only: every backend builds the same.
class Lanes {
  public:
    Lanes(const World& world, const Ports& ports);

    [[nodiscard]] const Table<LaneId, Lane>& all() const { return lanes_; }
    /// Between two copies of a replicating component; invalid for others.
    [[nodiscard]] LaneId between(ReplicaId from, ReplicaId to) const;

  private:
    Table<LaneId, Lane> lanes_;
    std::map<std::pair<ReplicaId, ReplicaId>, LaneId> between_;
};

/// Copies of this component send their writes to each other.
[[nodiscard]] inline bool replicates(const WorldComponent& component) {
    return component.write_rate.value() > 0.0 && component.replication != Replication::none &&
           component.replicas.size() > 1;
}

}  // namespace firebreak::engine
