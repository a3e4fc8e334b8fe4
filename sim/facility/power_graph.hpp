// Which power nodes and consumers are live, kept up to date change by change.
#pragma once

#include <functional>
#include <vector>

#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// A routed power graph. Model: a node is live if it is neither isolated nor damaged and it is a
/// source, or one of its input cables is whole and comes from a live node, or its battery still
/// carries it. A consumer (row, cooling unit, device) is live if one of its feed cables is whole and
/// comes from a live node: A and B feeds are alternatives. Left out here: capacities, k-of-n groups,
/// overload on transfer, generator start.
class PowerGraph {
  public:
    /// Called once for each node or consumer whose state turns; `parent` is the entity whose change
    /// turned it (the node or cable itself where it was hit directly).
    using Listener = std::function<void(Entity changed, State from, State to, Entity parent)>;

    explicit PowerGraph(const World& world);

    void set_isolated(PowerNodeId node, bool isolated, const Listener& listener);
    void set_damaged(PowerNodeId node, bool damaged, const Listener& listener);
    void set_cut(CableId cable, bool cut, const Listener& listener);
    void battery_empty(PowerNodeId node, const Listener& listener);
    /// A battery that can no longer carry its UPS (it burns).
    void lose_battery(PowerNodeId node, const Listener& listener);

    [[nodiscard]] bool live(PowerNodeId node) const { return nodes_[node].state != State::dark; }
    [[nodiscard]] bool live(RowId row) const { return row_live_[row]; }
    [[nodiscard]] bool live(CoolingId unit) const { return cooling_live_[unit]; }
    [[nodiscard]] bool live(DeviceId device) const { return device_live_[device]; }

  private:
    struct Node {
        bool isolated = false;
        bool damaged = false;
        bool battery = false;  ///< charged, or discharging
        State state = State::dark;
        std::vector<Entity> consumers;
    };

    [[nodiscard]] State evaluate(PowerNodeId node) const;
    [[nodiscard]] bool fed(const std::vector<CableId>& feeds) const;
    void settle(PowerNodeId node, Entity parent, const Listener& listener);
    void settle_consumer(Entity consumer, Entity parent, const Listener& listener);

    const World& world_;
    Table<PowerNodeId, Node> nodes_;
    Table<CableId, char> cut_;
    Table<CableId, Entity> consumer_;
    Table<RowId, char> row_live_;
    Table<CoolingId, char> cooling_live_;
    Table<DeviceId, char> device_live_;
};

}  // namespace firebreak::facility
