// The scenario document: what burns where, what is known about it, who responds.
#include "scenario/records.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {
namespace {

const Words<FirstToBurn> first_to_burn{{FirstToBurn::unit, "unit"}, {FirstToBurn::cell, "cell"}};

const Record& ignition_record() {
    static const Record record =
        Table<Ignition>{"ignition", "Where and when the fire starts."}
            .reference("site", &Ignition::site, "Site that burns.")
            .required()
            .reference("room", &Ignition::room, "Room of that site where the fire starts.")
            .required()
            .field("local_time", &Ignition::local_time,
                   "Local time of ignition, \"YYYY-MM-DDThh:mm\"; anchors the demand curves and, by its date, the weeks.")
            .required()
            .choice("first", &Ignition::first, first_to_burn,
                    "What time zero sees: flames of a unit of fuel, or, in lithium-ion cabinets, the first cell "
                    "that vents gas and may or may not take its module with it.");
    return record;
}

const Record& observed_zone_record() {
    using Z = ObservedZone;
    static const Record record =
        Table<Z>{"observed_zone", "What is known of one isolation zone of the site that burns."}
            .keyed_by(&Z::id)
            .field("precautionary_shutdown_h", &Z::precautionary_shutdown,
                   "Switched off on purpose by the operator, with or without a fire in it.")
            .field("re_energising_h", &Z::re_energising,
                   "Given back: its line-ups are inspected and switched on from here on.");
    return record;
}

const Record& observed_room_record() {
    using R = ObservedRoom;
    static const Record record = Table<R>{"observed_room", "What is known of one room of the site that burns."}
                                     .keyed_by(&R::id)
                                     .field("released_h", &R::released, "Given back after fire, smoke or water.");
    return record;
}

const Record& observed_record() {
    using O = Observed;
    static const Record record =
        Table<O>{
            "observed",
            "Steps whose time is known and therefore not drawn by the model, each counted from ignition: a number; a "
            "window, [earliest, latest], of which any time is equally likely; or a distribution. Where several have "
            "windows, each is drawn in its order after the ones that lead to it, within what the later ones leave. A "
            "known step is kept, whatever is drawn for others. It still happens only where layout and fire make it "
            "possible; where they do not, the run says that it was not used."}
            .field("detection_min", &O::detection, "First alarm.")
            .field("agent_release_min", &O::agent_release, "Release of the gas.")
            .field("agent_extinguishes", &O::agent_extinguishes, "Whether the gas ended the fire.")
            .field("feeds_lost_min", &O::feeds_lost, "Loss of equipment behind a shared void.")
            .field("cables_lost_min", &O::cables_lost, "Failure of the cables in the burning room.")
            .field("emergency_call_min", &O::emergency_call, "Call to the fire brigade.")
            .field("brigade_arrival_min", &O::brigade_arrival, "Fire brigade on site.")
            .field("precautionary_shutdown_h", &O::precautionary_shutdown,
                   "The whole site switched off on purpose by its operator.")
            .field("isolation_h", &O::isolation, "Power cut on purpose.")
            .field("controlled_h", &O::controlled, "Fire under control.")
            .field("extinguished_h", &O::extinguished, "Fire fully out.")
            .field("re_energising_h", &O::re_energising, "Building cleared: line-ups are inspected and switched on from here on.")
            .field("supply_repaired_h", &O::supply_repaired, "Burnt supply replaced.")
            .field("noticed_min", &O::noticed, "\"This is an incident\".")
            .field("assembled_min", &O::assembled, "War room at work.")
            .keyed("zones", &O::zones, observed_zone_record(), "Single isolation zones of the site that burns.")
            .keyed("rooms", &O::rooms, observed_room_record(), "Single rooms of the site that burns.");
    return record;
}

const Words<RestoreOrder> restore_orders{{RestoreOrder::as_listed, "as_listed"},
                                         {RestoreOrder::by_users, "by_users"},
                                         {RestoreOrder::by_dependency, "by_dependency"},
                                         {RestoreOrder::first_come, "first_come"}};

const Record& specialists_record() {
    static const Record record = Table<Specialists>{"specialists", "People with a skill that components ask for by its name."}
                                     .keyed_by(&Specialists::id)
                                     .field("people", &Specialists::people, "How many there are.", between(1, 10000))
                                     .required();
    return record;
}

const Record& shifts_record() {
    static const Record record =
        Table<Shifts>{"shifts", "Shifts of technicians and cleaning lines."}
            .field("length_h", &Shifts::length, "Time between two hand-overs.", between(1, 24))
            .field("first_local_hour", &Shifts::first_local_hour, "Local hour at which a shift begins; the others follow.",
                   between(0, 23))
            .field("handover_loss_ratio", &Shifts::handover_loss,
                   "Share of the work done on a task since the last hand-over that the next shift has to do again.");
    return record;
}

const Record& published_record() {
    using P = PublishedPoint;
    constexpr Range hours{.min = 0, .max = 1e5};
    static const Record record =
        Table<P>{"published_point",
                 "When a function of the real incident was back. Reports show it beside the results; no run "
                 "reads it."}
            .field("function", &P::function, "The function, as \"service/function\".")
            .required()
            .choice("level", &P::level,
                    {{PublishedLevel::first, "first"},
                     {PublishedLevel::half, "half"},
                     {PublishedLevel::most, "most"},
                     {PublishedLevel::full, "full"}},
                    "Level of service that was reached, as in recovery_h.")
            .field("time_h", &P::time, "Hours since ignition; of a window: its start.", hours)
            .required()
            .field("latest_h", &P::latest, "End of the window, where no exact time is known.", hours)
            .field("label", &P::label, "What was reported, in a few words.")
            .field("source", &P::source, "Who published it.");
    return record;
}

const Record& crews_record() {
    static const Record record =
        Table<Crews>{"crews", "Responders at work at the same time, by what they can do."}
            .field("facility", &Crews::facility, "Line-ups that can be re-energised at a time.",
                   between(1, 10000))
            .field("technicians", &Crews::technicians, "Hands on servers.", between(1, 100000))
            .field("platform", &Crews::platform, "Engineers who fail over, promote and rebuild.",
                   between(1, 100000))
            .field("service", &Crews::service, "Engineers who restart applications in place.",
                   between(1, 100000))
            .field("cleaning", &Crews::cleaning, "Lines on which servers soiled by smoke are cleaned.",
                   between(1, 10000))
            .field("technicians_on_site_ratio", &Crews::technicians_on_site,
                   "Share of the technicians on site at any hour; the others travel once the incident is noticed. Somebody on "
                   "site sees and fights a fire at once: surely where it is one by day, at night (22 to 7) with a third of "
                   "the day's people.")
            .keyed("specialists", &Crews::specialists, specialists_record(), "Specialists, by skill.");
    return record;
}

const Words<AdmissionMode> admission_modes{{AdmissionMode::none, "none"},
                                           {AdmissionMode::manual, "manual"},
                                           {AdmissionMode::automatic, "automatic"}};

const Record& admission_record() {
    using A = AdmissionControl;
    static const Record record =
        Table<A>{"admission_control",
                 "Refusing requests on purpose to free a component that repeated requests swamp."}
            .choice("mode", &A::mode, admission_modes,
                    "none; manual: people do it, after their decision; automatic: the component does. With either, "
                    "waiting requests get only what new ones leave.")
            .field("admitted_ratio", &A::admitted, "Share of requests let in while load is shed.")
            .field("reaction_min", &A::reaction,
                   "Swamped (and decided, if manual) to the first request refused. Engineering judgement, low "
                   "confidence.")
            .field("hold_min", &A::hold, "Freed to everybody let in again.", between(0, 1e5));
    return record;
}

const Record& response_record() {
    static const Record record =
        Table<Response>{"response", "The organisation that responds."}
            .field("drilled", &Response::drilled, "The loss of a whole site has been rehearsed.")
            .field("runbooks", &Response::runbooks,
                   "Each component has a written, tested recovery procedure.")
            .field("automated_decision", &Response::automated_decision,
                   "Failing over is decided beforehand: by the rules of a controller, without war room and decision.")
            .choice("restore_order", &Response::restore_order, restore_orders,
                    "Which waiting work a free member takes first: by priority as listed, most users first, most "
                    "dependents first, or first come; equal ones by the time of asking, then users, then name.")
            .object("shifts", &Response::shifts, shifts_record(), "Shifts and hand-overs.")
            .object("crews", &Response::crews, crews_record(), "Responders.")
            .object("admission_control", &Response::admission_control, admission_record(), "Load shedding.");
    return record;
}

const Record& latency_record() {
    static const Record record =
        Table<LatencySampling>{
            "latency_sampling",
            "Requests that are sent through the call graph to see how long an answer takes. They "
            "load nothing and change no other result."}
            .field("samples_per_segment", &LatencySampling::samples_per_segment,
                   "Requests of each function whenever capacity or demand on its way changes; 0: none. A run "
                   "with --out sends them.",
                   between(0, 100000))
            .field("patience_s", &LatencySampling::patience,
                   "Mean time that a user waits in a queue before giving up. Engineering judgement, low "
                   "confidence.",
                   above(0, 86400));
    return record;
}

}  // namespace

const Record& scenario_record() {
    static const Record record =
        Table<Scenario>{"scenario", "A layout, the services on it, a fire, and those who respond."}
            .document()
            .version("schema", 1, "Version of this format.")
            .field("name", &Scenario::name, "Short name.")
            .required()
            .field("description", &Scenario::description, "What happens, in a sentence or two.")
            .field("horizon_h", &Scenario::horizon, "Length of a run after ignition.", above(0, 17520))
            .field("sustained_h", &Scenario::sustained,
                   "How long a level of service must hold before it counts as reached again; later falls are relapses.",
                   between(0, 17520))
            .object("layout", &Scenario::layout, layout_record(), "The layout, or a path to its file.")
            .includable()
            .required()
            .object("services", &Scenario::services, services_record(),
                    "The services, or a path to their file.")
            .includable()
            .required()
            .object("parameters", &Scenario::parameters, parameters_record(),
                    "The parameters, or a path to their file.")
            .includable()
            .required()
            .object("ignition", &Scenario::ignition, ignition_record(), "The fire; without it nothing burns.")
            .object("observed", &Scenario::observed, observed_record(), "Steps whose time is known.")
            .list("published", &Scenario::published, published_record(),
                  "When functions were back in the real incident, to be shown beside the results.")
            .object("response", &Scenario::response, response_record(), "Who responds.")
            .object("latency", &Scenario::latency, latency_record(), "How latency is sampled.")
            .object("economics", &Scenario::economics, economics_record(), "What things cost, or a path to its file.")
            .includable();
    return record;
}

}  // namespace firebreak::scenario
