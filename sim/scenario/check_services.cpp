// Checks of services: references, functions, and observed steps in their order.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "scenario/checks.hpp"

namespace firebreak::scenario {
namespace {

const std::string components_pointer = "/services/components/";

struct Observation {
    std::string_view key;
    std::optional<Seconds> at;
};

/// Observed steps of which each is the cause of the next, as the hazard timeline plays them: a pin that
/// comes before its cause would be moved, and no longer be what was observed.
std::vector<std::vector<Observation>> causal_chains(const Observed& observed) {
    const Observation detection{"detection_min", observed.detection};
    const Observation extinguished{"extinguished_h", observed.extinguished};
    return {{detection, {"agent_release_min", observed.agent_release}},
            {detection,
             {"emergency_call_min", observed.emergency_call},
             {"brigade_arrival_min", observed.brigade_arrival}},
            {{"isolation_h", observed.isolation},
             {"controlled_h", observed.controlled},
             extinguished,
             {"re_energising_h", observed.re_energising}},
            {extinguished, {"supply_repaired_h", observed.supply_repaired}},
            {{"noticed_min", observed.noticed}, {"assembled_min", observed.assembled}}};
}

}  // namespace

void Checks::services() {
    components();
    needs_cycles();
    functions();
    const Automation& automation = scenario_.services.automation;
    reference(automation.boots_servers, components_, "/services/automation/boots_servers");
    reference(automation.serves_images, components_, "/services/automation/serves_images");
    reference(automation.gathers_people, components_, "/services/automation/gathers_people");
}

void Checks::components() {
    for (const Component& component : scenario_.services.components) {
        const std::string place = components_pointer + component.id;
        reference(component.placement, classes_, place + "/placement");
        const Known skills{"skill among response.crews.specialists", "", scenario_.response.crews.specialists};
        reference(component.skill, skills, place + "/skill");
        references(component.needs, components_, place + "/needs");
        references(component.needs_to_start, components_, place + "/needs_to_start");
        references(component.needs_to_fail_over, components_, place + "/needs_to_fail_over");
    }
}

void Checks::functions() {
    const Known curves{"demand curve", "", scenario_.services.demand_curves};
    const Known weeks{"demand week", "", scenario_.services.demand_weeks};
    for (const Service& service : scenario_.services.services) {
        for (const Function& function : service.functions) {
            const std::string place = "/services/services/" + service.id + "/functions/" + function.id;
            reference(function.demand_curve, curves, place + "/demand_curve");
            reference(function.demand_week, weeks, place + "/demand_week");
            const double kept = function.deferred.value() + function.retried.value();
            if (kept > 1.0 + 1e-9) {
                add({place + "/retried_ratio", fmt::format("deferred_ratio and retried_ratio add up to {:.4g}", kept),
                     "an unserved request waits, is repeated, or is lost: together at most 1"});
            }
            references(function.needs, components_, place + "/needs");
            if (function.needs.empty()) {
                add({place, "needs nothing: no fire could ever interrupt it",
                     "add \"needs\": [component, ...]"});
            }
            for (std::size_t i = 0; i < function.degraded_without.size(); ++i) {
                const std::string pointer = fmt::format("{}/degraded_without/{}/component", place, i);
                reference(function.degraded_without[i].component, components_, pointer);
            }
        }
    }
}

void Checks::fire() {
    if (!scenario_.ignition) return;
    const Ignition& ignition = *scenario_.ignition;
    reference(ignition.site, sites_, "/ignition/site");
    if (const Site* site = find_site(ignition.site)) {
        reference(ignition.room, Known{"room", " in site " + site->id, site->rooms}, "/ignition/room");
    }
    burning_tools(ignition.site);
    for (const auto& chain : causal_chains(scenario_.observed)) {
        const Observation* before = nullptr;
        for (const Observation& step : chain) {
            if (!step.at) continue;
            if (before != nullptr && *step.at < *before->at) {
                add({fmt::format("/observed/{}", step.key),
                     fmt::format("comes before {}, which causes it", before->key),
                     "give both times after ignition; leave out the one that is in doubt"});
            }
            before = &step;
        }
    }
}

}  // namespace firebreak::scenario
