// Floor by floor down from the room of origin.
#include "hazard/water.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::hazard {
namespace {

bool contains(const std::vector<PowerNodeId>& list, PowerNodeId node) {
    return std::find(list.begin(), list.end(), node) != list.end();
}

}  // namespace

bool water_reaches(const World& world, const Draws& draws, RoomId room, Water water) {
    const WorldRoom& origin = world.rooms[*world.ignition_room];
    const WorldRoom& below = world.rooms[room];
    if (below.site != origin.site || below.floor >= origin.floor) return false;
    const double p = std::pow(world.parameters.water.reaches_below.value(), origin.floor - below.floor);
    return draws.happens(Probability{p}, water == Water::poured ? "water.reaches" : "water.leaks",
                         below.name);
}

void add_water(const World& world, const FireClock& clock, const Draws& draws, TimelineBuilder& timeline,
               Taken& taken) {
    if (!clock.isolation && !clock.sprinklers) return;
    const Instant at = timeline[taken.controlled].at;
    for (const RoomId room : world.rooms.keys()) {
        const bool ruined = std::find(taken.ruined.begin(), taken.ruined.end(), room) != taken.ruined.end();
        if (ruined || !water_reaches(world, draws, room, Water::poured)) continue;
        const ChangeRef wet =
            timeline.add({at, entity(EntityKind::room, room), State::normal, State::wet, taken.controlled});
        taken.wet.push_back(room);
        for (const PowerNodeId node : world.power.keys()) {
            if (world.power[node].room != room || contains(taken.damaged, node) ||
                contains(taken.burnt, node))
                continue;
            timeline.add({at, entity(EntityKind::power_node, node), State::normal, State::damaged, wet});
            taken.soaked.push_back(node);
        }
    }
}

}  // namespace firebreak::hazard
