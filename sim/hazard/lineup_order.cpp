// Urgency of rows, handed up the cables that feed them.
#include "hazard/lineup_order.hpp"

#include <algorithm>
#include <limits>

namespace firebreak::hazard {
namespace {

/// Lower is earlier; equal priorities part by the tie.
struct Urgency {
    int priority = std::numeric_limits<int>::max();
    int tie = 0;
    auto operator<=>(const Urgency&) const = default;
};

Urgency of_row(const World& world, RowId row) {
    Urgency urgency;
    for (const RackId rack : world.rows[row].racks)
        urgency = std::min(urgency, Urgency{world.racks[rack].restore_priority, world.racks[rack].tie});
    return urgency;
}

void hand_up(const World& world, const std::vector<CableId>& feeds, Urgency urgency, Table<PowerNodeId, Urgency>& nodes) {
    for (const CableId cable : feeds) {
        const PowerNodeId node = world.cables[cable].from;
        if (nodes[node] <= urgency) continue;
        nodes[node] = urgency;
        hand_up(world, world.power[node].inputs, urgency, nodes);
    }
}

}  // namespace

std::vector<PowerNodeId> in_restore_order(const World& world, std::vector<PowerNodeId> list) {
    Table<PowerNodeId, Urgency> urgency;
    urgency.assign(world.power.size(), Urgency{});
    for (const RowId row : world.rows.keys()) hand_up(world, world.rows[row].feeds, of_row(world, row), urgency);
    std::ranges::sort(list, [&](PowerNodeId a, PowerNodeId b) {
        return urgency[a] != urgency[b] ? urgency[a] < urgency[b] : a < b;
    });
    return list;
}

std::vector<RowId> in_restore_order(const World& world, std::vector<RowId> rows) {
    std::ranges::sort(rows, [&](RowId a, RowId b) {
        const Urgency of_a = of_row(world, a);
        const Urgency of_b = of_row(world, b);
        return of_a != of_b ? of_a < of_b : a < b;
    });
    return rows;
}

}  // namespace firebreak::hazard
