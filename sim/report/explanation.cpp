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

std::vector<LayerCount::Through> most_often_first(const std::map<Entity, int>& counted) {
    std::vector<LayerCount::Through> list;
    for (const auto& [what, times] : counted) list.push_back({what, times});
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.times > b.times; });
    return list;
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
        counts[i].through = most_often_first(through[i]);
    }
    std::erase_if(counts, [](const LayerCount& count) { return count.mean_h <= 0.0; });
    std::stable_sort(counts.begin(), counts.end(), [](const LayerCount& a, const LayerCount& b) {
        return a.longest_in != b.longest_in ? a.longest_in > b.longest_in : a.mean_h > b.mean_h;
    });
    return counts;
}

std::vector<NextCount> next_counts(const Explanation& explanation) {
    std::vector<NextCount> counts(metrics::layer_count + 1);  // the last: nothing
    std::vector<std::map<Entity, int>> through(counts.size());
    for (const metrics::CriticalPath& path : explanation.paths) {
        if (path.steps.empty() || !path.recovered) continue;
        const auto next = metrics::next_in_line(path);
        const std::size_t i = next ? static_cast<std::size_t>(next->runner_up.layer) : metrics::layer_count;
        ++counts[i].times;
        if (!next) continue;
        counts[i].mean_slack_h += hours_of(next->runner_up.slack);
        ++through[i][next->runner_up.entity];
    }
    for (std::size_t i = 0; i < metrics::layer_count; ++i) {
        counts[i].layer = static_cast<metrics::Layer>(i);
        if (counts[i].times > 0) counts[i].mean_slack_h /= counts[i].times;
        counts[i].through = most_often_first(through[i]);
    }
    std::stable_sort(counts.begin(), counts.end() - 1,
                     [](const NextCount& a, const NextCount& b) { return a.times > b.times; });
    std::erase_if(counts, [](const NextCount& count) { return count.times == 0; });
    return counts;
}

}  // namespace firebreak::report
