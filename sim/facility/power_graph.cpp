// Liveness spreads from a changed node to its consumers; the graph has no cycles (checked by the reader).
#include "facility/power_graph.hpp"

namespace firebreak::facility {

PowerGraph::PowerGraph(const World& world) : world_{world} {
    cut_.assign(world.cables.size(), 0);
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
    row_off_.assign(world.rows.size(), 0);
    cooling_off_.assign(world.cooling.size(), 0);
    device_off_.assign(world.devices.size(), 0);
    for (const PowerNodeId id : standby_generators(world)) nodes_[id].engine = State::standby;

    // Everything starts live: sources first, and from them all that they reach.
    for (const PowerNodeId id : world.power.keys()) {
        settle(id, entity(EntityKind::power_node, id), [](Entity, State, State, Entity) {});
    }
}

bool PowerGraph::fed(const std::vector<CableId>& feeds, bool on, int needed) const {
    for (const CableId cable : feeds) {
        if ((on ? live(cable) : backed(cable)) && --needed == 0) return true;
    }
    return false;
}

bool PowerGraph::is_backed(PowerNodeId id, State state) const {
    if (state != State::energised) return false;
    const WorldPowerNode& described = world_.power[id];
    const bool source = described.kind == PowerKind::utility || described.kind == PowerKind::generator;
    return source || fed(described.inputs, false, described.inputs_needed);
}

State PowerGraph::evaluate(PowerNodeId id) const {
    const Node& node = nodes_[id];
    const WorldPowerNode& described = world_.power[id];
    if (node.off != 0) return State::dark;
    if (node.tripped) return State::stopped;
    const bool source = described.kind == PowerKind::utility || described.kind == PowerKind::generator;
    if (source) return node.engine;
    const bool on = carries(node.state);
    if (fed(described.inputs, on, described.inputs_needed)) return State::energised;
    const bool bridged = on && node.battery && node.charged && described.kind == PowerKind::ups;
    return bridged ? State::on_battery : State::dark;
}

void PowerGraph::settle(PowerNodeId id, Entity parent, const Listener& listener) {
    Node& node = nodes_[id];
    const State was = node.state;
    const State now = evaluate(id);
    const bool backed_now = is_backed(id, now);
    if (was == now && node.backed == backed_now) return;
    const bool passes_on = carries(was) != carries(now) || node.backed != backed_now;
    node.state = now;
    node.backed = backed_now;
    const Entity self = entity(EntityKind::power_node, id);
    if (was != now) listener(self, was, now, parent);
    if (!passes_on) return;
    // A supply that is back behind a node turns what was dark below it, and the node itself shows nothing.
    for (const Entity consumer : node.consumers) settle_consumer(consumer, was != now ? self : parent, listener);
}

void PowerGraph::settle_consumer(Entity consumer, Entity parent, const Listener& listener) {
    const auto turn = [&](char& live, const std::vector<CableId>& feeds, State off_state, State on_state) {
        const bool now = off(consumer) == 0 && fed(feeds, live != 0);
        if (static_cast<bool>(live) == now) return;
        live = now;
        listener(consumer, now ? off_state : on_state, now ? on_state : off_state, parent);
    };
    switch (consumer.kind) {
        case EntityKind::power_node: return settle(PowerNodeId{consumer.index}, parent, listener);
        case EntityKind::row: {
            const RowId row{consumer.index};
            return turn(row_live_[row], world_.rows[row].feeds, State::dark, State::energised);
        }
        case EntityKind::cooling: {
            const CoolingId unit{consumer.index};
            return turn(cooling_live_[unit], world_.cooling[unit].feeds, State::stopped, State::running);
        }
        case EntityKind::device: {
            const DeviceId device{consumer.index};
            return turn(device_live_[device], world_.devices[device].feeds, State::stopped, State::running);
        }
        default: raise_bug(__FILE__, __LINE__, "only nodes, rows, cooling and devices consume power");
    }
}

PowerGraph::Reasons& PowerGraph::off(Entity what) {
    switch (what.kind) {
        case EntityKind::power_node: return nodes_[PowerNodeId{what.index}].off;
        case EntityKind::row: return row_off_[RowId{what.index}];
        case EntityKind::cooling: return cooling_off_[CoolingId{what.index}];
        case EntityKind::device: return device_off_[DeviceId{what.index}];
        default: raise_bug(__FILE__, __LINE__, "only equipment and rows are kept off");
    }
}

bool PowerGraph::live(Entity what) const {
    switch (what.kind) {
        case EntityKind::power_node: return live(PowerNodeId{what.index});
        case EntityKind::row: return live(RowId{what.index});
        case EntityKind::cooling: return live(CoolingId{what.index});
        case EntityKind::device: return live(DeviceId{what.index});
        default: raise_bug(__FILE__, __LINE__, "only equipment and rows are live");
    }
}

void PowerGraph::set_off(Entity what, State why, bool turned_off, const Listener& listener) {
    const Reasons bit = why == State::isolated ? 1 : why == State::damaged ? 2 : why == State::wet ? 4 : 8;
    Reasons& reasons = off(what);
    reasons = static_cast<Reasons>(turned_off ? reasons | bit : reasons & ~bit);
    settle_consumer(what, what, listener);
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
