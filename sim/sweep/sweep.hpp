// Carrying a plan out: workers, store and schedule together.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "sweep/plan.hpp"
#include "sweep/store.hpp"
#include "sweep/workers.hpp"

namespace firebreak::sweep {

/// Runs one replication of a point, once in a process; gives the plan's measures in their order.
using RunPoint = std::function<std::vector<double>(int replication)>;
/// Makes ready for the replications of a point, in a child process.
using PreparePoint = std::function<RunPoint(std::size_t point)>;

struct Tally {
    std::size_t done = 0;     ///< in the store, earlier ones too
    std::size_t planned = 0;  ///< known to be necessary; may grow where an interval decides
    std::size_t failed = 0;   ///< of those done
    std::size_t earlier = 0;  ///< of those done, before this start
    [[nodiscard]] bool complete() const { return done == planned; }
};

struct SweepOptions {
    int jobs = 1;
    Limits limits = {};
    Shard shard = {};
    std::function<bool()> stop = {};                   ///< asked often; true: end early
    std::function<void(const Tally&)> progress = {};   ///< may be empty; called often
    std::function<void(const RunRow&)> complain = {};  ///< may be empty; called for each run that is not ok
};

/// Carries out what the store lacks, until the plan is complete or `stop` says so; then all that was
/// done is in the store. A run that throws, crashes or takes too long is stored as such; one that was
/// killed from outside is run again. Throws FileError where the store takes no more: what it took is safe.
[[nodiscard]] Tally run_sweep(const Plan& plan, Store& store, const PreparePoint& prepare,
                              const SweepOptions& options);

}  // namespace firebreak::sweep
