// What cooling does by itself: units that stop and restart, rooms that warm up, rows that shut down.
#pragma once

#include <vector>

#include "facility/agenda.hpp"
#include "facility/cooling_plant.hpp"
#include "facility/journal.hpp"
#include "facility/power_loads.hpp"
#include "facility/room_heat.hpp"

namespace firebreak::facility {

/// Model card of the sequence: cooling_plant.hpp says what runs, room_heat.hpp how rooms warm up. Rows
/// switch off one by one in the order of their thresholds, which takes their load from the shortfall, so
/// that the others may be saved. A row comes back once the cooling has room for its full load beside that
/// of the rows that are on. A row that is switched on heats once its servers have booted (one draw of
/// `servers.boot` a row): until then it idles, and fans that start with it are in time. A row that was off is
/// switched on no sooner than the cooling of its room bears it, beside the rows that are on (`bears`): its units
/// have power and their plant runs; rooms without cooling units wait for nothing. UPS and network devices in an overheated room stop like its rows;
/// they come back as soon as the cooling bears the rows that are on, or once nothing heats the room any more and the facility
/// crew has reset them (`trip_reset`): a UPS that feeds the cooling of its own room could not wait for that.
class CoolingResponse {
  public:
    CoolingResponse(const World& world, const Draws& draws, Journal& journal, Agenda& agenda);

    /// A unit gained or lost its supply.
    void power_turned(CoolingId unit, ChangeRef cause) { cause_[unit] = cause; }
    /// A change from outside: {cooling, normal -> stopped} inhibits a unit, {-> normal} releases it.
    void apply(const StateChange& change, ChangeRef ref);
    void unit_starts(CoolingId unit, ChangeRef cause);
    /// What heat has switched off, or no longer keeps off.
    struct Turned {
        std::vector<RowId> rows;
        std::vector<Entity> electronics;  ///< UPS and devices
    };
    /// What has become too hot in `room`: rows are marked, too.
    [[nodiscard]] Turned overheat(RoomId room, ChangeRef cause, const PowerGraph& graph, Consumption& consumption);
    /// The crew resets what heat has stopped in `room`, unless it is being heated still.
    [[nodiscard]] Turned reset(RoomId room);

    /// The cooling of its room, once its fans are up to speed, bears `row`, which is off.
    [[nodiscard]] bool bears(RowId row, const Consumption& consumption) const;
    /// What last let a unit start that serves the room of `row`.
    [[nodiscard]] ChangeRef readied(RowId row) const { return readied_[world_.rows[row].room]; }

    /// A row was switched on.
    void row_energised(RowId row, ChangeRef cause);
    void settle_units(const PowerGraph& graph);
    /// Rows and electronics that may run again are no longer hot.
    [[nodiscard]] Turned release(const PowerGraph& graph, Consumption& consumption);
    /// After all changes of an instant: recomputes how rooms warm up.
    void settle_heat(const PowerGraph& graph, const Consumption& consumption);

  private:
    struct Electronics {
        Entity what;
        bool hot = false;
        Kelvins threshold{};
    };
    struct Hall {
        RoomId room;
        std::vector<RowId> rows;
        std::vector<Electronics> electronics;
        std::vector<Kelvins> thresholds;  ///< of the rows; drawn when the room first warms up
        Watts shortfall{0.0};             ///< of each rack that is on
        bool warming = false;
        bool too_hot = false;
        ChangeRef cause = 0;  ///< why the room warms up
    };

    [[nodiscard]] ChangeRef cause_of(const CoolingPlant::Turn& turn, const PowerGraph& graph) const;
    [[nodiscard]] bool heats(RowId row, const Consumption& consumption) const {
        return consumption.row_on[row] && heats_from_[row] <= journal_.now();
    }
    Hall& hall_of(RoomId room);
    void mark_too_hot(Hall& hall, ChangeRef cause);
    void cool_electronics(Hall& hall, Turned& turned);
    void draw_thresholds(Hall& hall);
    void plan_shutdown(Hall& hall, const PowerGraph& graph, const Consumption& consumption);

    const World& world_;
    const Draws& draws_;
    Journal& journal_;
    Agenda& agenda_;
    CoolingPlant plant_;
    RoomHeat heat_;
    std::vector<Hall> halls_;            ///< rooms with rows and cooling units
    Table<CoolingId, ChangeRef> cause_;  ///< why its supply or inhibition turned
    Table<CoolingId, char> inhibited_;
    Table<RowId, Instant> heats_from_;
    Table<RoomId, ChangeRef> stopped_;  ///< the last stop of a unit that serves the room
    Table<RoomId, ChangeRef> readied_;
};

}  // namespace firebreak::facility
