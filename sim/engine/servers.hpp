// Racks of servers: going dark with their row, coming back by automation or by hand.
#pragma once

#include <functional>

#include "engine/crew.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Servers are counters on their rack.
///
/// Model card. A rack whose row is energised boots by itself while the boot automation is available
/// (one drawn `boot` time a rack); otherwise it waits for a technician, who spends `hands_per_server`
/// on each of its servers, one after the other, and the rack counts when the last is done. Each
/// server fails to return from a power cycle with a probability drawn once a run and site
/// (`non_return`); those are mended by technicians (`fix_per_server` each) when no rack waits.
/// Automation that comes back takes over the racks that still wait. Racks soiled by smoke are cleaned first,
/// on counted lines (`cleaning_per_server` each); racks that are scrap never come back before the horizon.
/// Left out: replacement, staggered boots,
/// shared image servers, repeated power cycles that kill further servers.
class Servers {
  public:
    /// `changed` is called after a rack's count of running servers has changed.
    using Changed = std::function<void(RackId rack, EventId cause)>;

    Servers(const Stage& stage, Changed changed);

    void set_row(RowId row, bool energised, EventId cause);
    /// A rack that differs from its row: it has power while its row has and it was not set to false last.
    void set_rack(RackId rack, bool energised, EventId cause);
    [[nodiscard]] bool row_on(RackId rack) const { return racks_[rack].row_on; }
    [[nodiscard]] bool cord_on(RackId rack) const { return racks_[rack].cord_on; }
    void set_automation(bool available, EventId cause);
    /// Smoke or fire has been at the racks of a row.
    void soil_row(RowId row);
    void scrap_row(RowId row, EventId cause);

    /// Servers that run, as a share of the rack's.
    [[nodiscard]] double up_share(RackId rack) const;

  private:
    struct Rack {
        State state = State::up;
        int up = 0;
        int broken = 0;
        bool soiled = false;
        bool scrap = false;
        bool cycled = false;        ///< broken has been drawn
        bool row_on = true;
        bool cord_on = true;        ///< of a rack on one feed: that feed
        std::uint32_t epoch = 0;    ///< counts power losses; older plans are void
        Crew::Ticket request = 0;
        EventId last;
    };

    void set_power(RackId id, bool row_on, bool cord_on, EventId cause);
    void power_off(RackId id, EventId cause);
    void power_on(RackId id, EventId cause);
    void clean(RackId id, EventId cause);
    void bring_up(RackId id, EventId cause);
    void boot_by_itself(RackId id, EventId cause);
    void wait_for_hands(RackId id, EventId cause);
    void come_up(RackId id, EventId cause);
    void mend_broken(RackId id, EventId cause);
    EventId turn(RackId id, State to, EventId cause);

    const Stage& stage_;
    Changed changed_;
    Crew technicians_;
    Crew cleaners_;
    bool automation_ = true;
    Table<RackId, Rack> racks_;
};

}  // namespace firebreak::engine
