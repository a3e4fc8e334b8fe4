// The parameters document. Help says what is meant, where values come from and how far to trust them.
#include "scenario/records.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {
namespace {

const Record& fire_record() {
    using P = FireParameters;
    static const Record record =
        Table<P>{"fire_parameters", "The clock of a fire."}
            .field("verify_and_call_min", &P::verify_and_call,
                   "Alarm to emergency call. Pangyo 2022 took 14 min, an automatic link 1 min; medium "
                   "confidence.")
            .field("brigade_travel_min", &P::brigade_travel,
                   "Call to arrival. NFPA 1710 and a published lognormal fit of US data; high confidence.")
            .field("water_decision_min", &P::water_decision,
                   "Alarm to the decision to use water. Pangyo 2022, about 90 min; medium confidence.")
            .field("power_off_with_epo_min", &P::power_off_with_epo,
                   "Decision to isolation where an emergency power-off exists. Engineering judgement, medium "
                   "confidence.")
            .field("power_off_by_hand_min", &P::power_off_by_hand,
                   "Alarm to isolation where none exists. Strasbourg 2021 (128 min) and Hinsdale 1988 (over "
                   "120 min); medium confidence.")
            .field("set_up_water_min", &P::set_up_water,
                   "Isolation to water on the fire. Engineering judgement, medium confidence.")
            .field("knock_down_h", &P::knock_down,
                   "Alarm to \"under control\". Public reports of four battery-room fires; medium "
                   "confidence.")
            .field("burn_out_battery_h", &P::burn_out_battery,
                   "Alarm to \"fully out\" in a battery room. Cases of 6 to 36 h; medium confidence.")
            .field("burn_out_other_h", &P::burn_out_other,
                   "Alarm to \"fully out\" in another room. The same cases; medium confidence.")
            .field("re_ignition_probability", &P::re_ignition,
                   "A battery fire flares up again. Reported cases; medium confidence.")
            .field("re_ignition_delay_h", &P::re_ignition_delay,
                   "Fully out to re-ignition: minutes to days. Reported cases; medium confidence.")
            .field("leak_isolation_probability", &P::leak_isolation,
                   "Where a floor below the fire is in use, water makes a second cut necessary. Paris 2023; low confidence.")
            .field("leak_delay_h", &P::leak_delay, "First re-energising to that cut. Engineering judgement, low confidence.")
            .field("forensic_hold_h", &P::forensic_hold,
                   "Fully out to release of the room of origin. Public reports, 1 to 14 days; medium confidence.")
            .all_required();
    return record;
}

const Record& recovery_record() {
    using P = RecoveryParameters;
    static const Record record =
        Table<P>{"recovery_parameters", "Bringing components back."}
            .field("automatic_failover_s", &P::automatic_failover,
                   "Detection and promotion by a controller. Defaults of database controllers and published "
                   "incidents of 1 to 3 min; high confidence.")
            .field(
                "failover_with_tool_min", &P::failover_with_tool,
                "Promotion of one component by people with the tool at hand. Engineering judgement, medium "
                "confidence.")
            .field(
                "by_hand_with_runbook_h", &P::by_hand_with_runbook,
                "Promotion or rebuild without the tool, by a drilled procedure. Engineering judgement, low "
                "confidence.")
            .field("by_hand_without_runbook_h", &P::by_hand_without_runbook,
                   "The same, improvised. Engineering judgement, low confidence.")
            .field("traffic_switch_min", &P::traffic_switch,
                   "Name service and routing after a promotion. Cache lifetimes and engineering judgement, "
                   "medium confidence.")
            .field(
                "automated_start_min", &P::automated_start,
                "Start of one component in place with the deploy tool at hand. Engineering judgement, medium "
                "confidence.")
            .field("crash_recovery_min", &P::crash_recovery,
                   "Log replay and consistency check of a component with state. Checkpoint intervals and "
                   "engineering judgement, low confidence.")
            .field(
                "replication_lag_s", &P::replication_lag,
                "Age of asynchronous copies while the link keeps up; what it cannot carry adds to it. Derived, high "
                "confidence.")
            .field("semi_sync_timeout_s", &P::semi_sync_timeout,
                   "A semi-synchronous copy that reaches no partner goes on alone after it. Default of a common "
                   "database, high confidence.",
                   between(0, 86400))
            .field("leader_election_s", &P::leader_election,
                   "Copies that decide by majority agree on a new leader, detection included; 5 to 30 s between "
                   "sites. Ten round trips to two time-outs; medium confidence.")
            .field("reconciliation_h", &P::reconciliation,
                   "Comparing the data of two sides that both took writes, or a ledger that may have lost some. "
                   "Engineering judgement, low confidence.")
            .field("bootstrap_by_hand_h", &P::bootstrap_by_hand,
                   "Starting by hand what waits for itself in a circle, or for a component that cannot come back. "
                   "Engineering judgement, low confidence.")
            .all_required();
    return record;
}

const Record& people_record() {
    using P = PeopleParameters;
    static const Record record =
        Table<P>{"people_parameters", "What people need before they act."}
            .field("notice_min", &P::notice,
                   "Service failure to \"this is an incident\". Engineering judgement, medium confidence.")
            .field("assemble_min", &P::assemble,
                   "Incident to a working war room. Engineering judgement, medium confidence.")
            .field(
                "assemble_without_messenger_factor", &P::assemble_without_messenger,
                "Factor on that while the internal messenger is down. Engineering judgement, low confidence.",
                between(1, 100))
            .field("assemble_at_night_factor", &P::assemble_at_night,
                   "The same for an incident noticed from 22 to 7 o'clock local time. Engineering judgement, medium confidence.",
                   between(1, 100))
            .field("travel_min", &P::travel,
                   "Incident noticed to technicians on site who were not. Engineering judgement, low confidence.")
            .field("decide_drilled_min", &P::decide_drilled,
                   "War room to the decision to fail over, rehearsed. Engineering judgement, low confidence.")
            .field("decide_undrilled_min", &P::decide_undrilled,
                   "The same, never rehearsed. Engineering judgement, low confidence.")
            .all_required();
    return record;
}

}  // namespace

const Record& parameters_record() {
    using P = Parameters;
    static const Record record =
        Table<P>{"parameters",
                 "What a fire, a building, servers and people usually need; shared by scenarios."}
            .document()
            .note("name", "Short name.")
            .note("description", "Where the values come from.")
            .object("fuels", &P::fuels, fuels_record(), "Heat release of what burns.")
            .object("propagation", &P::propagation, propagation_record(), "From one unit of fuel to the next.")
            .object("detection", &P::detection, detection_record(), "When a fire is noticed by detectors.")
            .object("suppression", &P::suppression, suppression_record(), "Gas, sprinklers and staff against the fire.")
            .object("damage", &P::damage, damage_record(), "What heat does to equipment, cables and barriers.")
            .object("smoke", &P::smoke, smoke_record(), "Smoke between rooms and what it does.")
            .object("fire", &P::fire, fire_record(), "The clock of a fire.")
            .object("restoration", &P::restoration, restoration_record(), "Giving a building its power back.")
            .object("water", &P::water, water_record(), "What water does below a fire.")
            .object("servers", &P::servers, server_record(), "Bringing servers up.")
            .object("recovery", &P::recovery, recovery_record(), "Bringing components back.")
            .object("people", &P::people, people_record(), "What people need before they act.")
            .object("facility", &P::facility, facility_record(), "What power and cooling do by themselves.")
            .all_required();
    return record;
}

}  // namespace firebreak::scenario
