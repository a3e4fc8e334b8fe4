// metrics.json: the measures of a run in the shape that others may rely on, and its JSON Schema.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "firebreak/metrics.hpp"

namespace firebreak::report {

/// What a report says about a run besides its measures.
struct RunFacts {
    std::uint64_t seed = 1;
    std::vector<std::string> pinned_steps{};  ///< observed steps that replaced a draw, in any replication
    /// Observed steps that layout or fire ruled out, and in how many replications.
    std::vector<std::pair<std::string, int>> unused_steps{};
};

/// The text of metrics.json, ending in a line feed. Infinity and NaN become null.
[[nodiscard]] std::string metrics_json(const World& world, const MetricsSummary& summary,
                                       const RunFacts& facts);

/// JSON Schema (2020-12) of metrics.json. It follows from the same list of measures as the document.
[[nodiscard]] std::string metrics_schema();

/// `unused_steps` as JSON: the number of replications by step.
[[nodiscard]] nlohmann::ordered_json unused_json(const std::vector<std::pair<std::string, int>>& unused_steps);

/// "services" and "facility" of metrics.json, for documents that hold several of them.
[[nodiscard]] nlohmann::ordered_json metrics_document(const World& world, const MetricsSummary& summary);

/// Mean, quantiles and interval of some values; of a measure over replications, all and those affected.
[[nodiscard]] nlohmann::ordered_json statistics_json(const Statistics& of);
[[nodiscard]] nlohmann::ordered_json summary_json(const Summary& of);

/// A number, or null where it is infinite or NaN.
[[nodiscard]] nlohmann::ordered_json number_or_null(double value);

/// The place `path` ("/services/chat") below `root`; objects on the way are made.
[[nodiscard]] nlohmann::ordered_json& place(nlohmann::ordered_json& root, const std::string& path);

/// Two blanks of indentation and a line feed at the end, as all our JSON files have it.
[[nodiscard]] std::string pretty(const nlohmann::ordered_json& document);

}  // namespace firebreak::report
