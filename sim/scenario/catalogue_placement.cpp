// Changes of where services live and how they move.
#include <fmt/format.h>

#include <algorithm>
#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {
namespace {

Json replica_json(const std::string& site, const char* role) {
    return {{"site", site}, {"role", role}, {"capacity_ratio", 1}};
}

/// The site without a copy that has most room for one; empty: none has.
std::string site_for_copy(const Layout& layout, const PlacementRule& rule, const std::map<std::string, int>& spare, int needed) {
    std::string best;
    for (const Site& site : layout.sites) {
        const int room = spare.at(site.id);
        if (!has_copy_at(rule, site.id) && room >= needed && (best.empty() || room > spare.at(best))) best = site.id;
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

/// What others wait for before they start or move, and what does the work of hands.
std::set<std::string> control_plane(const Services& services) {
    std::set<std::string> tools{services.automation.boots_servers, services.automation.serves_images,
                                services.automation.gathers_people};
    for (const Component& component : services.components) {
        tools.insert(component.needs_to_fail_over.begin(), component.needs_to_fail_over.end());
        tools.insert(component.needs_to_start.begin(), component.needs_to_start.end());
    }
    return tools;
}

/// Only what others need is moved: to move a service itself would move what the next fire takes.
void propose_move(const Scenario& scenario, const World& world, const PlacementRule& rule, Changes& changes) {
    const std::set<std::string> tools = control_plane(scenario.services);
    const bool control = std::ranges::any_of(scenario.services.components, [&](const Component& component) {
        return component.placement == rule.id && tools.contains(component.id);
    });
    const Site* burning = burning_site(scenario);
    if (!control || burning == nullptr) return;
    const int servers = servers_of(scenario, rule.id);
    for (std::size_t i = 0; i < rule.replicas.size(); ++i) {
        const ReplicaRule& replica = rule.replicas[i];
        if (replica.site != burning->id || replica.role != ReplicaRole::active) continue;
        const int needed = static_cast<int>(std::ceil(servers * replica.capacity_ratio));
        const std::string site = site_for_copy(scenario.layout, rule, spare_servers(world), needed);
        if (site.empty()) return;
        const std::string at = pointer_of({"layout", "placement", rule.id, "replicas", std::to_string(i)});
        PatchBuilder patch;
        patch.add(at + "/site", site).add(at + "/rooms", Json::array());
        changes.push_back({"move_class", fmt::format("move_class/{}@{}", rule.id, site),
                           fmt::format("move {} from {} to {}", rule.id, burning->id, site), patch.text(),
                           static_cast<double>(needed), {}});
    }
}

void propose_scale_out(const PlacementRule& rule, Changes& changes) {
    const bool small = std::ranges::any_of(rule.replicas, [](const ReplicaRule& replica) { return replica.capacity_ratio < 1.0; });
    if (rule.scale_out || !small) return;
    changes.push_back({"scale_out", "scale_out/" + rule.id, fmt::format("let {} grow on spare servers", rule.id),
                       PatchBuilder{}.add(pointer_of({"layout", "placement", rule.id, "scale_out"}), true).text(), 1.0, {}});
}

/// Servers that would find work at `site` once another is lost: copies there grow to full size, and what can
/// be rebuilt elsewhere is rebuilt there.
int wanted_after_loss(const Scenario& scenario, const std::string& site) {
    double wanted = 0.0;
    for (const Component& component : scenario.services.components) {
        const auto& rules = scenario.layout.placement;
        const auto rule = std::ranges::find(rules, component.placement, &PlacementRule::id);
        if (rule == rules.end()) continue;
        const auto copy = std::ranges::find(rule->replicas, site, &ReplicaRule::site);
        if (copy != rule->replicas.end() && rule->scale_out) {
            wanted += component.servers * std::max(0.0, 1.0 - copy->capacity_ratio);
        }
        if (rule->replicas.size() == 1 && copy == rule->replicas.end() && component.rebuildable) wanted += component.servers;
    }
    return static_cast<int>(std::ceil(wanted));
}

/// More racks like those of the last row, behind it, so that nothing that has a place loses it.
void propose_spare_racks(const Scenario& scenario, const World& world, Changes& changes) {
    const Site* burning = burning_site(scenario);
    if (burning == nullptr) return;
    const std::map<std::string, int> spare = spare_servers(world);
    for (const Site& site : scenario.layout.sites) {
        const int missing = wanted_after_loss(scenario, site.id) - spare.at(site.id);
        if (site.id == burning->id || site.rows.empty() || missing <= 0) continue;
        const Row& last = site.rows.back();
        const int racks = (missing + last.servers_per_rack - 1) / last.servers_per_rack;
        PatchBuilder patch;
        patch.add(place_in(site, "rows", last.id) + "/racks", last.racks + racks);
        changes.push_back({"spare_racks", "spare_racks/" + site.id,
                           fmt::format("keep {} spare racks more at {}", racks, site.id), patch.text(),
                           static_cast<double>(racks), {}});
    }
}

using Needs = std::vector<std::string> Component::*;

/// What is waited for, each made unnecessary at once for everything that names it.
void propose_independence(const Scenario& scenario, Needs needs, const char* key, const char* kind, const char* title,
                          Changes& changes) {
    std::set<std::string> tools;
    for (const Component& component : scenario.services.components) {
        tools.insert((component.*needs).begin(), (component.*needs).end());
    }
    for (const std::string& tool : tools) {
        PatchBuilder patch;
        for (const Component& component : scenario.services.components) {
            std::vector<std::string> others = component.*needs;
            if (std::erase(others, tool) > 0) patch.add(pointer_of({"services", "components", component.id, key}), others);
        }
        changes.push_back({kind, fmt::format("{}/{}", kind, tool), fmt::format("{} without {}", title, tool), patch.text(), 1.0, {}});
    }
}

}  // namespace

void propose_placement(const Scenario& scenario, const World& world, Changes& changes) {
    for (const PlacementRule& rule : scenario.layout.placement) {
        propose_copy(scenario, world, rule, changes);
        propose_capacity(scenario, world, rule, changes);
        propose_automation(rule, changes);
        propose_replication(rule, changes);
        propose_move(scenario, world, rule, changes);
        propose_scale_out(rule, changes);
    }
    propose_independence(scenario, &Component::needs_to_fail_over, "needs_to_fail_over", "independent_failover",
                         "make failovers work", changes);
    propose_independence(scenario, &Component::needs_to_start, "needs_to_start", "independent_start", "let components start",
                         changes);
    propose_spare_racks(scenario, world, changes);
}

}  // namespace firebreak::scenario
