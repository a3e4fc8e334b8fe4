// A sweep's summary as text for people, as JSON and as a tidy table.
#pragma once

#include <string>

#include "metrics/sweep_summary.hpp"
#include "report/text_table.hpp"

namespace firebreak::report {

/// What `firebreak summary` prints. Without `every_measure` only the full recovery of each function, where
/// there are many measures.
[[nodiscard]] std::string summary_text(const metrics::SweepSummary& summary, bool every_measure,
                                       const Terminal& terminal);

/// One JSON document, ending in a line feed. Infinity and NaN become null.
[[nodiscard]] std::string summary_json(const metrics::SweepSummary& summary);

/// One row a number; its columns are described in docs/store.md. `inf`: censored; empty: nothing.
[[nodiscard]] std::string summary_csv(const metrics::SweepSummary& summary);

}  // namespace firebreak::report
