// Reading in one page: compose, decode, check, echo.
#include "scenario/reader.hpp"

#include <algorithm>

#include "scenario/checks.hpp"
#include "scenario/compose.hpp"
#include "scenario/decode.hpp"
#include "scenario/records.hpp"
#include "scenario/variants.hpp"

namespace firebreak::scenario {

Loaded read_scenario(const std::string& path_or_dash, const ReadOptions& options) {
    const Composer composed{path_or_dash, options};
    Loaded loaded;
    Problems problems;
    const bool sound = decode(composed.root(), scenario_record(), &loaded.scenario, problems);
    if (sound && composed.findings().empty()) check_scenario(loaded.scenario, problems);

    std::vector<Finding> findings = composed.findings();
    for (const Problem& problem : problems.all()) findings.push_back(composed.sources().locate(problem));
    composed.sources().sort(findings);
    if (problems.more() > 0) {
        findings.push_back({.file = path_or_dash,
                            .pointer = {},
                            .problem = "and " + std::to_string(problems.more()) + " findings more",
                            .suggestion = {}});
    }
    const auto is_error = [](const Finding& finding) { return finding.severity == Severity::error; };
    if (std::ranges::any_of(findings, is_error)) throw InputError{std::move(findings)};
    loaded.warnings = std::move(findings);
    loaded.resolved = resolved_text(loaded.scenario);
    return loaded;
}

}  // namespace firebreak::scenario
