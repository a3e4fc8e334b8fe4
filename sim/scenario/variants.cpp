// A copy of the composed base for each change; decoding and checks are those of the reader.
#include "scenario/variants.hpp"

#include <algorithm>

#include "scenario/checks.hpp"
#include "scenario/compose.hpp"
#include "scenario/decode.hpp"
#include "scenario/encode.hpp"
#include "scenario/records.hpp"

namespace firebreak::scenario {

struct Variants::State {
    Composer base;
    std::vector<Document> layouts;
};

Variants::Variants(const std::string& path, const ReadOptions& options)
    : state_{std::make_unique<State>(State{Composer{path, options}, {}})} {}

Variants::~Variants() = default;

std::size_t Variants::add_layout(const std::string& path) {
    std::vector<Finding> findings;
    Document document = parse_document(shown_name(path), read_text(path), "/layout", findings);
    if (!findings.empty()) throw InputError{std::move(findings)};
    state_->layouts.push_back(std::move(document));
    return state_->layouts.size() - 1;
}

Scenario Variants::vary(const Change& change) const {
    Composer composed = state_->base;
    if (change.layout) composed.replace_layout(state_->layouts.at(*change.layout));
    for (const std::string& patch : change.patches) composed.patch({.name = std::string{override_name}, .root = Json::parse(patch)});
    for (const std::string& set : change.sets) composed.override_with(set);

    Scenario scenario;
    Problems problems;
    const bool sound = decode(composed.root(), scenario_record(), &scenario, problems);
    if (sound && composed.findings().empty()) check_scenario(scenario, problems);
    std::vector<Finding> errors = composed.findings();
    for (const Problem& problem : problems.all()) errors.push_back(composed.sources().locate(problem));
    std::erase_if(errors, [](const Finding& finding) { return finding.severity != Severity::error; });
    composed.sources().sort(errors);
    if (!errors.empty()) throw InputError{std::move(errors)};
    return scenario;
}

std::string resolved_text(const Scenario& scenario) {
    return encode(scenario_record(), &scenario).dump(2) + "\n";
}

FieldFacts field_at(const std::string& pointer) {
    const Record* record = &scenario_record();
    const Field* field = nullptr;
    bool entry = false;  // the next token is an id or an index
    for (const std::string& token : pointer_tokens(pointer)) {
        if (entry) {
            entry = false;
            continue;
        }
        field = record == nullptr ? nullptr : record->find(token);
        if (field == nullptr) return {};
        record = field->record;
        entry = record != nullptr && field->kind != Kind::object;
    }
    if (field == nullptr) return {};
    return {true, field->kind == Kind::integer, field->unit};
}

}  // namespace firebreak::scenario
