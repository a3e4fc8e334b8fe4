// Reading in one page: compose, decode, check, echo.
#include "scenario/reader.hpp"

#include <algorithm>
#include <memory>

#include "scenario/checks.hpp"
#include "scenario/compose.hpp"
#include "scenario/decode.hpp"
#include "scenario/records.hpp"
#include "scenario/variants.hpp"

namespace firebreak::scenario {

Loaded read_scenario(const std::string& path_or_dash, const ReadOptions& options) {
    const auto composer = std::make_shared<const Composer>(path_or_dash, options);
    const Composer& composed = *composer;
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
    loaded.locate = [composer, path_or_dash](const Finding& finding) {
        Finding placed = composer->sources().locate({finding.pointer, finding.problem, finding.suggestion, true, finding.severity});
        if (placed.file.empty()) placed.file = path_or_dash;
        return placed;
    };
    return loaded;
}

}  // namespace firebreak::scenario
