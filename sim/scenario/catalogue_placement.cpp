// Changes of where services live and how they move.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {
namespace {

/// Servers of one full copy of everything in a placement class.
int servers_of(const Scenario& scenario, const std::string& placement) {
    int servers = 0;
    for (const Component& component : scenario.services.components) {
        if (component.placement == placement) servers += component.servers;
    }
    return servers;
}

std::map<std::string, int> spare_servers(const World& world) {
    std::map<std::string, int> spare;
    for (const WorldSite& site : world.sites) spare[site.name] = site.spare_servers;
    return spare;
}

Json replica_json(const std::string& site, const char* role) {
    return {{"site", site}, {"role", role}, {"capacity_ratio", 1}};
}

/// The site without a copy that has most room for one; empty: none has.
std::string site_for_copy(const Layout& layout, const PlacementRule& rule, const std::map<std::string, int>& spare, int needed) {
    std::string best;
    for (const Site& site : layout.sites) {
        const bool taken = std::any_of(rule.replicas.begin(), rule.replicas.end(),
                                       [&](const ReplicaRule& replica) { return replica.site == site.id; });
        const int room = spare.at(site.id);
        if (!taken && room >= needed && (best.empty() || room > spare.at(best))) best = site.id;
    }
    return best;
}

void propose_copy(const Scenario& scenario, const World& world, const PlacementRule& rule, Changes& changes) {
    const int servers = servers_of(scenario, rule.id);
    const std::string site = site_for_copy(scenario.layout, rule, spare_servers(world), servers);
    if (servers == 0 || site.empty()) return;
    const std::string at = pointer_of({"layout", "placement", rule.id});
    const std::string target = rule.id + "@" + site;
    PatchBuilder standby;
    standby.add(at + "/replicas/-", replica_json(site, "standby"));
    if (rule.failover == FailoverMode::none) standby.add(at + "/failover", "manual");
    if (rule.replication == Replication::none) standby.add(at + "/replication", "async");
    changes.push_back({"second_copy", "second_copy/" + target, fmt::format("keep a standby copy of {} at {}", rule.id, site),
                       standby.text(), static_cast<double>(servers), {}});
    PatchBuilder active;
    active.add(at + "/replicas/-", replica_json(site, "active"));
    active.add(at + "/failover", "automatic");
    if (rule.replication == Replication::none) active.add(at + "/replication", "async");
    changes.push_back({"second_copy", "second_copy/" + target + "/active", fmt::format("run {} at {} as well, side by side", rule.id, site),
                       active.text(), static_cast<double>(servers), {}});
}

void propose_capacity(const Scenario& scenario, const World& world, const PlacementRule& rule, Changes& changes) {
    const int servers = servers_of(scenario, rule.id);
    const std::map<std::string, int> spare = spare_servers(world);
    for (std::size_t i = 0; i < rule.replicas.size(); ++i) {
        const ReplicaRule& replica = rule.replicas[i];
        const double more = servers * (1.0 - replica.capacity_ratio);
        if (replica.role != ReplicaRole::standby || more <= 0.0 || more > spare.at(replica.site)) continue;
        PatchBuilder patch;
        patch.add(pointer_of({"layout", "placement", rule.id, "replicas", std::to_string(i), "capacity_ratio"}), 1);
        changes.push_back({"raise_capacity", fmt::format("raise_capacity/{}@{}", rule.id, replica.site),
                           fmt::format("raise {} at {} from {:.0f} % to full capacity", rule.id, replica.site, 100.0 * replica.capacity_ratio),
                           patch.text(), more, {}});
    }
}

void propose_automation(const PlacementRule& rule, Changes& changes) {
    if (rule.replicas.size() < 2 || rule.failover == FailoverMode::automatic) return;
    PatchBuilder patch;
    patch.add(pointer_of({"layout", "placement", rule.id, "failover"}), "automatic");
    changes.push_back({"automate_failover", "automate_failover/" + rule.id, fmt::format("let {} fail over by itself", rule.id), patch.text(), 1.0, {}});
}

void propose_replication(const PlacementRule& rule, Changes& changes) {
    if (rule.replicas.size() < 2) return;
    const char* stricter = rule.replication == Replication::none    ? "async"
                           : rule.replication == Replication::async ? "semi_sync"
                           : rule.replication == Replication::semi_sync ? "sync"
                                                                        : nullptr;
    if (stricter == nullptr) return;
    PatchBuilder patch;
    patch.add(pointer_of({"layout", "placement", rule.id, "replication"}), stricter);
    changes.push_back({"tighten_replication", "tighten_replication/" + rule.id,
                       fmt::format("replicate {} with {}", rule.id, stricter), patch.text(), 1.0, {}});
}

/// Tools that failovers wait for, each made unnecessary at once for everything that names it.
void propose_independence(const Scenario& scenario, Changes& changes) {
    std::set<std::string> tools;
    for (const Component& component : scenario.services.components) {
        tools.insert(component.needs_to_fail_over.begin(), component.needs_to_fail_over.end());
    }
    for (const std::string& tool : tools) {
        PatchBuilder patch;
        for (const Component& component : scenario.services.components) {
            std::vector<std::string> others = component.needs_to_fail_over;
            if (std::erase(others, tool) > 0) patch.add(pointer_of({"services", "components", component.id, "needs_to_fail_over"}), others);
        }
        changes.push_back({"independent_failover", "independent_failover/" + tool,
                           fmt::format("make failovers work without {}", tool), patch.text(), 1.0, {}});
    }
}

}  // namespace

void propose_placement(const Scenario& scenario, const World& world, Changes& changes) {
    for (const PlacementRule& rule : scenario.layout.placement) {
        propose_copy(scenario, world, rule, changes);
        propose_capacity(scenario, world, rule, changes);
        propose_automation(rule, changes);
        propose_replication(rule, changes);
    }
    propose_independence(scenario, changes);
}

}  // namespace firebreak::scenario
