// Which cooling units run, and how much heat they take from each room.
#pragma once

#include <vector>

#include "facility/power_graph.hpp"

namespace firebreak::facility {

/// Units, and the plant behind them.
///
/// Model card. A unit is able to run if it has power, nobody inhibits it, and `plant_needed` of its plant
///   run. It stops at once when it is not, and runs again a drawn time after it is (fans; chillers take
///   longer). A room keeps cool if K_r >= P_r: K_r = sum of K_u w_ur over its running units u, with K_u
///   capacity of the unit, W (0: enough for everything), and w_ur the room's part of the unit: its share
///   of the full load of the rooms that the unit serves; P_r load of the racks that are on, W.
/// Source: energy balance of the room; restart times from vendors. Valid for units that share a room's
///   air. Leaves out capacities of plant (`plant_needed` stands for it), stored cold, hot spots, outdoor
///   temperature, and units that could lend capacity from one room to another. A room is taken to be cool
///   while all its units run, whatever their capacity: the steady state before the fire.
class CoolingPlant {
  public:
    explicit CoolingPlant(const World& world);

    struct Turn {
        CoolingId unit;
        bool able = false;
        bool was_running = false;
    };
    /// Units that have become unable or able since the last call, plant before what it serves. Those that
    /// are no longer able have stopped.
    std::vector<Turn> review(const PowerGraph& graph);
    void set_inhibited(CoolingId unit, bool inhibited) { units_[unit].inhibited = inhibited; }
    /// An able unit has come up to speed.
    void start(CoolingId unit) { units_[unit].running = true; }

    [[nodiscard]] bool running(CoolingId unit) const { return units_[unit].running; }
    [[nodiscard]] bool able(CoolingId unit) const { return units_[unit].able; }
    /// Other units need it.
    [[nodiscard]] bool is_plant(CoolingId unit) const { return units_[unit].is_plant; }
    /// Heat that the running units take from `room` at most; infinite: enough for any load, or a room
    /// without units of its own, which is cooled by means outside the model.
    [[nodiscard]] Watts capacity(RoomId room) const;
    /// The same once the fans that have what they need are up to speed.
    [[nodiscard]] Watts capacity_at_speed(RoomId room) const;
    /// What all units of `room` together remove from it; infinite as for `capacity`.
    [[nodiscard]] Watts rated(RoomId room) const;
    [[nodiscard]] bool has_units(RoomId room) const { return !parts_[room].empty(); }

  private:
    struct Unit {
        bool inhibited = false;
        bool able = true;
        bool running = true;
        bool is_plant = false;
    };
    struct Part {
        CoolingId unit;
        double capacity_w = 0.0;  ///< of the unit, for this room
    };

    [[nodiscard]] bool plant_runs(CoolingId unit) const;
    [[nodiscard]] Watts sum(RoomId room, bool Unit::*counts) const;

    const World& world_;
    std::vector<CoolingId> plant_first_;
    Table<CoolingId, Unit> units_;
    Table<RoomId, std::vector<Part>> parts_;
};

}  // namespace firebreak::facility
