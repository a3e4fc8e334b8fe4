// The main path: one world and one seed in, measures and tables out; and many of them side by side.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "firebreak/metrics.hpp"
#include "firebreak/observation.hpp"
#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak {

/// What one replication leaves behind.
struct RunRecord {
    Measures measures;
    std::vector<std::string> pinned_steps;
    /// Name and text of the tables that `run --out` writes; only where they were asked for.
    std::vector<std::pair<std::string, std::string>> tables;
    std::vector<double> folded;  ///< what the caller's `Fold` made of the log
};

/// Takes from a log whatever else a caller wants of each replication, as numbers: they travel home
/// from the child process, the log does not. May be empty.
using Fold = std::function<std::vector<double>(const ObservationLog&)>;

/// Which draws, and from where the hazard timeline comes.
struct Luck {
    std::uint64_t seed = 1;
    std::uint32_t replication = 0;
    const HazardTimeline* timeline = nullptr;  ///< given: played instead of a drawn one
    std::span<const std::uint64_t> moves = {};  ///< to neighbouring luck, as `Draws` takes them
};

/// What fire and facility do in one replication; no engine is made.
[[nodiscard]] HazardTimeline draw_timeline(const World& world, const Luck& luck);

/// One replication from fire to measures. Creates the process's SimGrid engine: once a process.
[[nodiscard]] RunRecord run_once(const World& world, const Luck& luck, bool with_tables, const Fold& fold = {});

/// The engine that `run_once` uses, with its version.
[[nodiscard]] std::string engine_name();

struct ReplicateOptions {
    std::uint64_t seed = 1;
    int replications = 1;
    int jobs = 1;
    bool with_tables = false;                    ///< of replication 0
    const HazardTimeline* timeline = nullptr;    ///< given: every replication plays it
    std::function<void(int done)> progress;      ///< may be empty
    Fold fold{};                                 ///< runs in the child processes
    int first = 0;                               ///< replications are `first`, `first` + 1, ...
};

/// Each replication in a child process. Records come in the order of replications, whatever `jobs` is.
/// Throws `RunFailed` (naming the replication, so that it can be replayed) or `Bug`.
[[nodiscard]] std::vector<RunRecord> replicate(const World& world, const ReplicateOptions& options);

/// What became of the observed steps: those that replaced a draw in any replication, and of the others or the
/// ones that did not always, in how many replications layout or fire ruled them out.
struct ObservedUse {
    std::vector<std::string> pinned;
    std::vector<std::pair<std::string, int>> unused;
};
[[nodiscard]] ObservedUse observed_use(const World& world, const std::vector<RunRecord>& records);

[[nodiscard]] std::vector<Measures> measures_of(const std::vector<RunRecord>& records);

}  // namespace firebreak
