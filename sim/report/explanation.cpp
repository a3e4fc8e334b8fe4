// Which replication is shown, and what all of them have in common.
#include "report/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace firebreak::report {

namespace {

Instant back_at(const metrics::CriticalPath& path) {
    return path.steps.empty() ? ignition_instant : path.recovered ? path.at : never;
}

}  // namespace

std::size_t typical_replication(const Explanation& explanation) {
    const auto& paths = explanation.paths;
    std::vector<Instant> times;
    for (const metrics::CriticalPath& path : paths) times.push_back(back_at(path));
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>((times.size() - 1) / 2);
    std::nth_element(times.begin(), middle, times.end());
    const double median = static_cast<double>(middle->time_since_epoch().count());
    const std::vector<LayerCount> layers = layer_counts(explanation);
    const auto apart = [&](std::size_t i) {
        return std::abs(static_cast<double>(back_at(paths[i]).time_since_epoch().count()) - median);
    };
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto worst = metrics::bottleneck(paths[i]);
        const bool usual = layers.empty() || (worst && worst->layer == layers.front().layer);
        if (usual && (!best || apart(i) < apart(*best))) best = i;
    }
    return best.value();
}

std::vector<LayerCount> layer_counts(const Explanation& explanation) {
    std::vector<LayerCount> counts(metrics::layer_count);
    std::vector<std::map<Entity, int>> through(metrics::layer_count);
    int lost = 0;
    for (const metrics::CriticalPath& path : explanation.paths) {
        const auto worst = metrics::bottleneck(path);
        if (!worst) continue;
        ++lost;
        ++counts[static_cast<std::size_t>(worst->layer)].longest_in;
        ++through[static_cast<std::size_t>(worst->layer)][worst->entity];
        const std::vector<Ticks> time = metrics::time_by_layer(path);
        for (std::size_t i = 0; i < time.size(); ++i) counts[i].mean_h += hours_of(time[i]);
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i].layer = static_cast<metrics::Layer>(i);
        if (lost > 0) counts[i].mean_h /= lost;
        for (const auto& [what, times] : through[i]) counts[i].through.push_back({what, times});
        std::stable_sort(counts[i].through.begin(), counts[i].through.end(),
                         [](const auto& a, const auto& b) { return a.times > b.times; });
    }
    std::erase_if(counts, [](const LayerCount& count) { return count.mean_h <= 0.0; });
    std::stable_sort(counts.begin(), counts.end(), [](const LayerCount& a, const LayerCount& b) {
        return a.longest_in != b.longest_in ? a.longest_in > b.longest_in : a.mean_h > b.mean_h;
    });
    return counts;
}

}  // namespace firebreak::report
