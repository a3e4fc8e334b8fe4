// Where flows begin and end: racks, sets of racks, spare servers, backups; each with its bandwidth.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "firebreak/world.hpp"

namespace firebreak::engine {

using PortId = Id<struct PortTag>;

struct Port {
    std::string name;  ///< "north/row/1", "ledger@north", "ledger-backup", "ledger-anew@south"
    SiteId site;
    /// Its bandwidth, each way, is that of the uplinks of those of these racks that run together.
    std::vector<RackId> racks;
    BytesPerSecond capacity{0.0};  ///< of one without racks
};

/// Racks come first, in their order.
[[nodiscard]] inline PortId port_of(RackId rack) { return PortId{rack.value}; }

/// All ports of a world, in an order that depends on the world only: every backend builds the same.
///
/// Model card. A copy sends from and receives at all of its racks at once, each through its own uplink:
///   capacity = r U;   r: racks of the copy that run (-), U: `rack_uplink` of the site (B/s).
/// Everything that moves at the same moment shares it, max-min: restores, copies from a live copy, writes that
/// are caught up, replication, software images. Copies on the same set of racks share one port. A component that
/// is set up anew on spare servers has as many racks as these fill, ceil(N / n), n: servers of the site a rack.
/// A backup gives streams x stream rate. Source: definition (uplinks in parallel, even loads). Left out: copies
/// whose sets of racks overlap in part do not feel each other's flows on the racks they share; a rack with more
/// of a copy's servers than another has no larger part in its flows. Worked number: 1 TB to one rack at 1 Gb/s:
/// 8,000 s; to 4 racks: 2,000 s. Checked by tests/engine/uplink_test.cpp.
class Ports {
  public:
    explicit Ports(const World& world);

    [[nodiscard]] const Table<PortId, Port>& all() const { return ports_; }
    [[nodiscard]] PortId copy(ReplicaId copy) const { return copies_[copy]; }
    /// Where a component's backups are read; invalid without.
    [[nodiscard]] PortId backup(ComponentId component) const { return backups_[component]; }
    /// A component set up anew on spare servers of a site; invalid where that cannot be.
    [[nodiscard]] PortId anew(ComponentId component, SiteId site) const;

  private:
    void add_copies(const World& world);
    void add_backup(const World& world, ComponentId id);
    void add_anew(const World& world, ComponentId id, SiteId site);

    Table<PortId, Port> ports_;
    Table<ReplicaId, PortId> copies_;
    Table<ComponentId, PortId> backups_;
    std::map<std::pair<ComponentId, SiteId>, PortId> anew_;
};

/// Racks that `servers` servers of a site fill, one after the other; at least one.
[[nodiscard]] int racks_for(const World& world, SiteId site, int servers);

}  // namespace firebreak::engine
