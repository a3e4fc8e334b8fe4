// What the checks share: known ids, dangling references, follow-up problems left out.
#include "scenario/checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/nearest.hpp"

namespace firebreak::scenario {

bool Known::has(std::string_view id) const {
    return index(id) < ids_.size();
}

std::size_t Known::index(std::string_view id) const {
    const auto it = index_.find(id);
    return it == index_.end() ? ids_.size() : it->second;
}

Problem Known::dangling(const std::string& pointer, const std::string& id) const {
    std::string suggestion = did_you_mean(id, ids_);
    constexpr std::size_t listed_max = 12;
    if (suggestion.empty() && !ids_.empty() && ids_.size() <= listed_max) {
        suggestion = fmt::format("known: {}", fmt::join(ids_, ", "));
    }
    return {pointer, fmt::format("there is no {} {}{}", what_, in_quotes(id), where_), suggestion};
}

Checks::Checks(const Scenario& of, Problems& problems)
    : scenario_{of},
      problems_{problems},
      before_{problems},
      sites_{"site", "", of.layout.sites},
      classes_{"placement class", " in the layout", of.layout.placement},
      components_{"component", "", of.services.components} {}

void Checks::add(Problem problem) {
    if (!before_.touches(problem.pointer)) problems_.add(std::move(problem));
}

void Checks::reference(const std::string& id, const Known& known, const std::string& pointer) {
    // An empty reference means "none", or is missing and has been reported.
    if (!id.empty() && !known.has(id)) add(known.dangling(pointer, id));
}

void Checks::references(const std::vector<std::string>& ids, const Known& known, const std::string& pointer) {
    for (std::size_t i = 0; i < ids.size(); ++i) reference(ids[i], known, fmt::format("{}/{}", pointer, i));
}

const Site* Checks::find_site(std::string_view id) const {
    const std::size_t index = sites_.index(id);
    return index < scenario_.layout.sites.size() ? &scenario_.layout.sites[index] : nullptr;
}

const PlacementRule* Checks::find_rule(std::string_view id) const {
    const std::size_t index = classes_.index(id);
    return index < scenario_.layout.placement.size() ? &scenario_.layout.placement[index] : nullptr;
}

void check_scenario(const Scenario& scenario, Problems& problems) {
    Checks checks{scenario, problems};
    checks.layout();
    checks.geometry();
    checks.placement();
    checks.data();
    checks.services();
    checks.prices();
    checks.fire();
    checks.published();
}

}  // namespace firebreak::scenario
