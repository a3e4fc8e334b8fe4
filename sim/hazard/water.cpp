// Floor by floor down from the room of origin, inside its building.
#include "hazard/water.hpp"

#include <algorithm>
#include <cmath>

#include "facility/equipment.hpp"

namespace firebreak::hazard {
namespace {

bool contains(const std::vector<RoomId>& list, RoomId room) {
    return std::find(list.begin(), list.end(), room) != list.end();
}

/// Whether one room says by itself that the other is in its building.
bool joined(const WorldRoom& a, const WorldRoom& b, RoomId id_of_b) {
    if (!a.building.empty() && !b.building.empty()) return a.building == b.building;
    const bool wall = std::any_of(a.barriers.begin(), a.barriers.end(),
                                  [&](const WorldBarrier& barrier) { return barrier.to == id_of_b; });
    return wall || contains(a.shared_void_with, id_of_b) || a.zone == b.zone ||
           (!a.air_system.empty() && a.air_system == b.air_system);
}

/// The rooms that are surely in the building of `start`, itself the first.
std::vector<RoomId> building_of(const World& world, RoomId start) {
    std::vector<RoomId> rooms{start};
    std::string name = world.rooms[start].building;
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        for (const RoomId id : world.rooms.keys()) {
            const WorldRoom& other = world.rooms[id];
            const bool elsewhere = other.site != world.rooms[start].site ||
                                   (!name.empty() && !other.building.empty() && other.building != name);
            if (elsewhere || contains(rooms, id) || !joined(world.rooms[rooms[i]], other, id)) continue;
            rooms.push_back(id);
            if (name.empty()) name = other.building;
        }
    }
    return rooms;
}

bool same_building(const World& world, RoomId origin, RoomId room) {
    const std::vector<RoomId> around = building_of(world, origin);
    if (contains(around, room)) return true;
    const auto says_nothing = [&](RoomId id, std::size_t rooms) { return world.rooms[id].building.empty() && rooms == 1; };
    return says_nothing(origin, around.size()) || says_nothing(room, building_of(world, room).size());
}

/// Rooms right below `room`, over a slab that the layout gives.
std::vector<RoomId> below_slab(const World& world, RoomId room) {
    std::vector<RoomId> rooms;
    for (const WorldBarrier& barrier : world.rooms[room].barriers) {
        if (world.rooms[barrier.to].floor < world.rooms[room].floor) rooms.push_back(barrier.to);
    }
    return rooms;
}

bool reached_down_slabs(const World& world, RoomId origin, RoomId room) {
    std::vector<RoomId> reached = below_slab(world, origin);
    if (reached.empty()) return true;  // the layout does not say what lies below
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const RoomId next : below_slab(world, reached[i])) {
            if (!contains(reached, next)) reached.push_back(next);
        }
    }
    return contains(reached, room);
}

}  // namespace

std::optional<int> floors_below_fire(const World& world, RoomId room) {
    const RoomId origin = *world.ignition_room;
    const int floors = world.rooms[origin].floor - world.rooms[room].floor;
    if (world.rooms[room].site != world.rooms[origin].site || floors <= 0) return std::nullopt;
    if (!same_building(world, origin, room) || !reached_down_slabs(world, origin, room)) return std::nullopt;
    return floors;
}

bool water_reaches(const World& world, const Draws& draws, RoomId room, Water water) {
    const std::optional<int> floors = floors_below_fire(world, room);
    if (!floors) return false;
    const double p = std::pow(world.parameters.water.reaches_below.value(), *floors);
    return draws.happens(Probability{p}, water == Water::poured ? "water.reaches" : "water.leaks",
                         world.rooms[room].name);
}

ChangeRef wet_room(const World& world, RoomId room, Instant at, ChangeRef cause, TimelineBuilder& timeline) {
    const ChangeRef wet = timeline.add({at, entity(EntityKind::room, room), State::normal, State::wet, cause});
    for (const Entity what : facility::equipment_in(world, room)) {
        timeline.add({at, what, State::normal, State::wet, wet});
    }
    return wet;
}

void add_water(const World& world, const FireClock& clock, const Draws& draws, TimelineBuilder& timeline,
               Taken& taken) {
    if (!clock.isolation && !clock.sprinklers) return;
    for (const RoomId room : world.rooms.keys()) {
        if (contains(taken.ruined, room) || !water_reaches(world, draws, room, Water::poured)) continue;
        wet_room(world, room, timeline[taken.controlled].at, taken.controlled, timeline);
        taken.wet.push_back(room);
    }
}

}  // namespace firebreak::hazard
