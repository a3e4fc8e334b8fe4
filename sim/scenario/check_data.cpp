// Checks of data: backups that lie somewhere, copies that can reach each other, links that carry the writes.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenario/checks.hpp"

namespace firebreak::scenario {
namespace {

/// The sites that links join to `from`, itself included.
std::set<std::string> joined_to(const Layout& layout, const std::string& from) {
    std::set<std::string> joined{from};
    for (bool grew = true; grew;) {
        grew = false;
        for (const WanLink& link : layout.wan) {
            if (joined.contains(link.from) == joined.contains(link.to)) continue;
            joined.insert(link.from);
            joined.insert(link.to);
            grew = true;
        }
    }
    return joined;
}

double wan_of(const Layout& layout, const std::string& site) {
    double bandwidth = 0.0;
    for (const WanLink& link : layout.wan) {
        if (link.from == site || link.to == site) bandwidth += link.bandwidth.value();
    }
    return bandwidth;
}

}  // namespace

void Checks::data() {
    const bool links_known = !problems_.touches("/layout/wan");  // what is wrong there explains the rest
    std::vector<std::string> nowhere;
    for (const PlacementRule& rule : scenario_.layout.placement) {
        const std::string place = "/layout/placement/" + rule.id;
        if (rule.backup) {
            reference(rule.backup->site, sites_, place + "/backup/site");
            if (const Site* site = find_site(rule.backup->site)) {
                const Known rooms{"room", " in site " + site->id, site->rooms};
                references(rule.backup->rooms, rooms, place + "/backup/rooms");
                if (rule.backup->rooms.empty()) nowhere.push_back(rule.id);
            }
        }
        if (!links_known || rule.replication == Replication::none || rule.replicas.size() < 2) continue;
        std::vector<std::string> writers;
        double writes = 0.0;
        for (const Component& component : scenario_.services.components) {
            if (component.placement != rule.id || component.write_rate.value() <= 0.0) continue;
            writers.push_back(component.id);
            writes += component.write_rate.value();
        }
        if (!writers.empty()) replication(rule, place, fmt::format("{}", fmt::join(writers, ", ")), writes);
    }
    if (nowhere.empty()) return;
    add({"/layout/placement/" + nowhere.front() + "/backup",
         fmt::format("no rooms are named for the backups of {}: they are lost only with every room of their site that "
                     "has racks",
                     fmt::join(nowhere, ", ")),
         "say where they stand: \"rooms\"", false, Severity::warning});
}

void Checks::replication(const PlacementRule& rule, const std::string& place, const std::string& writers,
                         double writes) {
    const std::string& first = rule.replicas.front().site;
    if (find_site(first) == nullptr) return;
    const std::set<std::string> joined = joined_to(scenario_.layout, first);
    for (std::size_t i = 1; i < rule.replicas.size(); ++i) {
        const std::string& site = rule.replicas[i].site;
        const std::string pointer = fmt::format("{}/replicas/{}/site", place, i);
        if (find_site(site) == nullptr) continue;
        if (!joined.contains(site)) {
            add({pointer,
                 fmt::format("no link joins {} to {}: {} cannot replicate there", first, site, writers),
                 "add a link under \"wan\"", false, Severity::warning});
        } else if (std::min(wan_of(scenario_.layout, first), wan_of(scenario_.layout, site)) < writes) {
            add({pointer,
                 fmt::format(
                     "{} writes more than the links between {} and {} carry: its copy falls behind for ever",
                     writers, first, site),
                 "raise bandwidth_gbps, or lower write_rate_mb_per_s", false, Severity::warning});
        }
    }
}

}  // namespace firebreak::scenario
