// What the files of the catalogue share: building patches, places, and the order of its chapters.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "scenario/catalogue.hpp"
#include "scenario/document.hpp"

namespace firebreak::scenario {

/// Collects the operations of one change. `add` replaces a member that exists (RFC 6902, 4.1), so that the
/// patch applies whether the author wrote the value or left it to its default.
class PatchBuilder {
  public:
    PatchBuilder& add(const std::string& pointer, Json value) {
        operations_.push_back({{"op", "add"}, {"path", pointer}, {"value", std::move(value)}});
        return *this;
    }
    PatchBuilder& append(const PatchBuilder& other) {
        operations_.insert(operations_.end(), other.operations_.begin(), other.operations_.end());
        return *this;
    }
    [[nodiscard]] bool empty() const { return operations_.empty(); }
    [[nodiscard]] std::string text() const { return operations_.dump(); }

  private:
    Json operations_ = Json::array();
};

/// A JSON Pointer of these tokens.
[[nodiscard]] inline std::string pointer_of(std::initializer_list<std::string> tokens) {
    std::string pointer;
    for (const std::string& token : tokens) pointer = child_pointer(pointer, token);
    return pointer;
}

/// Pointer to the member `id` of a collection of a site.
[[nodiscard]] inline std::string place_in(const Site& site, const std::string& group, const std::string& id) {
    return pointer_of({"layout", "sites", site.id, group, id});
}

/// The site that burns; none without a fire.
[[nodiscard]] inline const Site* burning_site(const Scenario& scenario) {
    if (!scenario.ignition) return nullptr;
    const auto& sites = scenario.layout.sites;
    const auto found = std::ranges::find(sites, scenario.ignition->site, &Site::id);
    return found == sites.end() ? nullptr : &*found;
}

/// Servers of one full copy of everything in a placement class.
[[nodiscard]] inline int servers_of(const Scenario& scenario, const std::string& placement) {
    int servers = 0;
    for (const Component& component : scenario.services.components) {
        if (component.placement == placement) servers += component.servers;
    }
    return servers;
}

/// Servers in racks that no component has, by site.
[[nodiscard]] inline std::map<std::string, int> spare_servers(const World& world) {
    std::map<std::string, int> spare;
    for (const WorldSite& site : world.sites) spare[site.name] = site.spare_servers;
    return spare;
}

[[nodiscard]] inline bool has_copy_at(const PlacementRule& rule, const std::string& site) {
    return std::ranges::find(rule.replicas, site, &ReplicaRule::site) != rule.replicas.end();
}

using Changes = std::vector<ProposedChange>;

/// Copies, failover, replication, capacity.
void propose_placement(const Scenario& scenario, const World& world, Changes& changes);
/// Where backups lie, how old they are, how fast they come back.
void propose_backups(const Scenario& scenario, Changes& changes);
/// Isolation, the room of origin, cables, borders.
void propose_building(const Scenario& scenario, Changes& changes);
/// Feeds, supplies and generators of the site that burns.
void propose_supply(const Scenario& scenario, Changes& changes);
/// Links between sites.
void propose_network(const Scenario& scenario, Changes& changes);
/// Crews, drills, runbooks, stock.
void propose_response(const Scenario& scenario, Changes& changes);

/// A board of `site` in another room than those that feed the consumer already; empty: there is none.
[[nodiscard]] std::string other_board(const Site& site, const std::vector<Cable>& feeds);

}  // namespace firebreak::scenario
