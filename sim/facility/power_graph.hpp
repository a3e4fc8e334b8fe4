// Which power nodes and consumers are live, kept up to date change by change.
#pragma once

#include <functional>
#include <vector>

#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// Whether a power node in this state passes power on.
[[nodiscard]] constexpr bool carries(State state) {
    return state == State::energised || state == State::on_battery;
}

/// A routed power graph.
///
/// Model card. A node is live if nothing keeps it off (a cut, damage, water, heat, a trip), and it is a source,
///   or `inputs_needed` of its input cables are whole and come from live nodes, or its battery still carries
///   it. A consumer (row, cooling unit, device) is live if nothing keeps it off and one of its feed cables is
///   live: A and B feeds are alternatives. A standby generator is a source once somebody has started it.
///   A battery carries on what was live when the supply failed; what is dark is energised only by feeds that
///   have a utility or generator behind them.
/// Source: success logic of a reliability block diagram (IEEE 493), evaluated on the routes as drawn.
/// Valid for graphs without cycles (checked by the reader). Leaves out voltage, phases, the few
/// milliseconds of a static transfer, and switches that fail to open or close; loads and overloads stand
/// in power_loads.hpp.
class PowerGraph {
  public:
    /// Called once for each node or consumer whose state turns; `parent` is the entity whose change
    /// turned it (the node or cable itself where it was hit directly).
    using Listener = std::function<void(Entity changed, State from, State to, Entity parent)>;

    explicit PowerGraph(const World& world);

    /// Keeps a power node, row, cooling unit or device off, or no longer, for the reason `why` (isolated,
    /// damaged, wet, too hot): each reason counts by itself, and its feeds stay whole.
    void set_off(Entity what, State why, bool off, const Listener& listener);
    void set_isolated(PowerNodeId node, bool isolated, const Listener& listener) {
        set_off(entity(EntityKind::power_node, node), State::isolated, isolated, listener);
    }
    void set_damaged(PowerNodeId node, bool damaged, const Listener& listener) {
        set_off(entity(EntityKind::power_node, node), State::damaged, damaged, listener);
    }
    /// A tripped node shows as `stopped`.
    void set_tripped(PowerNodeId node, bool tripped, const Listener& listener);
    void set_cut(CableId cable, bool cut, const Listener& listener);
    /// Of a standby generator: standby, starting, energised, or stopped (it failed to start).
    void set_generator(PowerNodeId node, State engine, const Listener& listener);
    void battery_empty(PowerNodeId node, const Listener& listener);
    /// There is charge again. Silent: nobody depends on it before the input fails.
    void battery_charged(PowerNodeId node) { nodes_[node].charged = true; }
    /// A battery that can no longer carry its UPS (it burns).
    void lose_battery(PowerNodeId node, const Listener& listener);

    [[nodiscard]] State state(PowerNodeId node) const { return nodes_[node].state; }
    [[nodiscard]] bool tripped(PowerNodeId node) const { return nodes_[node].tripped; }
    /// Nothing but a lack of input keeps it dark.
    [[nodiscard]] bool closed(PowerNodeId node) const { return nodes_[node].off == 0 && !nodes_[node].tripped; }
    [[nodiscard]] bool whole(CableId cable) const { return !cut_[cable]; }
    /// The cable is whole, and comes from a live node.
    [[nodiscard]] bool live(CableId cable) const { return !cut_[cable] && live(world_.cables[cable].from); }
    /// There is a utility or generator behind it, not a battery alone.
    [[nodiscard]] bool backed(PowerNodeId node) const { return nodes_[node].backed; }
    [[nodiscard]] bool backed(CableId cable) const { return live(cable) && backed(world_.cables[cable].from); }
    [[nodiscard]] bool live(PowerNodeId node) const { return carries(nodes_[node].state); }
    [[nodiscard]] bool live(RowId row) const { return row_live_[row]; }
    [[nodiscard]] bool live(CoolingId unit) const { return cooling_live_[unit]; }
    [[nodiscard]] bool live(DeviceId device) const { return device_live_[device]; }
    /// Of a node, row, cooling unit or device.
    [[nodiscard]] bool live(Entity what) const;

  private:
    using Reasons = unsigned char;  ///< a bit for each reason to be off
    struct Node {
        Reasons off = 0;
        bool tripped = false;
        bool backed = false;   ///< live, and not by a battery
        bool battery = false;  ///< there is one
        bool charged = true;
        State engine = State::energised;  ///< sources
        State state = State::dark;
        std::vector<Entity> consumers;
    };

    [[nodiscard]] State evaluate(PowerNodeId node) const;
    /// `on`: it has been live until now. A battery carries on what is live, and nothing is switched on on it.
    [[nodiscard]] bool fed(const std::vector<CableId>& feeds, bool on, int needed = 1) const;
    [[nodiscard]] bool is_backed(PowerNodeId node, State state) const;
    [[nodiscard]] Reasons& off(Entity what);
    void settle(PowerNodeId node, Entity parent, const Listener& listener);
    void settle_consumer(Entity consumer, Entity parent, const Listener& listener);

    const World& world_;
    Table<PowerNodeId, Node> nodes_;
    Table<CableId, char> cut_;
    Table<CableId, Entity> consumer_;
    Table<RowId, char> row_live_;
    Table<CoolingId, char> cooling_live_;
    Table<DeviceId, char> device_live_;
    Table<RowId, Reasons> row_off_;
    Table<CoolingId, Reasons> cooling_off_;
    Table<DeviceId, Reasons> device_off_;
};

/// Standby generators: those on whose way down the graph a utility comes in. Any other generator is the
/// prime source of what it feeds and always runs.
[[nodiscard]] std::vector<PowerNodeId> standby_generators(const World& world);

}  // namespace firebreak::facility
