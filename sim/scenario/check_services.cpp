// Checks of services: references, functions, and observed steps in their order.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "core/observed.hpp"
#include "scenario/checks.hpp"

namespace firebreak::scenario {
namespace {

const std::string components_pointer = "/services/components/";

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
    const Site* site = find_site(ignition.site);
    if (site != nullptr) observed_places(*site);
    observed_order(ignition.room);
}

void Checks::observed_places(const Site& site) {
    Known zones{"isolation zone", " in site " + site.id};
    for (const Room& room : site.rooms) {
        // A room without a zone is a zone of its own.
        const std::string& zone = room.isolation_zone.empty() ? room.id : room.isolation_zone;
        if (!zones.has(zone)) zones.add(zone);
    }
    for (const ObservedZone& zone : scenario_.observed.zones) reference(zone.id, zones, "/observed/zones/" + zone.id);
    const Known rooms{"room", " in site " + site.id, site.rooms};
    for (const ObservedRoom& room : scenario_.observed.rooms) reference(room.id, rooms, "/observed/rooms/" + room.id);
}

/// A step that is known to come before what leads to it would have to be moved, and no longer be what was
/// observed.
void Checks::observed_order(const std::string& origin) {
    const std::vector<KnownStep> steps = known_steps(scenario_.observed);
    for (const KnownStep& step : steps) {
        const KnownStep* late = nullptr;
        for (const KnownStep& before : steps) {
            if (leads_to(before, step, scenario_.observed, origin) && earliest(before.time) > latest(step.time)) late = &before;
        }
        if (late == nullptr) continue;
        add({"/observed/" + step.pointer(), fmt::format("comes before {}, which causes it", late->pointer()),
             "give both times after ignition; leave out the one that is in doubt"});
    }
}

}  // namespace firebreak::scenario
