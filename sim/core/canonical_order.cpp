// Sorts by name, in natural order.
#include "core/canonical_order.hpp"

#include <algorithm>

#include "core/natural_order.hpp"

namespace firebreak {
namespace {

template <class Item>
void sort_by_id(std::vector<Item>& items) {
    std::ranges::sort(items, natural_less, &Item::id);
}

void sort(Layout& layout) {
    sort_by_id(layout.sites);
    for (Site& site : layout.sites) {
        sort_by_id(site.rooms);
        sort_by_id(site.power);
        sort_by_id(site.rows);
        sort_by_id(site.cooling);
        sort_by_id(site.network);
    }
    sort_by_id(layout.wan);
    sort_by_id(layout.placement);
}

void sort(Services& services) {
    sort_by_id(services.components);
    sort_by_id(services.services);
    for (Service& service : services.services) sort_by_id(service.functions);
    sort_by_id(services.demand_curves);
    sort_by_id(services.demand_weeks);
}

}  // namespace

Scenario in_canonical_order(Scenario scenario) {
    sort(scenario.layout);
    sort(scenario.services);
    sort_by_id(scenario.observed.zones);
    sort_by_id(scenario.observed.rooms);
    sort_by_id(scenario.response.crews.specialists);
    return scenario;
}

}  // namespace firebreak
