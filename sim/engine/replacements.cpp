// lost -> ordered -> delivered, and room open -> racking -> built
#include "engine/replacements.hpp"

#include <cmath>

namespace firebreak::engine {
namespace {

/// After racks that wait for hands and servers to be mended; the most urgent racks first.
constexpr int racking_priority = 3'000'000;

}  // namespace

Replacements::Replacements(const Stage& stage, Crew& technicians, ByHand by_hand, Turn turn, Built built)
    : stage_{stage},
      technicians_{technicians},
      by_hand_{std::move(by_hand)},
      turn_{std::move(turn)},
      built_{std::move(built)},
      orders_{stage.calendar} {
    items_.assign(stage.world.racks.size(), {});
    inspected_.assign(stage.world.sites.size(), 0);
    stock_.assign(stage.world.sites.size(), 0);
    for (const RackId rack : stage.world.racks.keys())
        stock_[site_of(rack)] += stage.world.racks[rack].servers;
    for (int& servers : stock_)
        servers = static_cast<int>(std::floor(servers * stage.world.parameters.servers.stock.value()));
}

SiteId Replacements::site_of(RackId rack) const {
    return stage_.world.rows[stage_.world.racks[rack].row].site;
}

void Replacements::lose(RackId rack, bool barred, EventId cause) {
    Item& item = items_[rack];
    item.barred = item.barred || barred;
    if (item.lost) return;
    item.lost = true;
    if (inspected_[site_of(rack)]) order(rack, cause);
}

void Replacements::open(RackId rack, EventId cause) {
    Item& item = items_[rack];
    if (!item.barred) return;
    item.barred = false;
    if (item.delivered) build_in(rack, cause);
}

void Replacements::inspect(SiteId site, EventId cause) {
    inspected_[site] = 1;
    for (const RackId rack : items_.keys()) {
        if (items_[rack].lost && !items_[rack].ordered && site_of(rack) == site) order(rack, cause);
    }
}

Ticks Replacements::lead_time(RackId rack) {
    const ServerParameters& p = stage_.world.parameters.servers;
    const SiteId site = site_of(rack);
    const std::string& name = stage_.world.sites[site].name;
    const int servers = stage_.world.racks[rack].servers;
    if (stock_[site] < servers)
        return stage_.draws.duration(p.order_delivery, "servers.order_delivery", name);
    stock_[site] -= servers;
    return stage_.draws.duration(p.stock_delivery, "servers.stock_delivery", name);
}

void Replacements::order(RackId rack, EventId cause) {
    items_[rack].ordered = true;
    orders_.ask(urgency(stage_.world.racks[rack]), [this, rack, cause] { place_order(rack, cause); });
}

void Replacements::place_order(RackId rack, EventId cause) {
    const EventId ordered = turn_(rack, State::ordered, cause);
    stage_.calendar.after(lead_time(rack), Phase::servers, [this, rack, ordered] {
        items_[rack].delivered = true;
        if (!items_[rack].barred) build_in(rack, ordered);
    });
}

void Replacements::build_in(RackId rack, EventId cause) {
    const WorldRack& described = stage_.world.racks[rack];
    const Ticks work =
        described.servers * stage_.draws.duration(stage_.world.parameters.servers.racking_per_server,
                                                  "servers.racking_per_server", described.name);
    const auto rack_up = [this, rack, work](EventId freed) {
        const EventId racking = turn_(rack, State::racking, freed);
        by_hand_(work, [this, rack, racking] {
            items_[rack] = Item{};
            technicians_.release(built_(rack, racking));
        });
    };
    technicians_.ask({urgency(described).after_all(racking_priority), cause, rack_up});
}

}  // namespace firebreak::engine
