// Checks of placement: each rule can be obeyed, and there are servers enough.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenario/checks.hpp"

namespace firebreak::scenario {
namespace {

using RoomSet = std::set<std::string>;

std::set<std::string> rooms_with_racks(const Site& site) {
    std::set<std::string> rooms;
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

/// Servers asked of a set of rooms, and the rule that asked first (where a shortage is reported).
struct Demand {
    std::int64_t servers = 0;
    std::string pointer;
};

}  // namespace

void Checks::placement() {
    for (const PlacementRule& each : scenario_.layout.placement) rule(each, "/layout/placement/" + each.id);
    // Sums over fields that could not be read would be wrong.
    if (before_.all().empty()) capacity();
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
    const std::set<std::string> with_racks = rooms_with_racks(*site);
    if (with_racks.empty()) return add({pointer + "/site", fmt::format("site {} has no racks", site->id)});
    for (std::size_t i = 0; i < copy.rooms.size(); ++i) {
        if (!rooms.has(copy.rooms[i]) || with_racks.contains(copy.rooms[i])) continue;
        add({fmt::format("{}/rooms/{}", pointer, i),
             fmt::format("room {} has no racks", in_quotes(copy.rooms[i])),
             fmt::format("rooms with racks: {}", fmt::join(with_racks, ", "))});
    }
    for (const auto& [kind, name] :
         {std::pair{DeviceKind::border, "border router"}, {DeviceKind::core, "core switch"}}) {
        if (std::ranges::find(site->network, kind, &NetworkDevice::kind) != site->network.end()) continue;
        add({"/layout/sites/" + site->id, fmt::format("no {}: its servers cannot be reached", name),
             "add one under \"network\""});
    }
}

void Checks::capacity() {
    std::map<const Site*, std::map<RoomSet, Demand>> demands;
    for (const Component& component : scenario_.services.components) {
        const PlacementRule* rule = find_rule(component.placement);
        for (std::size_t i = 0; rule != nullptr && i < rule->replicas.size(); ++i) {
            const ReplicaRule& copy = rule->replicas[i];
            const Site* site = find_site(copy.site);
            if (site == nullptr) continue;
            const RoomSet rooms =
                copy.rooms.empty() ? rooms_with_racks(*site) : RoomSet(copy.rooms.begin(), copy.rooms.end());
            Demand& demand = demands[site][rooms];
            demand.servers += static_cast<std::int64_t>(std::ceil(component.servers * copy.capacity_ratio));
            if (demand.pointer.empty())
                demand.pointer = fmt::format("/layout/placement/{}/replicas/{}", rule->id, i);
        }
    }
    for (auto& [site, by_rooms] : demands) by_rooms[rooms_with_racks(*site)];  // the site as a whole
    for (const Site& site : scenario_.layout.sites) {
        const RoomSet whole = rooms_with_racks(site);
        for (const auto& [rooms, demand] : demands[&site]) {
            std::int64_t asked = 0;  // of these rooms, by everyone who may stand in no other
            for (const auto& [inner, each] : demands[&site]) {
                if (std::ranges::includes(rooms, inner)) asked += each.servers;
            }
            const std::int64_t there = servers_in(site, rooms);
            if (asked <= there) continue;
            const bool all = rooms == whole;
            const std::string place =
                all ? "site " + site.id : fmt::format("{} of site {}", fmt::join(rooms, ", "), site.id);
            add({all ? "/layout/sites/" + site.id + "/rows" : demand.pointer,
                 fmt::format("components ask for {} servers in {}, which has {}: {} are missing", asked,
                             place, there, asked - there),
                 "add racks, or lower servers or capacity_ratio"});
        }
    }
}

}  // namespace firebreak::scenario
