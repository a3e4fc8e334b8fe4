// Sites, rooms, power, rows, cooling and network of a layout become tables.
#include "world/places.hpp"

#include <algorithm>

#include "core/fibre.hpp"

namespace firebreak::world {
namespace {

/// Racks that carry no component are restored last.
constexpr int no_component_priority = 1'000'000;

/// What burns where the author did not say: one line of units of the room's usual equipment.
FuelLoad usual_fuel(RoomKind kind) {
    switch (kind) {
        case RoomKind::battery:
            return {.kind = Fuel::li_ion_cabinet, .units = 10, .units_per_group = 10, .gap = Gap::adjacent};
        case RoomKind::data_hall:
        case RoomKind::network: return {.kind = Fuel::it_rack, .units = 10, .units_per_group = 10};
        default: return {.kind = Fuel::electrical_cabinet, .units = 5, .units_per_group = 5};
    }
}

std::string qualified(const Site& site, const std::string& name) { return site.id + '/' + name; }

class SiteBuilder {
  public:
    SiteBuilder(const Site& site, SiteId id, World& world, PlaceNames& names)
        : site_{site}, id_{id}, world_{world}, names_{names} {}

    void add() {
        add_rooms();
        for (const PowerNode& node : site_.power) add_power_node(node);
        // A second pass, because an input may name a node that stands further down in the file.
        for (const PowerNode& node : site_.power) {
            const std::string name = qualified(site_, node.id);
            world_.power[names_.power.at(name)].inputs = cables(node.inputs, node.id);
        }
        for (const Row& row : site_.rows) add_row(row);
        add_cooling();
        for (const NetworkDevice& device : site_.network) {
            world_.devices.add({qualified(site_, device.id), device.kind, id_, room(device.room),
                                cables(device.feeds, device.id)});
        }
    }

  private:
    RoomId room(const std::string& name) const { return names_.rooms.at(qualified(site_, name)); }

    std::vector<RoomId> rooms(const std::vector<std::string>& list) const {
        std::vector<RoomId> ids;
        for (const std::string& name : list) ids.push_back(room(name));
        return ids;
    }

    void add_rooms() {
        for (const Room& room : site_.rooms) {
            // A room without a zone is a zone of its own.
            const std::string zone = room.isolation_zone.empty() ? room.id : room.isolation_zone;
            if (!zones_.has(zone)) zones_.add(zone, world_.zones.add({qualified(site_, zone), id_}));
            const RoomId id = world_.rooms.add(
                {qualified(site_, room.id), room.kind, id_, zones_.at(zone), room.emergency_power_off,
                 room.gas_suppression, {}, room.detection, room.sprinklers, room.area, room.height, room.opening_area,
                 room.opening_height, room.air_changes_per_hour, room.fuel.value_or(usual_fuel(room.kind)), {},
                 room.air_system.empty() ? "" : qualified(site_, room.air_system), room.floor, room.row_power_off,
                 room.building});
            names_.rooms.add(qualified(site_, room.id), id);
        }
        for (const Room& one : site_.rooms) {
            for (const std::string& other : one.shared_void_with) {
                join(room(one.id), room(other));
                join(room(other), room(one.id));
            }
            for (const Barrier& barrier : one.barriers) {
                const RoomId from = room(one.id);
                const RoomId to = room(barrier.to);
                world_.rooms[from].barriers.push_back({to, barrier.rating, barrier.door});
                world_.rooms[to].barriers.push_back({from, barrier.rating, barrier.door});
            }
        }
    }

    void join(RoomId from, RoomId to) {
        auto& list = world_.rooms[from].shared_void_with;
        if (std::find(list.begin(), list.end(), to) == list.end()) list.push_back(to);
    }

    void add_power_node(const PowerNode& node) {
        const std::string name = qualified(site_, node.id);
        const RoomId battery = node.battery_room.empty() ? RoomId{} : room(node.battery_room);
        names_.power.add(name, world_.power.add({name, node.kind, id_, room(node.room), {},
                                                 to_ticks(node.battery_autonomy), battery, node.other_load,
                                                 node.capacity, node.inputs_needed, node.battery_chemistry,
                                                 to_ticks(node.fuel)}));
    }

    std::vector<CableId> cables(const std::vector<Cable>& list, const std::string& consumer) {
        std::vector<CableId> ids;
        for (const Cable& cable : list) {
            ids.push_back(world_.cables.add({qualified(site_, cable.from) + '>' + consumer,
                                             names_.power.at(qualified(site_, cable.from)),
                                             rooms(cable.through)}));
        }
        return ids;
    }

    void add_row(const Row& row) {
        const RoomId where = room(row.room);
        const RowId id = world_.rows.add({qualified(site_, row.id), id_, where, world_.rooms[where].zone,
                                          cables(row.feeds, row.id), {},
                                          row.rack_load * static_cast<double>(row.racks), row.single_corded,
                                          row.swapped_feeds});
        for (int i = 1; i <= row.racks; ++i) {
            world_.rows[id].racks.push_back(
                world_.racks.add({qualified(site_, row.id) + '/' + std::to_string(i), id,
                                  row.servers_per_rack, no_component_priority}));
        }
    }

    void add_cooling() {
        Names<CoolingId> units;
        for (const CoolingUnit& unit : site_.cooling) {
            units.add(unit.id, world_.cooling.add({qualified(site_, unit.id), room(unit.room), rooms(unit.serves),
                                                   cables(unit.feeds, unit.id), unit.capacity, {},
                                                   unit.plant_needed}));
        }
        for (const CoolingUnit& unit : site_.cooling) {
            for (const std::string& needed : unit.plant) {
                world_.cooling[units.at(unit.id)].plant.push_back(units.at(needed));
            }
        }
    }

    const Site& site_;
    SiteId id_;
    World& world_;
    PlaceNames& names_;
    Names<ZoneId> zones_;
};

}  // namespace

PlaceNames add_places(const Layout& layout, World& world) {
    PlaceNames names;
    for (const Site& site : layout.sites) {
        const SiteId id = world.sites.add({site.id, site.rack_uplink, 0, site.access_latency,
                                           site.racks_booting_at_once});
        names.sites.add(site.id, id);
        SiteBuilder{site, id, world, names}.add();
    }
    for (const WanLink& link : layout.wan) {
        const Seconds latency = link.distance ? wan_latency(*link.distance) : link.latency;
        world.wan.add({link.id, names.sites.at(link.from), names.sites.at(link.to), link.bandwidth, latency});
    }
    return names;
}

}  // namespace firebreak::world
