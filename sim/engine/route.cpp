// Least-latency routes over the few WAN links of a world.
#include "engine/route.hpp"

#include <algorithm>
#include <limits>

namespace firebreak::engine {
namespace {

constexpr double unreached = std::numeric_limits<double>::infinity();

}  // namespace

// Sites are few: a linear scan finds the next.
std::optional<std::vector<WanLinkId>> find_wan_path(const World& world, SiteId from, SiteId to) {
    Table<SiteId, double> distance;
    Table<SiteId, WanLinkId> via;
    Table<SiteId, char> settled;
    distance.assign(world.sites.size(), unreached);
    via.assign(world.sites.size(), WanLinkId{});
    settled.assign(world.sites.size(), 0);
    distance[from] = 0.0;
    for (std::size_t round = 0; round < world.sites.size(); ++round) {
        SiteId nearest;
        for (const SiteId site : world.sites.keys()) {
            if (!settled[site] && (!nearest.valid() || distance[site] < distance[nearest])) nearest = site;
        }
        settled[nearest] = 1;
        for (const WanLinkId id : world.wan.keys()) {
            const WorldWanLink& link = world.wan[id];
            if (link.from != nearest && link.to != nearest) continue;
            const SiteId other = link.from == nearest ? link.to : link.from;
            const double length = distance[nearest] + link.latency.count();
            if (length < distance[other]) {
                distance[other] = length;
                via[other] = id;
            }
        }
    }
    if (distance[to] == unreached) return std::nullopt;
    std::vector<WanLinkId> path;
    for (SiteId site = to; site != from;) {
        const WorldWanLink& link = world.wan[via[site]];
        path.push_back(via[site]);
        site = link.from == site ? link.to : link.from;
    }
    std::reverse(path.begin(), path.end());
    return path;
}

std::optional<Route> find_route(const World& world, SiteId from, SiteId to) {
    const auto path = find_wan_path(world, from, to);
    if (!path) return std::nullopt;
    Route route{*path, Seconds{0.0}, BytesPerSecond{unreached}};
    for (const WanLinkId id : route.wan) {
        route.latency += world.wan[id].latency;
        route.bandwidth = std::min(route.bandwidth, world.wan[id].bandwidth);
    }
    return route;
}

}  // namespace firebreak::engine
