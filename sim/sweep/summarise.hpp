// From a store to the numbers of a summary.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "metrics/sweep_summary.hpp"
#include "sweep/store.hpp"

namespace firebreak::sweep {

/// What of a store is wanted.
struct SummaryWanted {
    std::vector<std::string> measures = {};      ///< globs as in a sweep's file; empty: all
    std::map<std::string, double> targets = {};  ///< by measure: at most so much is "met"
    std::optional<double> ignitions_per_year = {};
};

/// Reads every run of the store, those of an unfinished sweep too. Keeps the wanted measures of all runs in
/// memory, 8 bytes each. Throws InputError where no measure fits a glob or a target.
[[nodiscard]] metrics::SweepSummary summarise(StoreReader& store, const SummaryWanted& wanted);

}  // namespace firebreak::sweep
