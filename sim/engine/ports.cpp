// One port a rack, one a set of racks, and those of backups and spare servers.
#include "engine/ports.hpp"

#include <algorithm>

#include "engine/holdings.hpp"

namespace firebreak::engine {

int racks_for(const World& world, SiteId site, int servers) {
    int racks = 0;
    int all_servers = 0;
    for (const WorldRack& rack : world.racks) {
        if (world.rows[rack.row].site != site) continue;
        ++racks;
        all_servers += rack.servers;
    }
    if (all_servers == 0) return 1;
    const int filled = static_cast<int>((static_cast<std::int64_t>(servers) * racks + all_servers - 1) / all_servers);
    return std::max(1, filled);
}

Ports::Ports(const World& world) {
    for (const RackId rack : world.racks.keys()) {
        const WorldRack& described = world.racks[rack];
        ports_.add({described.name, world.rows[described.row].site, {rack}});
    }
    add_copies(world);
    backups_.assign(world.components.size(), PortId{});
    for (const ComponentId id : world.components.keys()) {
        if (!has_data(world.components[id])) continue;
        if (world.components[id].backup) add_backup(world, id);
        if (!world.components[id].backup && !world.components[id].rebuildable) continue;
        for (const SiteId site : world.sites.keys()) add_anew(world, id, site);
    }
}

void Ports::add_copies(const World& world) {
    std::map<std::vector<RackId>, PortId> sets;
    for (const WorldReplica& replica : world.replicas) {
        std::vector<RackId> racks;
        for (const RackShare& share : replica.racks) racks.push_back(share.rack);
        std::sort(racks.begin(), racks.end());
        racks.erase(std::unique(racks.begin(), racks.end()), racks.end());
        if (racks.size() == 1) {
            copies_.add(port_of(racks.front()));
            continue;
        }
        const auto [found, is_new] = sets.try_emplace(racks, PortId{});
        if (is_new) found->second = ports_.add({replica.name, replica.site, racks});
        copies_.add(found->second);
    }
}

void Ports::add_backup(const World& world, ComponentId id) {
    const WorldBackup& backup = *world.components[id].backup;
    backups_[id] = ports_.add({world.components[id].name + "-backup", backup.site, {}, backup.rate});
}

void Ports::add_anew(const World& world, ComponentId id, SiteId site) {
    const WorldComponent& component = world.components[id];
    const bool has_copy = std::any_of(component.replicas.begin(), component.replicas.end(),
                                      [&](ReplicaId copy) { return world.replicas[copy].site == site; });
    if (has_copy || world.sites[site].spare_servers < component.servers) return;
    const double racks = racks_for(world, site, component.servers);
    anew_[{id, site}] = ports_.add(
        {component.name + "-anew@" + world.sites[site].name, site, {}, world.sites[site].rack_uplink * racks});
}

PortId Ports::anew(ComponentId component, SiteId site) const {
    const auto found = anew_.find({component, site});
    return found == anew_.end() ? PortId{} : found->second;
}

}  // namespace firebreak::engine
