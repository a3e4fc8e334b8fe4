// One look at the three tables; who else asks for a kind of equipment asks here for all of them.
#include "facility/equipment.hpp"

namespace firebreak::facility {

std::vector<Entity> equipment_in(const World& world, RoomId room) {
    std::vector<Entity> list;
    const auto look = [&](const auto& table, EntityKind kind) {
        for (const auto id : table.keys()) {
            if (table[id].room == room) list.push_back(entity(kind, id));
        }
    };
    look(world.power, EntityKind::power_node);
    look(world.cooling, EntityKind::cooling);
    look(world.devices, EntityKind::device);
    return list;
}

RoomId room_of(const World& world, Entity equipment) {
    switch (equipment.kind) {
        case EntityKind::power_node:
            return world.power[PowerNodeId{equipment.index}].room;
        case EntityKind::cooling:
            return world.cooling[CoolingId{equipment.index}].room;
        case EntityKind::device:
            return world.devices[DeviceId{equipment.index}].room;
        case EntityKind::row:
            return world.rows[RowId{equipment.index}].room;
        default:
            raise_bug(__FILE__, __LINE__, "only equipment and rows stand in rooms");
    }
}

const std::string& name_of(const World& world, Entity equipment) {
    switch (equipment.kind) {
        case EntityKind::power_node:
            return world.power[PowerNodeId{equipment.index}].name;
        case EntityKind::cooling:
            return world.cooling[CoolingId{equipment.index}].name;
        case EntityKind::device:
            return world.devices[DeviceId{equipment.index}].name;
        case EntityKind::row:
            return world.rows[RowId{equipment.index}].name;
        default:
            raise_bug(__FILE__, __LINE__, "only equipment and rows have their names asked here");
    }
}

}  // namespace firebreak::facility
