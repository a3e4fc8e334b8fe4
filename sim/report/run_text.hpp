// What `firebreak run` prints for people.
#pragma once

#include <string>

#include "firebreak/metrics.hpp"
#include "report/metrics_json.hpp"
#include "report/text_table.hpp"

namespace firebreak::report {

struct RunTextOptions {
    RunFacts facts{};
    Terminal terminal{};
    std::string out_dir{};  ///< where the files of the run stand; empty: none were written
};

/// The fire's clock, when each function is back, what users lost, when each site is back. No line is
/// wider than the terminal. With several replications: medians, and under them the range of 90 %.
[[nodiscard]] std::string run_text(const World& world, const MetricsSummary& summary,
                                   const RunTextOptions& options);

}  // namespace firebreak::report
