// Layouts compared under common random numbers: the numbers, as text for people and as JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "firebreak/metrics.hpp"
#include "metrics/economics.hpp"
#include "metrics/statistics.hpp"
#include "report/metrics_json.hpp"
#include "report/text_table.hpp"

namespace firebreak::report {

/// One side of a comparison. World and replications must outlive it.
struct ComparedLayout {
    std::string label;  ///< how the user tells it from the others
    const World* world = nullptr;
    /// Same length and seed on every side; measured up to the shortest horizon of all sides, the summary up to
    /// this one's own.
    std::span<const Measures> replications;
    MetricsSummary summary;
    RunFacts facts;
};

/// At least one layout; differences are taken against the first.
struct Comparison {
    std::uint64_t seed = 1;
    std::vector<ComparedLayout> layouts;
    std::optional<metrics::EconomicComparison> economics = {};  ///< by layout; where costs or losses have a price
};

/// A measure by its place in metrics.json, and how much `other` differs from `base`.
using Difference = std::pair<std::string, metrics::PairedDifference>;

/// Every measure that both sides have, in the order of `base`; counted up to `horizon_h`.
[[nodiscard]] std::vector<Difference> differences(const ComparedLayout& base, const ComparedLayout& other, double horizon_h);

/// Up to which differences are counted: the shortest horizon of all sides.
[[nodiscard]] double horizon_h(const Comparison& comparison);

/// What `firebreak compare` prints: recovery side by side, then the differences with intervals.
[[nodiscard]] std::string compare_text(const Comparison& comparison, const Terminal& terminal);

/// What `firebreak compare --format json` prints: one document, ending in a line feed.
[[nodiscard]] std::string compare_json(const Comparison& comparison);

}  // namespace firebreak::report
