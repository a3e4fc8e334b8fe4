// The way of a flow through the network of a world, the same for every backend.
#pragma once

#include <optional>
#include <vector>

#include "engine/lanes.hpp"
#include "firebreak/world.hpp"

namespace firebreak::engine {

struct Route {
    std::vector<WanLinkId> wan;  ///< empty within a site
    Seconds latency{0.0};
    BytesPerSecond bandwidth;  ///< smallest on the way, rack uplinks included
};

/// The chain of WAN links with the least latency (Dijkstra), in order from `from`; none if not joined.
[[nodiscard]] std::optional<std::vector<WanLinkId>> find_wan_path(const World& world, SiteId from, SiteId to);

/// Between sites: `find_wan_path`; none if the sites are not joined. Within a site: through both racks'
/// uplinks.
[[nodiscard]] std::optional<Route> find_route(const World& world, RackId from, RackId to);

/// The same for a lane, whose flow is no faster than `rate_max`.
[[nodiscard]] std::optional<Route> find_route(const World& world, const Lane& lane, BytesPerSecond rate_max);

}  // namespace firebreak::engine
