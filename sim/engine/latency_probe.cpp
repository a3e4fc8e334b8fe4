// Segments are found here; what a request meets stands in services/latency.cpp.
#include "engine/latency_probe.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/route.hpp"

namespace firebreak::engine {
namespace {

using services::Pressure;

bool same_sites(const Pressure& a, const Pressure& b) {
    return std::equal(
        a.copies.begin(), a.copies.end(), b.copies.begin(), b.copies.end(),
        [](const services::LiveCopy& x, const services::LiveCopy& y) { return x.site == y.site; });
}

/// Queues feel a change of load by what it takes from the room that is left.
bool close(const Pressure& before, const Pressure& now) {
    const double free = std::max(0.05, std::abs(1.0 - before.utilisation));
    return same_sites(before, now) && std::abs(now.utilisation - before.utilisation) <= 0.05 * free;
}

services::SiteLatencies site_latencies(const World& world) {
    services::SiteLatencies latencies;
    for (const SiteId from : world.sites.keys()) {
        Table<SiteId, Seconds> row;
        for (const SiteId to : world.sites.keys()) {
            const auto path = find_wan_path(world, from, to);
            Seconds latency{path ? 0.0 : std::numeric_limits<double>::infinity()};
            if (path) {
                for (const WanLinkId link : *path) latency += world.wan[link].latency;
            }
            row.add(latency);
        }
        latencies.add(std::move(row));
    }
    return latencies;
}

}  // namespace

LatencyProbe::LatencyProbe(const Stage& stage, const PlatformState& platform)
    : stage_{stage},
      platform_{platform},
      loads_{services::load_matrix(stage.world)},
      latencies_{site_latencies(stage.world)} {
    for (const FunctionId id : stage.world.functions.keys()) {
        Watched watched;
        watched.calls = services::call_graph(stage.world, id);
        watched_.add(std::move(watched));
    }
}

Table<ComponentId, Pressure> LatencyProbe::pressures(const Table<ComponentId, double>& load) const {
    const World& world = stage_.world;
    Table<ComponentId, Pressure> result;
    for (const ComponentId id : world.components.keys()) {
        Pressure pressure{{}, load[id]};
        if (platform_.available(id)) {
            for (const ReplicaId copy : world.components[id].replicas) {
                const double capacity = world.replicas[copy].capacity_ratio * platform_.up_share(copy);
                if (platform_.serving(copy)) pressure.copies.push_back({world.replicas[copy].site, capacity});
            }
            const SiteId rebuilt = platform_.rebuilt_at(id);
            if (rebuilt.valid() && platform_.connected(rebuilt)) pressure.copies.push_back({rebuilt, 1.0});
        }
        result.add(std::move(pressure));
    }
    return result;
}

void LatencyProbe::observe(const Table<ComponentId, services::Offer>& offers,
                           const std::vector<double>& demand, const std::vector<double>& served) {
    const auto now = pressures(services::utilisations(stage_.world, loads_, offers, demand, served));
    for (const FunctionId id : stage_.world.functions.keys()) {
        Watched& watched = watched_[id];
        if (watched.calls.empty()) continue;
        const bool answers = served[id.value] > 0.0;
        bool changed = !watched.seen || answers != watched.answered;
        for (std::size_t i = 0; i < watched.calls.size() && answers && !changed; ++i) {
            changed = !close(watched.last[i], now[watched.calls[i].component]);
        }
        if (changed) sample(id, answers, now);
    }
}

void LatencyProbe::sample(FunctionId id, bool answers, const Table<ComponentId, Pressure>& now) {
    Watched& watched = watched_[id];
    const Instant at = stage_.calendar.now();
    LatencyLevel level{.at = at, .function = id};
    if (answers) {
        const std::string segment = std::to_string(at.time_since_epoch().count());
        const std::vector<Seconds> times = services::sample_requests(stage_.world, id, watched.calls, now,
                                                                     latencies_, stage_.draws, segment);
        level.answered = static_cast<int>(times.size());
        if (!times.empty()) {
            level.median = services::quantile_of(times, 0.5);
            level.p99 = services::quantile_of(times, 0.99);
        }
    }
    std::vector<LatencyLevel>& rows = stage_.recorder.log().latencies;
    if (watched.seen && rows[watched.row].at == at) {
        rows[watched.row] = level;
    } else {
        watched.row = rows.size();
        rows.push_back(level);
    }
    watched.seen = true;
    watched.answered = answers;
    watched.last.clear();
    for (const services::Call& call : watched.calls) watched.last.push_back(now[call.component]);
}

}  // namespace firebreak::engine
