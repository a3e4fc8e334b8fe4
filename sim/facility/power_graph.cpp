// Liveness spreads from a changed node to its consumers; the graph has no cycles (checked by the reader).
#include "facility/power_graph.hpp"

namespace firebreak::facility {

PowerGraph::PowerGraph(const World& world) : world_{world} {
    cut_.assign(world.cables.size(), 0);
    open_.assign(world.cables.size(), 0);
    consumer_.assign(world.cables.size(), Entity{});
    const auto connect = [this](const std::vector<CableId>& feeds, Entity consumer) {
        for (const CableId cable : feeds) {
            consumer_[cable] = consumer;
            nodes_[world_.cables[cable].from].consumers.push_back(consumer);
        }
    };
    nodes_.assign(world.power.size(), Node{});
    for (const PowerNodeId id : world.power.keys()) {
        nodes_[id].battery = world.power[id].battery_autonomy > Ticks{0};
        connect(world.power[id].inputs, entity(EntityKind::power_node, id));
    }
    for (const RowId id : world.rows.keys()) connect(world.rows[id].feeds, entity(EntityKind::row, id));
    for (const CoolingId id : world.cooling.keys()) connect(world.cooling[id].feeds, entity(EntityKind::cooling, id));
    for (const DeviceId id : world.devices.keys()) connect(world.devices[id].feeds, entity(EntityKind::device, id));
    row_live_.assign(world.rows.size(), 0);
    cooling_live_.assign(world.cooling.size(), 0);
    device_live_.assign(world.devices.size(), 0);
    for (const PowerNodeId id : standby_generators(world)) nodes_[id].engine = State::standby;

    // Everything starts live: sources first, and from them all that they reach.
    for (const PowerNodeId id : world.power.keys()) {
        settle(id, entity(EntityKind::power_node, id), [](Entity, State, State, Entity) {});
    }
}

bool PowerGraph::fed(const std::vector<CableId>& feeds, int needed) const {
    for (const CableId cable : feeds) {
        if (live(cable) && --needed == 0) return true;
    }
    return false;
}

State PowerGraph::evaluate(PowerNodeId id) const {
    const Node& node = nodes_[id];
    const WorldPowerNode& described = world_.power[id];
    if (node.isolated || node.damaged) return State::dark;
    if (node.tripped) return State::stopped;
    const bool source = described.kind == PowerKind::utility || described.kind == PowerKind::generator;
    if (source) return node.engine;
    if (fed(described.inputs, described.inputs_needed)) return State::energised;
    return node.battery && node.charged && described.kind == PowerKind::ups ? State::on_battery : State::dark;
}

void PowerGraph::settle(PowerNodeId id, Entity parent, const Listener& listener) {
    Node& node = nodes_[id];
    const State was = node.state;
    const State now = evaluate(id);
    if (was == now) return;
    node.state = now;
    const Entity self = entity(EntityKind::power_node, id);
    listener(self, was, now, parent);
    if (carries(was) == carries(now)) return;  // as when its battery carries on: nobody notices
    for (const Entity consumer : node.consumers) settle_consumer(consumer, self, listener);
}

void PowerGraph::settle_consumer(Entity consumer, Entity parent, const Listener& listener) {
    const auto turn = [&](char& live, bool now, State off, State on) {
        if (static_cast<bool>(live) == now) return;
        live = now;
        listener(consumer, now ? off : on, now ? on : off, parent);
    };
    switch (consumer.kind) {
        case EntityKind::power_node: settle(PowerNodeId{consumer.index}, parent, listener); break;
        case EntityKind::row:
            turn(row_live_[RowId{consumer.index}], fed(world_.rows[RowId{consumer.index}].feeds), State::dark,
                 State::energised);
            break;
        case EntityKind::cooling:
            turn(cooling_live_[CoolingId{consumer.index}], fed(world_.cooling[CoolingId{consumer.index}].feeds),
                 State::stopped, State::running);
            break;
        case EntityKind::device:
            turn(device_live_[DeviceId{consumer.index}], fed(world_.devices[DeviceId{consumer.index}].feeds),
                 State::stopped, State::running);
            break;
        default: raise_bug(__FILE__, __LINE__, "only nodes, rows, cooling and devices consume power");
    }
}

void PowerGraph::set_isolated(PowerNodeId node, bool isolated, const Listener& listener) {
    nodes_[node].isolated = isolated;
    settle(node, entity(EntityKind::power_node, node), listener);
}

void PowerGraph::set_isolated(RowId row, bool isolated, const Listener& listener) {
    for (const CableId cable : world_.rows[row].feeds) open_[cable] = isolated;
    settle_consumer(entity(EntityKind::row, row), entity(EntityKind::row, row), listener);
}

void PowerGraph::set_damaged(PowerNodeId node, bool damaged, const Listener& listener) {
    nodes_[node].damaged = damaged;
    settle(node, entity(EntityKind::power_node, node), listener);
}

void PowerGraph::set_tripped(PowerNodeId node, bool tripped, const Listener& listener) {
    nodes_[node].tripped = tripped;
    settle(node, entity(EntityKind::power_node, node), listener);
}

void PowerGraph::set_generator(PowerNodeId node, State engine, const Listener& listener) {
    nodes_[node].engine = engine;
    settle(node, entity(EntityKind::power_node, node), listener);
}

void PowerGraph::set_cut(CableId cable, bool cut, const Listener& listener) {
    cut_[cable] = cut;
    settle_consumer(consumer_[cable], entity(EntityKind::cable, cable), listener);
}

void PowerGraph::battery_empty(PowerNodeId node, const Listener& listener) {
    if (nodes_[node].state != State::on_battery) return;
    nodes_[node].charged = false;
    settle(node, entity(EntityKind::power_node, node), listener);
}

void PowerGraph::lose_battery(PowerNodeId node, const Listener& listener) {
    nodes_[node].battery = false;
    settle(node, entity(EntityKind::power_node, node), listener);
}

std::vector<PowerNodeId> standby_generators(const World& world) {
    // A node hangs on a utility if one feeds it, however far up; a generator backs up a utility if a node
    // further down hangs on one. Both relations settle in as many rounds as the graph is deep.
    Table<PowerNodeId, char> on_utility, backs_up;
    on_utility.assign(world.power.size(), 0);
    backs_up.assign(world.power.size(), 0);
    bool generators = false;
    for (const PowerNodeId id : world.power.keys()) {
        on_utility[id] = world.power[id].kind == PowerKind::utility;
        generators = generators || world.power[id].kind == PowerKind::generator;
    }
    for (bool changed = generators; changed;) {
        changed = false;
        for (const PowerNodeId id : world.power.keys()) {
            for (const CableId cable : world.power[id].inputs) {
                const PowerNodeId from = world.cables[cable].from;
                const bool turns = (on_utility[from] && !on_utility[id]);
                const bool backs = (on_utility[id] || backs_up[id]) && !backs_up[from];
                if (turns) on_utility[id] = 1;
                if (backs) backs_up[from] = 1;
                changed = changed || turns || backs;
            }
        }
    }
    std::vector<PowerNodeId> result;
    for (const PowerNodeId id : world.power.keys()) {
        if (world.power[id].kind == PowerKind::generator && backs_up[id]) result.push_back(id);
    }
    return result;
}

}  // namespace firebreak::facility
