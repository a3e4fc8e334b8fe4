// Burns each room in thought and looks at which copies are left.
#include "facility/shared_fate.hpp"

#include <algorithm>
#include <map>

#include "facility/isolation.hpp"
#include "facility/power_graph.hpp"

namespace firebreak::facility {
namespace {

const PowerGraph::Listener nobody = [](Entity, State, State, Entity) {};

PowerGraph after_fire(const World& world, RoomId room) {
    PowerGraph graph{world};
    for (const PowerNodeId set : standby_generators(world)) graph.set_generator(set, State::energised, nobody);
    const auto& voids = world.rooms[room].shared_void_with;
    for (const PowerNodeId node : world.power.keys()) {
        const RoomId stands_in = world.power[node].room;
        const bool heated = stands_in == room || std::find(voids.begin(), voids.end(), stands_in) != voids.end();
        if (heated) graph.set_damaged(node, true, nobody);
        graph.lose_battery(node, nobody);  // wherever it stands: it bridges minutes, not a repair
    }
    for (const PowerNodeId node : isolation_part(world, room).nodes) graph.set_isolated(node, true, nobody);
    for (const CableId cable : world.cables.keys()) {
        const auto& through = world.cables[cable].through;
        if (std::find(through.begin(), through.end(), room) != through.end()) graph.set_cut(cable, true, nobody);
    }
    return graph;
}

bool site_connected(const World& world, const PowerGraph& graph, SiteId site, RoomId burning) {
    for (const DeviceKind kind : {DeviceKind::border, DeviceKind::core}) {
        bool any = false, live = false;
        for (const DeviceId id : world.devices.keys()) {
            if (world.devices[id].site != site || world.devices[id].kind != kind) continue;
            any = true;
            live = live || (graph.live(id) && world.devices[id].room != burning);
        }
        if (any && !live) return false;
    }
    return true;
}

bool survives(const World& world, const PowerGraph& graph, ReplicaId id, RoomId burning) {
    const WorldReplica& replica = world.replicas[id];
    int up = 0;
    for (const RackShare& share : replica.racks) {
        const RowId row = world.racks[share.rack].row;
        if (graph.live(row) && world.rows[row].room != burning) up += share.servers;
    }
    return up >= world.components[replica.component].min_servers.value() * replica.servers &&
           site_connected(world, graph, replica.site, burning);
}

}  // namespace

std::vector<SharedFate> find_shared_fate(const World& world) {
    std::map<std::pair<FunctionId, std::vector<ComponentId>>, std::vector<RoomId>> fates;
    for (const RoomId room : world.rooms.keys()) {
        const PowerGraph graph = after_fire(world, room);
        Table<ComponentId, char> gone;
        for (const WorldComponent& component : world.components) {
            gone.add(std::none_of(component.replicas.begin(), component.replicas.end(),
                                  [&](ReplicaId id) { return survives(world, graph, id, room); }));
        }
        for (const FunctionId function : world.functions.keys()) {
            std::vector<ComponentId> lost;
            for (const ComponentId c : world.functions[function].needs) {
                if (gone[c]) lost.push_back(c);
            }
            if (!lost.empty()) fates[{function, lost}].push_back(room);
        }
    }
    std::vector<SharedFate> result;
    for (const auto& [key, rooms] : fates) result.push_back({key.first, key.second, rooms});
    return result;
}

}  // namespace firebreak::facility
