// Builds a world: places, then components and their servers, then functions.
#include "world/world.hpp"

#include <algorithm>
#include <chrono>

#include "core/canonical_order.hpp"
#include "world/placement.hpp"
#include "world/places.hpp"
#include "world/restore_order.hpp"

namespace firebreak::world {
namespace {

std::vector<ComponentId> ids(const Names<ComponentId>& names, const std::vector<std::string>& list) {
    std::vector<ComponentId> result;
    for (const std::string& name : list) result.push_back(names.at(name));
    return result;
}

Names<ComponentId> add_components(const Services& services, World& world) {
    Names<ComponentId> names;
    for (const Component& c : services.components) {
        names.add(c.id, world.components.add({c.id, c.servers, c.min_servers, c.peak_utilisation.value(), c.priority,
                                              {}, {}, {}, c.rebuildable, c.write_rate, c.image,
                                              FailoverMode::none, Replication::none, {}}));
    }
    for (const Component& c : services.components) {
        WorldComponent& component = world.components[names.at(c.id)];
        component.service_time = c.service_time;
        component.servers_per_queue = c.servers_per_queue;
        component.waiting_per_server = c.waiting_per_server;
        component.data = c.data;
        component.data_history = c.data_history;
        component.ledger = c.ledger;
        component.skill = c.skill;
        component.needs = ids(names, c.needs);
        component.needs_to_start = ids(names, c.needs_to_start);
        component.needs_to_fail_over = ids(names, c.needs_to_fail_over);
        component.overload_goodput = c.overload_goodput;
        component.cold_capacity = c.cold_capacity;
        component.warm_up = to_ticks(c.warm_up);
    }
    return names;
}

/// A function needs what its components need, and so on.
std::vector<ComponentId> closed_over_needs(std::vector<ComponentId> needs, const World& world) {
    for (std::size_t i = 0; i < needs.size(); ++i) {
        for (const ComponentId further : world.components[needs[i]].needs) {
            if (std::find(needs.begin(), needs.end(), further) == needs.end()) needs.push_back(further);
        }
    }
    return needs;
}

/// Days since Monday of the day on which `time` lies.
std::size_t weekday(const LocalTime& time) {
    const std::chrono::year_month_day date{std::chrono::year{time.year},
                                           std::chrono::month{static_cast<unsigned>(time.month)},
                                           std::chrono::day{static_cast<unsigned>(time.day)}};
    return std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() - 1;
}

/// The factors of a week, from the day of ignition on.
std::vector<double> days_from(const Scenario& scenario, const std::string& week) {
    const auto& weeks = scenario.services.demand_weeks;
    const auto found = std::find_if(weeks.begin(), weeks.end(), [&](const DemandWeek& w) { return w.id == week; });
    if (found == weeks.end()) return {};
    std::vector<double> days = found->daily;
    if (scenario.ignition) {
        std::rotate(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(weekday(scenario.ignition->local_time)),
                    days.end());
    }
    return days;
}

void add_functions(const Scenario& scenario, const Names<ComponentId>& names, World& world) {
    const Services& services = scenario.services;
    for (const Service& service : services.services) {
        for (const Function& f : service.functions) {
            const auto curve = std::find_if(services.demand_curves.begin(), services.demand_curves.end(),
                                            [&](const DemandCurve& c) { return c.id == f.demand_curve; });
            FIREBREAK_ASSERT(curve != services.demand_curves.end(), "every demand curve of a read scenario exists");
            std::vector<WorldSoftNeed> soft;
            for (const SoftNeed& need : f.degraded_without) {
                soft.push_back({names.at(need.component), need.served_without});
            }
            const FunctionId id = world.functions.add({service.id + '/' + f.id, service.id, f.title, f.users_peak,
                                 f.requests_per_user_hour, curve->hourly,
                                 closed_over_needs(ids(names, f.needs), world), std::move(soft), f.deferred,
                                 f.targets});
            WorldFunction& function = world.functions[id];
            function.daily_demand = days_from(scenario, f.demand_week);
            function.resend_rate = f.resend_rate;
            function.retried = f.retried;
            function.retries = f.retries;
            function.rival_per_hour = f.rival_per_hour;
            function.rival_stays = f.rival_stays;
            function.sheds_load = f.sheds_load;
        }
    }
}

std::vector<FunctionId> as_written_in(const Services& services, const World& world) {
    Names<FunctionId> names;
    for (const FunctionId id : world.functions.keys()) names.add(world.functions[id].name, id);
    std::vector<FunctionId> order;
    for (const Service& service : services.services) {
        for (const Function& function : service.functions) order.push_back(names.at(service.id + '/' + function.id));
    }
    return order;
}

/// The general values, and where a function has its own, that one.
WorldEconomics priced(const Scenario& scenario, const World& world) {
    const Economics& economics = scenario.economics;
    WorldEconomics priced{.currency = economics.currency,
                          .cost = scenario.layout.cost,
                          .values = {},
                          .compensation = economics.compensation,
                          .compensation_after = economics.compensation_after,
                          .ignitions_per_site_year = {},
                          .planning_period_years = economics.planning_period_years,
                          .discount_rate = economics.discount_rate.value()};
    if (economics.ignitions_per_site_year) priced.ignitions_per_site_year = economics.ignitions_per_site_year->value;
    for (const WorldFunction& function : world.functions) {
        LossValue value{economics.per_unserved_user_hour, economics.per_lost_request};
        for (const FunctionValue& own : economics.function_values) {
            if (own.function != function.name) continue;
            value.per_unserved_user_hour = own.per_unserved_user_hour.value_or(value.per_unserved_user_hour);
            value.per_lost_request = own.per_lost_request.value_or(value.per_lost_request);
        }
        priced.values.push_back(value);
    }
    return priced;
}

}  // namespace

World build(const Scenario& as_written, std::vector<Finding>& findings) {
    const Scenario scenario = in_canonical_order(as_written);
    World world;
    world.scenario_name = scenario.name;
    world.layout_name = scenario.layout.name;
    world.horizon = to_ticks(scenario.horizon);
    world.sustained = to_ticks(scenario.sustained);
    world.parameters = scenario.parameters;
    world.observed = scenario.observed;
    world.response = scenario.response;
    world.latency = scenario.latency;

    const PlaceNames places = add_places(scenario.layout, world);
    const Names<ComponentId> components = add_components(scenario.services, world);
    set_restore_order(scenario.services, scenario.response.restore_order, world);
    place_components(scenario, places, world, findings);
    add_functions(scenario, components, world);
    world.functions_as_written = as_written_in(as_written.services, world);
    world.economics = priced(scenario, world);

    if (scenario.ignition) {
        const Ignition& ignition = *scenario.ignition;
        world.ignition_room = places.rooms.at(ignition.site + '/' + ignition.room);
        world.first_to_burn = ignition.first;
        world.ignition_local_hour = ignition.local_time.hour + ignition.local_time.minute / 60.0;
    }
    const Automation& automation = scenario.services.automation;
    if (!automation.boots_servers.empty()) world.boots_servers = components.at(automation.boots_servers);
    if (!automation.serves_images.empty()) world.serves_images = components.at(automation.serves_images);
    if (!automation.gathers_people.empty()) world.gathers_people = components.at(automation.gathers_people);
    return world;
}

}  // namespace firebreak::world
