// The way of a flow between the sites of a world, the same for every backend.
#pragma once

#include <optional>
#include <vector>

#include "firebreak/world.hpp"

namespace firebreak::engine {

struct Route {
    std::vector<WanLinkId> wan;  ///< empty within a site
    Seconds latency{0.0};
    BytesPerSecond bandwidth;  ///< of the narrowest link; infinite within a site
};

/// The chain of WAN links with the least latency (Dijkstra), in order from `from`; none if not joined.
[[nodiscard]] std::optional<std::vector<WanLinkId>> find_wan_path(const World& world, SiteId from, SiteId to);

/// The same with what it adds up to.
[[nodiscard]] std::optional<Route> find_route(const World& world, SiteId from, SiteId to);

}  // namespace firebreak::engine
