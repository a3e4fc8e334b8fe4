// One pass up the graph: consumers hand their load to their live feeds.
#include "facility/power_loads.hpp"

#include <algorithm>
#include <limits>

namespace firebreak::facility {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// Loads are sums of thirds and quarters: a hair above the limit is not above it.
constexpr double rounding = 1.0 + 1e-9;

std::vector<PowerNodeId> order_downstream(const World& world) {
    std::vector<PowerNodeId> order;
    Table<PowerNodeId, char> seen;
    seen.assign(world.power.size(), 0);
    const auto visit = [&](const auto& self, PowerNodeId id) -> void {
        if (seen[id]) return;
        seen[id] = 1;
        for (const CableId cable : world.power[id].inputs) self(self, world.cables[cable].from);
        order.push_back(id);
    };
    for (const PowerNodeId id : world.power.keys()) visit(visit, id);
    return order;
}

}  // namespace

Watts Consumption::of(const World& world, RowId row) const {
    if (!row_on[row]) return Watts{0.0};
    std::size_t off = 0;
    for (const SoloRacks& group : cords[row]) off += group.on ? 0 : group.racks.size();
    if (off == 0) return world.rows[row].load;
    return world.rows[row].load *
           (1.0 - static_cast<double>(off) / static_cast<double>(world.rows[row].racks.size()));
}

PowerLoads::PowerLoads(const World& world) : world_{world}, downstream_{order_downstream(world)} {
    load_w_.assign(world.power.size(), 0.0);
    const double factor = (1.0 + world.parameters.facility.overload_margin.value()) * rounding;
    for (const WorldPowerNode& node : world.power) {
        limit_w_.add(node.capacity.value() > 0.0 ? node.capacity.value() * factor : unlimited);
    }
}

void PowerLoads::accept_as_steady() {
    for (const PowerNodeId id : downstream_) limit_w_[id] = std::max(limit_w_[id], load_w_[id] * rounding);
}

void PowerLoads::share(const PowerGraph& graph, const std::vector<CableId>& feeds, double load_w) {
    if (load_w <= 0.0) return;
    const auto live =
        std::count_if(feeds.begin(), feeds.end(), [&](CableId feed) { return graph.live(feed); });
    for (const CableId feed : feeds) {
        if (graph.live(feed)) load_w_[world_.cables[feed].from] += load_w / static_cast<double>(live);
    }
}

void PowerLoads::update(const PowerGraph& graph, const Consumption& consumption) {
    for (const PowerNodeId id : downstream_)
        load_w_[id] = graph.live(id) ? world_.power[id].other_load.value() : 0.0;
    for (const RowId id : world_.rows.keys()) {
        if (!consumption.row_on[id]) continue;
        const WorldRow& row = world_.rows[id];
        const double rack_w =
            row.racks.empty() ? 0.0 : row.load.value() / static_cast<double>(row.racks.size());
        std::size_t solo = 0;
        for (const SoloRacks& group : consumption.cords[id]) {
            solo += group.racks.size();
            if (group.on)
                load_w_[world_.cables[group.feed].from] += rack_w * static_cast<double>(group.racks.size());
        }
        share(graph, row.feeds,
              solo == 0 ? row.load.value() : rack_w * static_cast<double>(row.racks.size() - solo));
    }
    for (auto id = downstream_.rbegin(); id != downstream_.rend(); ++id) {
        if (graph.state(*id) == State::energised) share(graph, world_.power[*id].inputs, load_w_[*id]);
    }
}

}  // namespace firebreak::facility
