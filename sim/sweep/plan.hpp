// A sweep's plan: its points, its replications, and the measures that are kept. Everything that a store
// must hold so that its runs can be understood, and the missing ones found, without the sweep's file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sweep/designs/design.hpp"

namespace firebreak::sweep {

/// An axis as summaries name it. A discrete axis (values, layouts, patches) has `labels`, one for each
/// level; a continuous one has none.
struct PlanAxis {
    std::string name;
    std::string pointer;  ///< JSON Pointer in the scenario; empty for layouts and patches
    std::string unit;     ///< of the value there, as in "minutes"; may be empty
    std::vector<std::string> labels;
};

/// How often each point is run. Replication r of a point is replication r of `firebreak run`: its luck is
/// `Draws{seed_of(point), r}`.
struct ReplicationRule {
    int min = 1;
    int max = 1;          ///< = min: a fixed number
    int step = 1;         ///< between two looks at the interval
    std::string measure;  ///< whose interval decides; empty with a fixed number
    double width = 0.0;   ///< of the 95 % interval of its mean, in its own unit
    [[nodiscard]] bool fixed() const { return min == max; }
};

/// Point i of the plan is `points[i]`, and i is its id everywhere: in seeds, shards, stores, summaries.
struct Plan {
    std::string id;  ///< same plan, base scenario and layouts: same id
    std::string name;
    std::string scenario;  ///< name of the base scenario
    std::uint64_t seed = 1;
    /// Same replication, same luck at every point (common random numbers); else luck of its own at each.
    bool common_luck = true;
    double horizon_h = 0.0;  ///< of the base scenario; counts for what did not happen (`censored`)
    DesignKind kind = DesignKind::grid;
    std::vector<PlanAxis> axes;
    std::vector<DesignPoint> points;
    /// For each point a JSON object: axis name to the value that stood in the scenario. An axis that
    /// stayed as in the scenario is left out.
    std::vector<std::string> settings;
    ReplicationRule replications;
    /// Paths as in metrics.json; the index is that in a run's values.
    std::vector<std::string> measures;

    /// Root seed of the runs of a point.
    [[nodiscard]] std::uint64_t seed_of(std::size_t point) const;
};

[[nodiscard]] const char* to_string(DesignKind kind);

/// Inverse of `to_string`. Throws `std::out_of_range` for another word.
[[nodiscard]] DesignKind design_kind(const std::string& word);

}  // namespace firebreak::sweep
