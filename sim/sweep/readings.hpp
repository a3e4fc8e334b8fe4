// What pictures of a sweep need beside its summary: every value of every measure, and what failed.
#pragma once

#include <cstddef>
#include <vector>

#include "sweep/store.hpp"

namespace firebreak::sweep {

struct Readings {
    /// By measure of the plan: the values of all runs, ascending; infinite where censored, without `not_at_all`. Runs of a point
    /// that does not have the measure are left out.
    std::vector<std::vector<double>> values;
    std::vector<RunRow> failures;  ///< the first ones, by point, then replication
};

/// Reads the whole store; keeps 8 bytes a value, and at most `failures_max` failed runs.
[[nodiscard]] Readings read_all(StoreReader& store, std::size_t failures_max);

}  // namespace firebreak::sweep
