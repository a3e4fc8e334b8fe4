// How likely an outcome is that plain runs hardly ever show: as text and as JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "metrics/splitting.hpp"
#include "report/text_table.hpp"

namespace firebreak::report {

struct RareReport {
    std::string scenario;
    std::string layout;
    std::string measure;  ///< path as in metrics.json
    double above = 0.0;   ///< in the unit of the measure
    double horizon_h = 0.0;
    std::uint64_t pilot_runs = 0;
    metrics::SplittingEffort effort;
    metrics::RareOutcome outcome;
    std::optional<double> ignitions_per_year;
};

/// For people; no line is wider than the terminal.
[[nodiscard]] std::string rare_text(const RareReport& rare, const Terminal& terminal);
/// One JSON document with a line feed at its end.
[[nodiscard]] std::string rare_json(const RareReport& rare);

}  // namespace firebreak::report
