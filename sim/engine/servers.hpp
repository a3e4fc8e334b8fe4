// Racks of servers: going dark with their row, coming back by automation or by hand.
#pragma once

#include <functional>

#include "engine/crew.hpp"
#include "engine/replacements.hpp"
#include "engine/server_luck.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Servers are counters on their rack.
///
/// Model card. The racks of a row that is energised get power one after the other, `outlet_delay` apart. Such
/// a rack boots by itself while the boot automation is available (one drawn `boot` time a rack), at most
/// `racks_booting_at_once` of a site at a time, the most urgent first; without automation it waits for a
/// technician, who spends `hands_per_server` on each of its servers, one after the other, and the rack counts
/// when the last is done. Automation that comes back takes over the racks that still wait; racks that wait
/// for their turn to boot when it goes away wait for hands. Each power cut kills some servers, and makes
/// others check their disks (server_luck.hpp); the dead are mended by technicians (`fix_per_server` each)
/// when no rack waits. Racks soiled by smoke are cleaned first, on counted lines (`cleaning_per_server`
/// each). Wet racks wait until their room is dry; a share of them is scrap then. Scrap racks are replaced
/// (replacements.hpp). Source: server manuals and practice, see the parameters. Valid for racks of like
/// servers. A share of the technicians is on site, the others travel (organisation.hpp); their work and that of
/// the cleaning lines outlasts shifts (services/shifts.hpp). Leaves out graceful shutdown, boots that slow each other down below the limit, and local disks
/// that a technician swaps. Worked number: 120 racks, 50 at a time, 5 min each: the last is up 15 min after
/// the first got power. Verification: rows "boot storm", 36 and 37.
class Servers {
  public:
    /// `changed` is called after a rack's count of running servers has changed.
    using Changed = std::function<void(RackId rack, EventId cause)>;

    /// `scrapped` is called once for each rack that is lost with its servers, whatever did it, until new ones
    /// stand in it.
    Servers(const Stage& stage, Changed changed, Changed scrapped);

    void set_row(RowId row, bool energised, EventId cause);
    /// A rack that differs from its row: it has power while its row has and it was not set to false last.
    void set_rack(RackId rack, bool energised, EventId cause);
    [[nodiscard]] bool row_on(RackId rack) const { return racks_[rack].row_on; }
    [[nodiscard]] bool cord_on(RackId rack) const { return racks_[rack].cord_on; }
    void set_automation(bool available, EventId cause);
    /// Those who had to travel are on site.
    void technicians_arrive(EventId cause);
    /// What has happened to the racks of a row: smoke, heat of a room without cooling, water, fire or too
    /// much smoke.
    void soil_row(RowId row);
    void stress_row(RowId row);
    void wet_row(RowId row, EventId cause);
    void scrap_row(RowId row, EventId cause);
    /// Their room is dry, or has been given back after a fire.
    void dry_row(RowId row, EventId cause);
    void open_row(RowId row, EventId cause);
    /// The site may be entered after the fire.
    void inspect(SiteId site, EventId cause) { replacements_.inspect(site, cause); }

    /// Servers that run, as a share of the rack's.
    [[nodiscard]] double up_share(RackId rack) const;

  private:
    struct Rack {
        State state = State::up;
        int up = 0;
        int broken = 0;
        int checking = 0;
        bool soiled = false;
        bool stressed = false;  ///< soiled or too hot once
        bool wet = false;
        bool scrap = false;
        bool row_on = true;
        bool cord_on = true;      ///< of a rack on one feed: that feed
        bool boots = false;       ///< takes a place in its site's boot infrastructure
        std::uint32_t cuts = 0;   ///< power losses while it was on
        std::uint32_t drawn = 0;  ///< ... of which the dead are known
        std::uint32_t epoch = 0;  ///< counts power losses; older plans are void
        Crew* queue = nullptr;    ///< where it waits
        bool to_come_up = false;  ///< ... for a boot place or for hands, whichever the automation says
        Crew::Ticket request = 0;
        EventId last;
        [[nodiscard]] bool powered() const { return row_on && cord_on; }
    };
    void set_power(RackId id, bool was, Ticks delay, EventId cause);
    void power_off(RackId id, EventId cause);
    void proceed(RackId id, EventId cause);
    void queue(RackId id, Crew& crew, Crew::Request request);
    void leave_queue(RackId id);
    void clean(RackId id, EventId cause);
    void bring_up(RackId id, EventId cause);
    void boot_by_itself(RackId id, EventId cause);
    void wait_for_hands(RackId id, EventId cause);
    void come_up(RackId id, EventId cause);
    void wait_for_checks(RackId id, EventId cause);
    void mend_broken(RackId id, EventId cause);
    void scrap(RackId id, bool barred, EventId cause);
    EventId built(RackId id, EventId cause);
    EventId turn(RackId id, State to, EventId cause);
    void by_hand(Ticks work, Calendar::Action done);
    void after(Ticks delay, RackId id, std::function<void()> action);
    [[nodiscard]] SiteId site_of(RackId rack) const {
        return stage_.world.rows[stage_.world.racks[rack].row].site;
    }

    const Stage& stage_;
    Changed changed_;
    Changed scrapped_;
    Crew technicians_;
    Crew cleaners_;
    Table<SiteId, Crew> boot_places_;
    ServerLuck luck_;
    Replacements replacements_;
    bool automation_ = true;
    Table<RackId, Rack> racks_;
};

}  // namespace firebreak::engine
