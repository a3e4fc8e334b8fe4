// What a worker does with the batches that it was handed, and how it reports each run.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sweep/plan.hpp"
#include "sweep/schedule.hpp"
#include "sweep/sweep.hpp"
#include "sweep/workers.hpp"

namespace firebreak::sweep {

/// One run as a worker reports it.
struct Outcome {
    std::size_t point = 0;
    int replication = 0;
    Ending ending = Ending::finished;
    bool ok = false;
    double wall_ms = 0.0;
    double decisive = 0.0;  ///< value of the rule's measure; NaN: none
    std::string error = {};
    std::string measures = {};  ///< as the store keeps them
};

/// Of bytes that a worker has sent.
[[nodiscard]] Outcome unpack(const std::string& bytes);

/// Position of a measure in the plan; it must be there.
[[nodiscard]] std::size_t index_of(const Plan& plan, const std::string& measure);

/// Does all runs of the batches in their order, in the process of a worker: prepares a point once for
/// several replications and forks each run, because a simulation needs a process of its own.
class BatchWork {
  public:
    /// The references must live as long as the work.
    BatchWork(const Plan& plan, const Limits& limits, const std::vector<Batch>& batches);
    /// Sends one record a run.
    void operator()(const PreparePoint& prepare, const Workers::Emit& emit) const;

  private:
    void run_prepared(const Batch& batch, const PreparePoint& prepare, const Workers::Emit& emit) const;
    void run_all(const Batch& batch, const std::function<std::string(int)>& task,
                 const Workers::Emit& emit) const;
    [[nodiscard]] std::string timed(const RunPoint& run, int replication) const;

    const Limits& limits_;
    const std::vector<Batch>& batches_;
    std::optional<std::size_t> decisive_;
};

}  // namespace firebreak::sweep
