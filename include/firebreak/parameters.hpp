// Generic parameters: what a fire, a building, servers and people usually need. One file shared by
// every scenario; sources and confidence stand in the help text of each field.
#pragma once

#include "firebreak/random.hpp"
#include "firebreak/units.hpp"

namespace firebreak {

/// Durations of the fire's clock. "After ignition" unless said otherwise.
struct FireParameters {
    UncertainDuration detection;              ///< ignition to alarm
    UncertainDuration agent_predischarge;     ///< alarm to gas release
    Probability agent_stops_battery_fire{};   ///< gas ends a fire in a battery room
    Probability agent_stops_other_fire{};     ///< gas ends a fire elsewhere
    UncertainDuration heat_through_void;      ///< ignition to loss of equipment across a shared void
    UncertainDuration cable_damage;           ///< ignition to failure of cables in the burning room
    UncertainDuration verify_and_call;        ///< alarm to emergency call
    UncertainDuration brigade_travel;         ///< call to arrival
    UncertainDuration water_decision;         ///< alarm to the decision to use water
    UncertainDuration power_off_with_epo;     ///< decision to isolation where an EPO exists
    UncertainDuration power_off_by_hand;      ///< alarm to isolation where none exists
    UncertainDuration set_up_water;           ///< isolation to water
    UncertainDuration knock_down;             ///< ignition to "under control"
    UncertainDuration burn_out_battery;       ///< ignition to "fully out", battery room
    UncertainDuration burn_out_other;         ///< ignition to "fully out", other rooms
};

struct RestorationParameters {
    UncertainDuration clearance;              ///< fully out to first re-energising
    UncertainDuration step;                   ///< one distribution lineup, inspected and switched on
    UncertainDuration damaged_supply_repair;  ///< fully out to new cables commissioned
};

struct ServerParameters {
    UncertainDuration boot;                   ///< power-on self test, operating system, check (a rack)
    UncertainDuration hands_per_server;       ///< technician time to bring up one server by hand
    UncertainRatio non_return;                ///< share of servers that a power cycle kills
    UncertainDuration fix_per_server;         ///< technician time to mend one of those
};

struct RecoveryParameters {
    UncertainDuration automatic_failover;     ///< detection and promotion by a controller
    UncertainDuration failover_with_tool;     ///< promotion by people, tool at hand (one component)
    UncertainDuration by_hand_with_runbook;   ///< the same without the tool, runbook drilled
    UncertainDuration by_hand_without_runbook;///< the same, improvised
    UncertainDuration traffic_switch;         ///< name service and routing, after promotion
    UncertainDuration automated_start;        ///< a component in place, deploy tool at hand
    UncertainDuration crash_recovery;         ///< log replay and consistency check, stateful components
    UncertainDuration replication_lag;        ///< asynchronous copies, at the moment of loss
};

struct PeopleParameters {
    UncertainDuration notice;                 ///< service failure to "this is an incident"
    UncertainDuration assemble;               ///< incident to a working war room
    double assemble_without_messenger = 1.0;  ///< factor while the internal messenger is down
    UncertainDuration decide_drilled;         ///< war room to the decision to fail over
    UncertainDuration decide_undrilled;
};

/// What power and cooling equipment does by itself.
struct FacilityParameters {
    double peukert_lead_acid = 1.0;           ///< exponent of Peukert's law, at least 1
    double peukert_li_ion = 1.0;
    UncertainRatio battery_health;            ///< autonomy of an aged battery as a share of a new one's
    UncertainDuration battery_recharge;       ///< empty to full
    UncertainDuration generator_start;        ///< call to readiness for load
    UncertainRatio generator_fails_to_start;  ///< one set, from any cause; one value a site
    UncertainRatio generator_common_cause;    ///< beta: share of those failures that take all sets of a site
    UncertainDuration transfer;               ///< switching a bus over to its generators
    Ratio overload_margin{};                  ///< above its capacity by this share a node trips
    UncertainDuration overload_trip;          ///< start of an overload to the trip
    UncertainDuration trip_reset;             ///< trip to reset by the facility crew
    UncertainDuration fan_restart;            ///< cooling unit: power and plant back to full air flow
    UncertainDuration chiller_restart;        ///< the same for plant that other units need
    double supply_air_c = 25.0;               ///< inlet temperature while the cooling works
    UncertainNumber shutdown_inlet_c;         ///< inlet temperature at which the servers of a row switch off
    double rack_air_kj_per_k = 9.0;           ///< heat stored in the air around a rack
    double rack_solid_kj_per_k = 250.0;       ///< and in its steel and electronics
    double rack_exchange_w_per_k = 250.0;     ///< heat flow between both
};

struct Parameters {
    FireParameters fire;
    RestorationParameters restoration;
    ServerParameters servers;
    RecoveryParameters recovery;
    PeopleParameters people;
    FacilityParameters facility;
};

}  // namespace firebreak
