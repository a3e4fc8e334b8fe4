// Servers are handed out rack by rack; who is choosy about rooms chooses first.
#include "world/placement.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace firebreak::world {
namespace {

struct Request {
    ReplicaId replica;
    std::vector<RoomId> rooms;
};

const PlacementRule& rule_of(const Component& component, const Layout& layout) {
    const auto found = std::find_if(layout.placement.begin(), layout.placement.end(),
                                    [&](const PlacementRule& rule) { return rule.id == component.placement; });
    FIREBREAK_ASSERT(found != layout.placement.end(), "every placement class of a read scenario has a rule");
    return *found;
}

std::vector<RoomId> rooms_with_racks(const World& world, SiteId site) {
    std::vector<RoomId> rooms;
    for (const WorldRow& row : world.rows) {
        if (row.site == site && std::find(rooms.begin(), rooms.end(), row.room) == rooms.end()) {
            rooms.push_back(row.room);
        }
    }
    return rooms;
}

class RackPool {
  public:
    explicit RackPool(const World& world) {
        for (const RackId rack : world.racks.keys()) {
            free_.add(world.racks[rack].servers);
            racks_[world.rows[world.racks[rack].row].room].push_back(rack);
        }
    }

    /// Takes up to `wanted` servers in `room`; returns how many were found.
    int take(RoomId room, int wanted, std::vector<RackShare>& shares) {
        int taken = 0;
        for (const RackId rack : racks_[room]) {
            if (taken == wanted) break;
            const int here = std::min(free_[rack], wanted - taken);
            if (here == 0) continue;
            free_[rack] -= here;
            taken += here;
            shares.push_back({rack, here});
        }
        return taken;
    }

    [[nodiscard]] int free_on(RackId rack) const { return free_[rack]; }

  private:
    Table<RackId, int> free_;
    std::map<RoomId, std::vector<RackId>> racks_;
};

/// Even shares over the rooms first; what a full room cannot give is asked of the others.
int place(const Request& request, World& world, RackPool& pool) {
    WorldReplica& replica = world.replicas[request.replica];
    int missing = replica.servers;
    const int rooms = static_cast<int>(request.rooms.size());
    for (int i = 0; i < rooms; ++i) {
        const int share = replica.servers / rooms + (i < replica.servers % rooms ? 1 : 0);
        missing -= pool.take(request.rooms[i], share, replica.racks);
    }
    for (int i = 0; i < rooms && missing > 0; ++i) {
        missing -= pool.take(request.rooms[i], missing, replica.racks);
    }
    return missing;
}

std::vector<Request> requests_of(const Scenario& scenario, const PlaceNames& names, World& world) {
    std::vector<Request> requests;
    for (std::uint32_t i = 0; i < scenario.services.components.size(); ++i) {
        const PlacementRule& rule = rule_of(scenario.services.components[i], scenario.layout);
        WorldComponent& component = world.components[ComponentId{i}];
        component.failover = rule.failover;
        component.replication = rule.replication;
        component.on_partner_loss = rule.on_partner_loss;
        component.scale_out = rule.scale_out;
        if (const auto& backup = rule.backup) {
            component.backup = {names.sites.at(backup->site), backup->interval, backup->duration,
                                backup->restore_failure,      backup->kept,
                                backup->stream_rate * static_cast<double>(backup->streams),
                                {}};
            for (const std::string& room : backup->rooms)
                component.backup->rooms.push_back(names.rooms.at(backup->site + '/' + room));
        }
        for (const ReplicaRule& copy : rule.replicas) {
            const SiteId site = names.sites.at(copy.site);
            const int servers = static_cast<int>(std::ceil(component.servers * copy.capacity_ratio));
            const ReplicaId id = world.replicas.add({component.name + '@' + copy.site, ComponentId{i}, site,
                                                     copy.role, copy.capacity_ratio, servers, {}});
            component.replicas.push_back(id);
            std::vector<RoomId> rooms;
            for (const std::string& room : copy.rooms) rooms.push_back(names.rooms.at(copy.site + '/' + room));
            requests.push_back({id, rooms.empty() ? rooms_with_racks(world, site) : std::move(rooms)});
        }
    }
    return requests;
}

}  // namespace

void place_components(const Scenario& scenario, const PlaceNames& names, World& world,
                      std::vector<Finding>& findings) {
    std::vector<Request> requests = requests_of(scenario, names, world);
    std::stable_sort(requests.begin(), requests.end(), [](const Request& a, const Request& b) {
        return a.rooms.size() < b.rooms.size();
    });
    RackPool pool{world};
    for (const Request& request : requests) {
        const int missing = place(request, world, pool);
        const WorldReplica& replica = world.replicas[request.replica];
        if (missing > 0) {
            const std::string& name = world.components[replica.component].name;
            findings.push_back({Severity::error, world.scenario_name, 0, 0, "/services/components/" + name + "/servers",
                                replica.name + " needs " + std::to_string(replica.servers) + " servers, and " +
                                    std::to_string(missing) + " of them find no free place in the rooms that its placement allows",
                                "add racks or rooms, or ask for fewer servers"});
        }
        for (const RackShare& share : replica.racks) {
            WorldRack& rack = world.racks[share.rack];
            const WorldComponent& component = world.components[replica.component];
            if (std::tie(component.priority, component.tie) >= std::tie(rack.restore_priority, rack.tie)) continue;
            rack.restore_priority = component.priority;
            rack.tie = component.tie;
        }
    }
    for (const RackId rack : world.racks.keys()) {
        world.sites[world.rows[world.racks[rack].row].site].spare_servers += pool.free_on(rack);
    }
}

}  // namespace firebreak::world
