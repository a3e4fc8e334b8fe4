// The loads of three states of the graph, and the heat of each room.
#include "facility/peace_load.hpp"

#include <algorithm>
#include <cmath>

#include "facility/cooling_plant.hpp"
#include "facility/power_graph.hpp"
#include "facility/power_loads.hpp"

namespace firebreak::facility {
namespace {

using When = PeaceOverload::When;

const PowerGraph::Listener nobody = [](Entity, State, State, Entity) {};

/// Loads are sums of thirds and quarters: a hair above the rating is not above it.
bool exceeds(Watts carried, Watts rated) {
    return rated.value() > 0.0 && carried.value() > rated.value() * (1.0 + 1e-9);
}

class Peace {
  public:
    explicit Peace(const World& world) : world_{world} {}

    std::vector<PeaceOverload> find() {
        const PowerGraph whole{world_};
        const PowerLoads loads = loads_of(whole);
        nodes_above(loads, When::always);
        fewest_inputs(whole, loads);
        on_generators(whole);
        rooms();
        return std::move(found_);
    }

  private:
    [[nodiscard]] PowerLoads loads_of(const PowerGraph& graph) const {
        Consumption everything;
        for (const RowId row : world_.rows.keys()) everything.row_on.add(graph.live(row));
        everything.row_hot.assign(world_.rows.size(), 0);
        everything.cords.assign(world_.rows.size(), {});
        PowerLoads loads{world_};
        loads.update(graph, everything);
        return loads;
    }

    void nodes_above(const PowerLoads& loads, When when) {
        for (const PowerNodeId node : world_.power.keys()) note(node, loads[node], when);
    }

    /// What is too much always is not said again for rarer states.
    void note(PowerNodeId node, Watts carried, When when) {
        const Entity what = entity(EntityKind::power_node, node);
        const bool known = std::any_of(found_.begin(), found_.end(), [&](const PeaceOverload& o) { return o.what == what; });
        if (!known && exceeds(carried, world_.power[node].capacity))
            found_.push_back({when, what, carried, world_.power[node].capacity});
    }

    void fewest_inputs(const PowerGraph& graph, const PowerLoads& loads) {
        for (const PowerNodeId bus : world_.power.keys()) {
            const WorldPowerNode& node = world_.power[bus];
            const auto live = std::count_if(node.inputs.begin(), node.inputs.end(),
                                            [&](CableId cable) { return graph.live(cable); });
            if (node.inputs_needed < 2 || live <= node.inputs_needed) continue;
            const Watts more = loads[bus] * (1.0 / node.inputs_needed - 1.0 / static_cast<double>(live));
            for (const CableId cable : node.inputs) {
                const PowerNodeId from = world_.cables[cable].from;
                if (graph.live(cable)) note(from, loads[from] + more, When::fewest_inputs);
            }
        }
    }

    void on_generators(const PowerGraph& whole) {
        const std::vector<PowerNodeId> sets = standby_generators(world_);
        if (sets.empty()) return;
        PowerGraph graph = whole;
        for (const PowerNodeId node : world_.power.keys()) graph.lose_battery(node, nobody);
        for (const PowerNodeId set : sets) graph.set_generator(set, State::energised, nobody);
        for (const PowerNodeId node : world_.power.keys()) {
            if (world_.power[node].kind == PowerKind::utility) graph.set_tripped(node, true, nobody);
        }
        const PowerLoads loads = loads_of(graph);
        nodes_above(loads, When::on_generators);
        fewest_inputs(graph, loads);
    }

    void rooms() {
        Table<RoomId, double> heat_w;
        heat_w.assign(world_.rooms.size(), 0.0);
        for (const WorldRow& row : world_.rows) heat_w[row.room] += row.load.value();
        const CoolingPlant plant{world_};
        for (const RoomId room : world_.rooms.keys()) {
            const Watts rated = plant.rated(room);
            if (std::isfinite(rated.value()) && exceeds(Watts{heat_w[room]}, rated))
                found_.push_back({When::always, entity(EntityKind::room, room), Watts{heat_w[room]}, rated});
        }
    }

    const World& world_;
    std::vector<PeaceOverload> found_;
};

}  // namespace

std::vector<PeaceOverload> find_peace_overloads(const World& world) {
    return Peace{world}.find();
}

}  // namespace firebreak::facility
