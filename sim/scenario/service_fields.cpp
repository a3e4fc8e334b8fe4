// The services document: components, functions, demand.
#include "scenario/records.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {
namespace {

const Record& component_record() {
    static const Record record =
        Table<Component>{"component",
                         "A part of the platform that is deployed, started, failed over and restored as one."}
            .keyed_by(&Component::id)
            .field("title", &Component::title, "Name for people.")
            .reference("placement", &Component::placement, "Placement class; the layout says where it lives.")
            .required()
            .field("servers", &Component::servers, "Servers of a full copy.", between(1, 1000000))
            .field("min_servers_ratio", &Component::min_servers,
                   "Below this share of its servers a copy cannot run at all (quorum, sharded state).")
            .field("peak_utilisation_ratio", &Component::peak_utilisation,
                   "Share of a full copy that the peak demand of all its functions keeps busy.")
            .field("skill", &Component::skill,
                   "Skill of the specialists who alone can work on it by hand (see response.crews.specialists); empty: any engineer.")
            .field("priority", &Component::priority, "Order of restoration; lower numbers come first.",
                   between(0, 1000))
            .field("needs", &Component::needs, "Components without which it cannot serve.")
            .field("needs_to_start", &Component::needs_to_start, "Components without which it cannot start.")
            .field("needs_to_fail_over", &Component::needs_to_fail_over,
                   "Components without which its traffic cannot be moved to another copy.")
            .field("rebuildable", &Component::rebuildable,
                   "May be rebuilt by hand on spare servers of another site when no copy is left.")
            .field("write_rate_mb_per_s", &Component::write_rate,
                   "Data written at the peak, to be caught up by a returning copy; 0: stateless.",
                   between(0, 1e6))
            .field("image_gb", &Component::image, "Software that each rack of a starting copy pulls.",
                   between(0, 1e4))
            .field(
                "service_time_ms", &Component::service_time,
                "Mean time that one request keeps one server busy; it counts in latency only. 0: requests do "
                "not travel through it (answers are cached, or only operators use it).",
                between(0, 1e6))
            .field("servers_per_queue", &Component::servers_per_queue,
                   "Servers that share one queue of requests: a shard, or a pool of a load balancer.",
                   between(1, 1000))
            .field("waiting_per_server", &Component::waiting_per_server,
                   "Requests for each of these servers that may wait; further ones are turned away.",
                   between(0, 10000))
            .field("data_tb", &Component::data,
                   "Data of a full copy, to be restored from a backup or copied where none is left; 0: stateless.",
                   between(0, 1e6))
            .field("data_history_days", &Component::data_history,
                   "How far back the data goes: the age of what is lost where neither a copy nor a backup is left.",
                   between(0, 1e5))
            .field("ledger", &Component::ledger,
                   "Its data may not be lost or doubled: after a failover that may have done so it stays closed "
                   "until the books agree.")
            .field("overload_goodput_ratio", &Component::overload_goodput,
                   "Share of its capacity that does useful work while repeated requests swamp it; 1: it refuses "
                   "what is too much at no cost. Metastable failures, Huang et al. 2022; low confidence.")
            .field("cold_capacity_ratio", &Component::cold_capacity,
                   "Share of its capacity that a copy has right after a start; behind a cache with hit ratio h "
                   "about 1 - h. Engineering judgement, low confidence.")
            .field("warm_up_min", &Component::warm_up, "From there to full capacity, while caches or maps fill.",
                   between(0, 1e5));
    return record;
}

const Record& soft_need_record() {
    static const Record record =
        Table<SoftNeed>{"soft_need", "A component whose absence leaves part of the function."}
            .reference("component", &SoftNeed::component, "The component.")
            .required()
            .field("served_ratio", &SoftNeed::served_without, "Share that is served without it.");
    return record;
}

const Record& targets_record() {
    static const Record record =
        Table<Targets>{"targets", "What the owner of the function has promised."}
            .field("rto_h", &Targets::rto, "Recovery time objective: back within this time.", between(0, 1e5))
            .field("rpo_s", &Targets::rpo, "Recovery point objective: at most this much data lost.",
                   between(0, 1e8))
            .field("mtpd_h", &Targets::mtpd, "Maximum tolerable period of disruption.", between(0, 1e5));
    return record;
}

const Record& function_record() {
    static const Record record =
        Table<Function>{"function", "Something that users do with a service and would name."}
            .keyed_by(&Function::id)
            .field("title", &Function::title, "Name for people.")
            .field("users_peak_million", &Function::users_peak, "Users at the peak of the day.",
                   above(0, 1e4))
            .required()
            .field("requests_per_user_h", &Function::requests_per_user_hour,
                   "Requests of one user in one hour.", between(0, 1e6))
            .reference("demand_curve", &Function::demand_curve, "Demand over the day.")
            .required()
            .reference("demand_week", &Function::demand_week, "Demand over the week; absent: every day alike.")
            .field("needs", &Function::needs, "Components without which nothing of it is served.")
            .required()
            .list("degraded_without", &Function::degraded_without, soft_need_record(),
                  "Components whose absence leaves part of it.")
            .field("deferred_ratio", &Function::deferred,
                   "Share of unserved requests that wait and are sent again once the function is back. "
                   "Engineering judgement, low confidence.")
            .field("resend_rate", &Function::resend_rate,
                   "How fast waiting requests are sent again, in multiples of the peak demand: what the clients' "
                   "back-off allows. A reconnect storm has 10 to 100; low confidence.",
                   above(0, 1000))
            .field("retried_ratio", &Function::retried,
                   "Share of requests that the client repeats at once when they fail, loading what is there; lost "
                   "when every try fails. With deferred_ratio at most 1; the rest is lost at the first failure. "
                   "Engineering judgement, low confidence.")
            .field("retries", &Function::retries, "How often such a request is repeated.", between(0, 20))
            .field("rival_per_h", &Function::rival_per_hour,
                   "Share of the users without service that goes to a rival in an hour, as a hazard. 0.01 to 0.05 "
                   "by judgement; low confidence.",
                   between(0, 100))
            .field("rival_stays_ratio", &Function::rival_stays,
                   "Share of those who stay with the rival when the function is back. Engineering judgement, low "
                   "confidence.")
            .field("sheds_load", &Function::sheds_load,
                   "Admission control may refuse its requests to free a component.")
            .object("targets", &Function::targets, targets_record(), "Recovery targets.");
    return record;
}

const Record& service_record() {
    static const Record record =
        Table<Service>{"service", "What users know by name."}
            .keyed_by(&Service::id)
            .field("title", &Service::title, "Name for people.")
            .keyed("functions", &Service::functions, function_record(), "What users do with it.")
            .required();
    return record;
}

const Record& demand_curve_record() {
    static const Record record =
        Table<DemandCurve>{"demand_curve", "Demand over the day."}
            .keyed_by(&DemandCurve::id)
            .field("hourly", &DemandCurve::hourly, "Share of the peak in each hour, 0 to 23, of local time.",
                   between(0, 10))
            .count(24)
            .required()
            .bare();
    return record;
}

const Record& demand_week_record() {
    static const Record record =
        Table<DemandWeek>{"demand_week", "Demand over the week."}
            .keyed_by(&DemandWeek::id)
            .field("daily", &DemandWeek::daily, "Demand of each day as a multiple of the curve, Monday to Sunday.",
                   between(0, 10))
            .count(7)
            .required()
            .bare();
    return record;
}

const Record& automation_record() {
    static const Record record =
        Table<Automation>{"automation", "Components that do work which hands must do while they are down."}
            .reference("boots_servers", &Automation::boots_servers,
                       "Deploy tool: without it technicians boot racks by hand.")
            .reference("serves_images", &Automation::serves_images,
                       "Registry: starting copies pull their software from it.")
            .reference("gathers_people", &Automation::gathers_people,
                       "Messenger: without it the war room assembles more slowly.");
    return record;
}

}  // namespace

const Record& services_record() {
    static const Record record =
        Table<Services>{"services", "What runs: components, the functions that need them, and their demand."}
            .document()
            .field("name", &Services::name, "Short name.")
            .required()
            .field("description", &Services::description,
                   "Whose services these are, and how far they are known.")
            .keyed("components", &Services::components, component_record(), "Parts of the platform.")
            .required()
            .keyed("services", &Services::services, service_record(), "Services and their functions.")
            .required()
            .keyed("demand_curves", &Services::demand_curves, demand_curve_record(), "Days of demand.")
            .required()
            .keyed("demand_weeks", &Services::demand_weeks, demand_week_record(), "Weeks of demand.")
            .object("automation", &Services::automation, automation_record(), "Helpers of the response.");
    return record;
}

}  // namespace firebreak::scenario
