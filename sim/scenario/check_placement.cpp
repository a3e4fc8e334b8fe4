// Checks of placement: each rule can be obeyed, and there are servers enough.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenario/checks.hpp"

namespace firebreak::scenario {
namespace {

RoomSet rooms_with_racks(const Site& site) {
    RoomSet rooms;
    for (const Row& row : site.rows) rooms.insert(row.room);
    return rooms;
}

std::int64_t servers_in(const Site& site, const RoomSet& rooms) {
    std::int64_t servers = 0;
    for (const Row& row : site.rows) {
        if (rooms.contains(row.room)) servers += std::int64_t{row.racks} * row.servers_per_rack;
    }
    return servers;
}

}  // namespace

void Checks::placement() {
    for (const PlacementRule& each : scenario_.layout.placement) rule(each, "/layout/placement/" + each.id);
    for (const Site& site : scenario_.layout.sites) {
        const auto stands = [&](const PlacementRule& rule) {
            return std::ranges::find(rule.replicas, site.id, &ReplicaRule::site) != rule.replicas.end();
        };
        if (std::ranges::any_of(scenario_.layout.placement, stands)) reachable(site);
    }
    capacity();
}

void Checks::rule(const PlacementRule& rule, const std::string& pointer) {
    if (rule.replicas.empty()) {
        return add(
            {pointer, "no replica: its components would be nowhere", "add \"replicas\": [{\"site\": ...}]"});
    }
    if (std::ranges::none_of(rule.replicas,
                             [](const auto& copy) { return copy.role == ReplicaRole::active; })) {
        add({pointer + "/replicas", "no replica is active: nothing would be served even without a fire",
             "make one \"role\": \"active\""});
    }
    std::set<std::string> sites;
    for (std::size_t i = 0; i < rule.replicas.size(); ++i) {
        const std::string place = fmt::format("{}/replicas/{}", pointer, i);
        replica(rule.replicas[i], place);
        if (!rule.replicas[i].site.empty() && !sites.insert(rule.replicas[i].site).second) {
            add({place + "/site", fmt::format("a second replica in site {}", rule.replicas[i].site),
                 "one replica a site; raise its capacity_ratio instead"});
        }
    }
}

void Checks::replica(const ReplicaRule& copy, const std::string& pointer) {
    reference(copy.site, sites_, pointer + "/site");
    const Site* site = find_site(copy.site);
    if (site == nullptr) return;
    const Known rooms{"room", " in site " + site->id, site->rooms};
    references(copy.rooms, rooms, pointer + "/rooms");
    const RoomSet with_racks = rooms_with_racks(*site);
    if (before_.touches("/layout/sites/" + site->id + "/rows")) return;
    if (with_racks.empty()) return add({pointer + "/site", fmt::format("site {} has no racks", site->id)});
    for (std::size_t i = 0; i < copy.rooms.size(); ++i) {
        if (!rooms.has(copy.rooms[i]) || with_racks.contains(copy.rooms[i])) continue;
        add({fmt::format("{}/rooms/{}", pointer, i),
             fmt::format("room {} has no racks", in_quotes(copy.rooms[i])),
             fmt::format("rooms with racks: {}", fmt::join(with_racks, ", "))});
    }
}

void Checks::reachable(const Site& site) {
    for (const auto& [kind, name] :
         {std::pair{DeviceKind::border, "border router"}, {DeviceKind::core, "core switch"}}) {
        if (std::ranges::find(site.network, kind, &NetworkDevice::kind) != site.network.end()) continue;
        add({"/layout/sites/" + site.id, fmt::format("no {}: its servers cannot be reached", name),
             "add one under \"network\""});
    }
}

std::map<RoomSet, Demand> Checks::demands_in(const Site& site) const {
    std::map<RoomSet, Demand> demands;
    demands[rooms_with_racks(site)];  // the site as a whole
    for (const Component& component : scenario_.services.components) {
        const PlacementRule* rule = find_rule(component.placement);
        // What is wrong elsewhere in it would make the sum wrong as well.
        if (rule == nullptr || problems_.touches("/services/components/" + component.id)) continue;
        for (std::size_t i = 0; i < rule->replicas.size(); ++i) {
            const ReplicaRule& copy = rule->replicas[i];
            const std::string place = fmt::format("/layout/placement/{}/replicas/{}", rule->id, i);
            if (copy.site != site.id || problems_.touches(place)) continue;
            const RoomSet listed(copy.rooms.begin(), copy.rooms.end());
            Demand& demand = demands[listed.empty() ? rooms_with_racks(site) : listed];
            demand.servers += static_cast<std::int64_t>(std::ceil(component.servers * copy.capacity_ratio));
            if (demand.pointer.empty()) demand.pointer = place;
        }
    }
    return demands;
}

void Checks::capacity() {
    for (const Site& site : scenario_.layout.sites) {
        const std::string rows = "/layout/sites/" + site.id + "/rows";
        if (problems_.touches(rows)) continue;
        const RoomSet whole = rooms_with_racks(site);
        const std::map<RoomSet, Demand> demands = demands_in(site);
        for (const auto& [rooms, demand] : demands) {
            std::int64_t asked = 0;  // of these rooms, by everyone who may stand in no other
            for (const auto& [inner, each] : demands) {
                if (std::ranges::includes(rooms, inner)) asked += each.servers;
            }
            const std::int64_t there = servers_in(site, rooms);
            if (asked <= there) continue;
            const std::string place = rooms == whole
                                          ? "site " + site.id
                                          : fmt::format("{} of site {}", fmt::join(rooms, ", "), site.id);
            add({rooms == whole ? rows : demand.pointer,
                 fmt::format("components ask for {} servers in {}, which has {}: {} are missing", asked,
                             place, there, asked - there),
                 "add racks, or lower servers or capacity_ratio"});
        }
    }
}

}  // namespace firebreak::scenario
