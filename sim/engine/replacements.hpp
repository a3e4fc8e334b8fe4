// New servers for those that fire, smoke or water have scrapped.
#pragma once

#include <functional>

#include "engine/crew.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card. Scrap racks are ordered when the fire service has cleared the site, those that turn out to be
///   scrap later (when they are dry) at once. The most urgent ones of an instant come from stock, as far as `stock`
///   times the site's servers go, `stock_delivery` later; all others `order_delivery` later, both drawn once a run
///   and site. A technician then builds them in, `racking_per_server` for each server, once the room has been
///   given back; this work comes after all other work of the technicians and outlasts shifts as theirs does.
/// Source: published recoveries after fires. Valid for servers that can be bought. Leaves out part
/// deliveries, racks and cabling, a decision to move instead of to rebuild, and money. Worked number: 4 scrap
/// racks of 40, a stock of 100 servers: 2 racks from stock, 2 built to order.
class Replacements {
  public:
    /// A rack has turned; returns the event.
    using Turn = std::function<EventId(RackId rack, State to, EventId cause)>;
    /// New servers stand in the rack; returns the rack's last event.
    using Built = std::function<EventId(RackId rack, EventId cause)>;
    /// Calls `done` when `work` of a technician that begins now is done.
    using ByHand = std::function<void(Ticks work, Calendar::Action done)>;

    Replacements(const Stage& stage, Crew& technicians, ByHand by_hand, Turn turn, Built built);

    /// `barred`: nobody may work there before `open`.
    void lose(RackId rack, bool barred, EventId cause);
    /// Its room has been given back.
    void open(RackId rack, EventId cause);
    /// The site may be entered.
    void inspect(SiteId site, EventId cause);

  private:
    struct Item {
        bool lost = false;
        bool ordered = false;
        bool delivered = false;
        bool barred = false;
    };

    [[nodiscard]] SiteId site_of(RackId rack) const;
    [[nodiscard]] Ticks lead_time(RackId rack);
    void order(RackId rack, EventId cause);
    void place_order(RackId rack, EventId cause);
    void build_in(RackId rack, EventId cause);

    const Stage& stage_;
    Crew& technicians_;
    ByHand by_hand_;
    Turn turn_;
    Built built_;
    Table<RackId, Item> items_;
    Table<SiteId, char> inspected_;
    Table<SiteId, int> stock_;  ///< servers left
    Weighing orders_;
};

}  // namespace firebreak::engine
