// Looks for the smallest part that can be cut; by hand along the wires, so that no source is overlooked.
#include "facility/isolation.hpp"

#include <algorithm>

namespace firebreak::facility {
namespace {

class Separation {
  public:
    Separation(const World& world, RoomId room) : world_{world}, room_{world.rooms[room]}, id_{room} {
        opened_.assign(world.power.size(), 0);
    }

    IsolationPart find() {
        if (rows_alone()) return {IsolationLevel::rows, false, rows(), {}, {}, {}};
        for (const PowerNodeId node : world_.power.keys()) opened_[node] = in_zone(world_.power[node].room);
        if (room_.emergency_power_off) return part(IsolationLevel::zone, false);
        const bool source = source_in_zone();
        open_feeders();
        if (!source) return part(IsolationLevel::zone, true);
        open_all_wired();
        return part(whole_site() ? IsolationLevel::site : IsolationLevel::building, true);
    }

    IsolationPart by_the_operator() {
        for (const PowerNodeId node : world_.power.keys()) opened_[node] = in_zone(world_.power[node].room);
        return part(IsolationLevel::zone, false);
    }

  private:
    [[nodiscard]] bool in_zone(RoomId room) const {
        return room.valid() && world_.rooms[room].zone == room_.zone;
    }

    /// Only racks stand along rows; other fuel in the room would go on burning under power.
    [[nodiscard]] bool rows_alone() const {
        return room_.row_power_off && room_.fuel.kind == Fuel::it_rack && !rows().empty();
    }

    [[nodiscard]] std::vector<RowId> rows() const {
        std::vector<RowId> list;
        for (const RowId row : world_.rows.keys()) {
            if (world_.rows[row].room == id_) list.push_back(row);
        }
        return list;
    }

    [[nodiscard]] bool source_in_zone() const {
        return std::any_of(world_.power.begin(), world_.power.end(), [&](const WorldPowerNode& node) {
            const bool source = node.kind == PowerKind::utility || node.kind == PowerKind::generator;
            const bool battery = node.battery_autonomy > Ticks{0};
            return (source && in_zone(node.room)) ||
                   (battery && (in_zone(node.room) || in_zone(node.battery_room)));
        });
    }

    /// The nodes outside at which cables into the zone, or through it, begin; and whose battery stands in it.
    void open_feeders() {
        const auto open = [&](const std::vector<CableId>& feeds, bool inside) {
            for (const CableId cable : feeds) {
                const WorldCable& route = world_.cables[cable];
                const bool through = std::any_of(route.through.begin(), route.through.end(),
                                                 [&](RoomId passed) { return in_zone(passed); });
                if (inside || through) opened_[route.from] = 1;
            }
        };
        for (const PowerNodeId node : world_.power.keys()) {
            open(world_.power[node].inputs, in_zone(world_.power[node].room));
            if (in_zone(world_.power[node].battery_room)) opened_[node] = 1;
        }
        for (const WorldRow& row : world_.rows) open(row.feeds, in_zone(row.room));
        for (const WorldCooling& unit : world_.cooling) open(unit.feeds, in_zone(unit.room));
        for (const WorldDevice& device : world_.devices) open(device.feeds, in_zone(device.room));
    }

    /// Up and down the wires until nothing is added.
    void open_all_wired() {
        for (bool grown = true; grown;) {
            grown = false;
            for (const PowerNodeId node : world_.power.keys()) {
                for (const CableId cable : world_.power[node].inputs) {
                    const PowerNodeId from = world_.cables[cable].from;
                    if (opened_[node] == opened_[from]) continue;
                    opened_[node] = opened_[from] = 1;
                    grown = true;
                }
            }
        }
    }

    [[nodiscard]] bool whole_site() const {
        const auto keys = world_.power.keys();
        return std::all_of(keys.begin(), keys.end(), [&](PowerNodeId node) {
            return world_.power[node].site != room_.site || opened_[node];
        });
    }

    /// What stands in the zone and would stay live over a node outside. A cut by hand has opened all of those.
    [[nodiscard]] std::vector<Entity> ends() const {
        std::vector<Entity> list;
        const auto look = [&](const auto& table, EntityKind kind) {
            for (const auto id : table.keys()) {
                const auto& feeds = table[id].feeds;
                const bool outside = std::any_of(feeds.begin(), feeds.end(), [&](CableId feed) {
                    return !opened_[world_.cables[feed].from];
                });
                if (in_zone(table[id].room) && outside) list.push_back(entity(kind, id));
            }
        };
        look(world_.cooling, EntityKind::cooling);
        look(world_.devices, EntityKind::device);
        look(world_.rows, EntityKind::row);
        return list;
    }

    [[nodiscard]] IsolationPart part(IsolationLevel level, bool by_hand) const {
        IsolationPart result{level, by_hand, {}, {room_.zone}, {}, ends()};
        for (const PowerNodeId node : world_.power.keys()) {
            if (!opened_[node]) continue;
            result.nodes.push_back(node);
            const ZoneId zone = world_.rooms[world_.power[node].room].zone;
            const bool known =
                std::find(result.zones.begin(), result.zones.end(), zone) != result.zones.end();
            if (level > IsolationLevel::zone && !known) result.zones.push_back(zone);
        }
        return result;
    }

    const World& world_;
    const WorldRoom& room_;
    RoomId id_;
    Table<PowerNodeId, char> opened_;
};

}  // namespace

IsolationPart isolation_part(const World& world, RoomId room) {
    return Separation{world, room}.find();
}

IsolationPart zone_part(const World& world, ZoneId zone) {
    for (const RoomId room : world.rooms.keys()) {
        if (world.rooms[room].zone == zone) return Separation{world, room}.by_the_operator();
    }
    return {IsolationLevel::zone, false, {}, {zone}, {}, {}};
}

IsolationPart site_part(const World& world, SiteId site) {
    IsolationPart part{IsolationLevel::site, false, {}, {}, {}, {}};
    for (const ZoneId zone : world.zones.keys()) {
        if (world.zones[zone].site == site) part.zones.push_back(zone);
    }
    for (const PowerNodeId node : world.power.keys()) {
        if (world.power[node].site == site) part.nodes.push_back(node);
    }
    return part;
}

}  // namespace firebreak::facility
