// Why a function was back no sooner: one critical path in full, and the paths of all replications counted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "metrics/critical_path.hpp"
#include "report/text_table.hpp"

namespace firebreak::report {

/// Critical paths of one function, one a replication.
struct Explanation {
    const World* world = nullptr;
    FunctionId function;
    std::string level;  ///< "first", "half", "most" or "full"
    std::uint64_t seed = 1;
    std::vector<metrics::CriticalPath> paths;
    std::vector<std::string> pinned_steps{};
};

/// Index of the replication that is shown: among those whose path spent longest in the layer in which most
/// paths did, the one nearest to the median recovery time; of equals the first.
[[nodiscard]] std::size_t typical_replication(const Explanation& explanation);

/// How often a layer took the longest part of the path, and through which entities.
struct LayerCount {
    metrics::Layer layer = metrics::Layer::fire;
    int longest_in = 0;   ///< replications
    double mean_h = 0.0;  ///< time of the path in this layer, over the replications that lost the function
    struct Through {
        Entity entity;
        int times = 0;
    };
    std::vector<Through> through;  ///< most often first
};
/// Layers that took any time, the most often longest first.
[[nodiscard]] std::vector<LayerCount> layer_counts(const Explanation& explanation);

/// How often what would have been next in line behind the longest wait was a matter of a layer.
struct NextCount {
    std::optional<metrics::Layer> layer;  ///< none: nothing that the log can date was next
    int times = 0;                        ///< replications
    double mean_slack_h = 0.0;            ///< of those: how much of the longest wait could have gone before
    std::vector<LayerCount::Through> through;  ///< most often first
};
/// Over the replications that lost the function and got it back; most often first, "none" last.
[[nodiscard]] std::vector<NextCount> next_counts(const Explanation& explanation);

/// What a step says in words: "failover of login begins", "row pangyo/row-3-1 has power".
[[nodiscard]] std::string step_words(const World& world, const metrics::PathStep& step);
[[nodiscard]] std::string step_words(const World& world, const metrics::RunnerUp& runner_up);
/// What is missing at the horizon: "no engineer is free for login".
[[nodiscard]] std::string open_words(const World& world, const metrics::OpenWait& wait);

/// For people; no line is wider than the terminal.
[[nodiscard]] std::string explain_text(const Explanation& explanation, const Terminal& terminal);
/// One JSON document with a line feed at its end.
[[nodiscard]] std::string explain_json(const Explanation& explanation);
/// critical_paths.json: the path to full recovery of every function in one run, in the form of `explain`.
[[nodiscard]] std::string critical_paths_json(const World& world, const ObservationLog& log,
                                              std::uint32_t replication);
/// Graphviz: the path from ignition to recovery, runners-up dashed.
[[nodiscard]] std::string explain_dot(const Explanation& explanation);

}  // namespace firebreak::report
