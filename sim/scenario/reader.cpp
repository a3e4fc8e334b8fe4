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
namespace {

/// A part that a scenario includes, given in its place: one finding, not one for each key that it does not have.
void refuse_parts(const Json& root, const std::string& path) {
    if (!root.is_object() || root.contains("schema")) return;
    for (const Field& part : scenario_record().fields) {
        if (!part.includable) continue;
        const auto there = [&](const Field& field) { return !field.required || root.contains(field.key); };
        const bool some = std::ranges::any_of(part.record->fields, &Field::required);
        if (!some || !std::ranges::all_of(part.record->fields, there)) continue;
        throw InputError{{{Severity::error, path, 0, 0, "", "this is \"" + part.key + "\", a part of a scenario, and no scenario",
                           "give a scenario, with --set /" + part.key + "=" + path + " to try this part in it"}}};
    }
}

}  // namespace

Loaded read_scenario(const std::string& path_or_dash, const ReadOptions& options) {
    const auto composer = std::make_shared<const Composer>(path_or_dash, options);
    const Composer& composed = *composer;
    refuse_parts(composed.root(), path_or_dash);
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
