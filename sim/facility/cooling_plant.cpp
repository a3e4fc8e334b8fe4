// Units in an order in which plant comes first, so that one pass settles them.
#include "facility/cooling_plant.hpp"

#include <algorithm>
#include <limits>

namespace firebreak::facility {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

std::vector<CoolingId> order_by_plant(const World& world) {
    std::vector<CoolingId> order;
    Table<CoolingId, char> seen;
    seen.assign(world.cooling.size(), 0);
    const auto visit = [&](const auto& self, CoolingId id) -> void {
        if (seen[id]) return;
        seen[id] = 1;
        for (const CoolingId plant : world.cooling[id].plant) self(self, plant);
        order.push_back(id);
    };
    for (const CoolingId id : world.cooling.keys()) visit(visit, id);
    return order;
}

}  // namespace

CoolingPlant::CoolingPlant(const World& world) : world_{world}, plant_first_{order_by_plant(world)} {
    Table<RoomId, double> full_load_w;
    full_load_w.assign(world.rooms.size(), 0.0);
    for (const WorldRow& row : world.rows) full_load_w[row.room] += row.load.value();
    units_.assign(world.cooling.size(), Unit{});
    parts_.assign(world.rooms.size(), {});
    for (const CoolingId id : world.cooling.keys()) {
        const WorldCooling& unit = world.cooling[id];
        for (const CoolingId plant : unit.plant) units_[plant].is_plant = true;
        double served_w = 0.0;
        for (const RoomId room : unit.serves) served_w += full_load_w[room];
        for (const RoomId room : unit.serves) {
            const double share = served_w > 0.0 ? full_load_w[room] / served_w : 1.0;
            parts_[room].push_back(
                {id, unit.capacity.value() > 0.0 ? unit.capacity.value() * share : unlimited});
        }
    }
}

bool CoolingPlant::plant_runs(CoolingId id) const {
    const WorldCooling& unit = world_.cooling[id];
    if (unit.plant.empty()) return true;
    const auto running = std::count_if(unit.plant.begin(), unit.plant.end(),
                                       [this](CoolingId plant) { return units_[plant].running; });
    return running >= unit.plant_needed;
}

std::vector<CoolingPlant::Turn> CoolingPlant::review(const PowerGraph& graph) {
    std::vector<Turn> turns;
    for (const CoolingId id : plant_first_) {
        Unit& unit = units_[id];
        const bool now = graph.live(id) && !unit.inhibited && plant_runs(id);
        if (now == unit.able) continue;
        unit.able = now;
        turns.push_back({id, now, unit.running});
        if (!now) unit.running = false;
    }
    return turns;
}

Watts CoolingPlant::rated(RoomId room) const {
    if (parts_[room].empty()) return Watts{unlimited};
    double rated_w = 0.0;
    for (const Part& part : parts_[room]) rated_w += part.capacity_w;
    return Watts{rated_w};
}

Watts CoolingPlant::capacity(RoomId room) const {
    return sum(room, &Unit::running);
}

Watts CoolingPlant::capacity_at_speed(RoomId room) const {
    return sum(room, &Unit::able);
}

Watts CoolingPlant::sum(RoomId room, bool Unit::*counts) const {
    if (parts_[room].empty()) return Watts{unlimited};
    double capacity_w = 0.0;
    bool all = true;
    for (const Part& part : parts_[room]) {
        if (units_[part.unit].*counts) {
            capacity_w += part.capacity_w;
        } else {
            all = false;
        }
    }
    return Watts{all ? unlimited : capacity_w};
}

}  // namespace firebreak::facility
