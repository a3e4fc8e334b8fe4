// The data block of a sweep's HTML report.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "metrics/sweep_summary.hpp"

namespace firebreak::report {

struct FailedRun {
    std::size_t point = 0;
    int replication = 0;
    std::uint64_t seed = 0;
    std::string status;
    std::string error;
};

/// What the page shows beside the summary.
struct SweepPage {
    std::string store;                        ///< path, as the user named it
    std::vector<std::string> command;         ///< that makes the store
    std::vector<std::vector<double>> values;  ///< by measure of the summary: all runs, ascending; infinite: censored
    std::vector<FailedRun> failures;
    std::string version, commit, engine;
};

/// `summary` as `firebreak summary --format json` prints it, of each point mean, p5, p50 and p95 alone;
/// `exceedance`: for each measure the values that shares of the runs exceed, [[value, share], ...], from the
/// least to the greatest; `failures`; `manifest`.
[[nodiscard]] nlohmann::ordered_json sweep_page_data(const metrics::SweepSummary& summary, const SweepPage& page);

}  // namespace firebreak::report
