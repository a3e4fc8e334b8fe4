// Reading a sweep: one file, the same tables and findings as for scenarios.
#include <algorithm>

#include "scenario/decode.hpp"
#include "scenario/encode.hpp"
#include "scenario/records.hpp"
#include "scenario/sweep_file.hpp"
#include "scenario/tree.hpp"

namespace firebreak::scenario {
namespace {

Finding located(const Document& document, const Problem& problem) {
    const Place place = document.place_of(problem.pointer, problem.at_key);
    return {.severity = problem.severity,
            .file = document.name,
            .line = place.line,
            .column = place.column,
            .pointer = problem.pointer,
            .problem = problem.problem,
            .suggestion = problem.suggestion};
}

}  // namespace

Finding LoadedSweep::at(const std::string& pointer, std::string problem, std::string suggestion) const {
    return located(document,
                   {.pointer = pointer, .problem = std::move(problem), .suggestion = std::move(suggestion)});
}

LoadedSweep read_sweep(const std::string& path) {
    std::vector<Finding> findings;
    LoadedSweep loaded;
    loaded.document = parse_document(shown_name(path), read_text(path), "", findings);
    if (loaded.document.root.is_discarded()) throw InputError{findings};
    Problems problems;
    const bool sound = decode(loaded.document.root, sweep_record(), &loaded.file, problems);
    if (sound && problems.all().empty()) check_sweep(loaded.file, problems);
    for (const Problem& problem : problems.all()) findings.push_back(located(loaded.document, problem));
    if (!findings.empty()) {
        std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
            return std::pair{finding.line, finding.column};
        });
        throw InputError{std::move(findings)};
    }
    loaded.folder = folder_of(path);
    loaded.resolved = encode(sweep_record(), &loaded.file).dump();
    return loaded;
}

bool is_sweep(const std::string& path) {
    try {
        std::vector<Finding> findings;
        const Document document = parse_document(path, read_text(path), "", findings);
        return document.root.is_object() &&
               (document.root.contains("design") || document.root.contains("axes"));
    } catch (const std::runtime_error&) {
        return false;
    }
}

}  // namespace firebreak::scenario
