// Generic parameters: what a fire, a building, servers and people usually need. One file shared by
// every scenario; sources and confidence stand in the help text of each field.
#pragma once

#include "firebreak/random.hpp"
#include "firebreak/units.hpp"

namespace firebreak {

/// A fuel whose burn-out follows from what it holds: batteries (per kWh stored), cables (per kg).
struct EnergyFuel {
    UncertainNumber peak_w;
    UncertainDuration growth;            ///< to 1055 kW, by which growth classes are named
    UncertainNumber energy_j;            ///< per unit of amount
    Ratio burnt_in_decay{};              ///< share of the energy left when the decay begins
};

/// A fuel whose phases are known from tests by their lengths.
struct TimedFuel {
    UncertainNumber peak_w;
    UncertainDuration to_peak;
    UncertainDuration steady;
    UncertainDuration decay;
};

struct FuelParameters {
    EnergyFuel li_ion_cabinet;
    EnergyFuel vrla_string;
    EnergyFuel cable_tray;
    TimedFuel electrical_cabinet;
    TimedFuel it_rack;
};

/// How fire passes from one unit of fuel to the next.
struct PropagationParameters {
    UncertainDuration off_gas;           ///< first venting of a cell to its runaway
    Probability cell_spread{};           ///< battery cell to the next in its module
    UncertainDuration cell_delay;
    int cells_until_module = 1;          ///< cells in runaway that set their module on fire
    Probability module_spread{};         ///< battery module to the next in its cabinet
    UncertainDuration module_delay;
    Probability across_tested_gap{};     ///< battery cabinet to cabinet
    Probability across_adjacent{};
    Probability across_no_gap{};
    UncertainDuration cabinet_delay;
    Probability other_spread{};          ///< any other fuel, unit to unit
    UncertainDuration other_delay;
};

struct DetectionParameters {
    UncertainNumber aspirating_heat_w;   ///< heat release at which sampled air shows smoke
    UncertainDuration aspirating_transport;
    UncertainDuration gas_response;      ///< first venting of a battery to the alarm of a gas sensor
    UncertainNumber spot_rise_k;         ///< ceiling jet rise at which a spot detector alarms
    UncertainNumber spot_radius_m;       ///< from the fire to the nearest detector or head
};

struct SuppressionParameters {
    UncertainDuration agent_predischarge;     ///< alarm to gas release
    Probability agent_stops_battery_fire{};
    Probability agent_stops_other_fire{};
    Probability sprinkler_operates{};
    UncertainNumber sprinkler_index;          ///< response time index, (m s)^(1/2)
    UncertainNumber sprinkler_activation_c;
    double sprinkler_density_mm_per_s = 0.07;
    UncertainNumber battery_slowdown;         ///< factor on spread between wet battery cabinets
    double manual_rate_per_min = 0.098;       ///< fires other than batteries put out by staff
};

/// What heat does to equipment, cables and barriers.
struct DamageParameters {
    double ambient_c = 25.0;
    UncertainNumber cable_damage_c;
    UncertainNumber electronics_damage_c;
    UncertainNumber void_distance_m;          ///< from the fire to equipment behind a shared void
    UncertainNumber flashover_c;
    UncertainNumber barrier_strength;         ///< true resistance as a multiple of the rating
    Probability barrier_defect{};
    Probability door_open{};
    double defect_strength = 0.1;             ///< resistance left by a defect or an open door, times the rating
    double ignition_c = 300.0;                ///< gas that sets the next room alight when a barrier has failed
};

struct SmokeParameters {
    double leakage_per_hour = 0.3;            ///< room volumes exchanged through a closed barrier
    double door_flow_m3_per_s = 1.0;          ///< through an open door or a shared void
    double yield_kg_per_mj = 0.004;           ///< soot released per heat released
    UncertainNumber alarm_g_per_m3;           ///< concentration at which a room's smoke alarm sounds
    Probability alarm_stops_fans{};           ///< and stops its cooling units
    UncertainNumber cleaning_dose_g_s_per_m3; ///< soot dose after which servers need cleaning
    UncertainNumber scrap_dose_g_s_per_m3;
};

/// Durations of the fire's clock.
struct FireParameters {
    UncertainDuration verify_and_call;        ///< alarm to emergency call
    UncertainDuration brigade_travel;         ///< call to arrival
    UncertainDuration water_decision;         ///< alarm to the decision to use water
    UncertainDuration power_off_with_epo;     ///< decision to isolation where an EPO exists
    UncertainDuration power_off_by_hand;      ///< alarm to isolation where none exists
    UncertainDuration set_up_water;           ///< isolation to water
    UncertainDuration knock_down;             ///< alarm to "under control"
    UncertainDuration burn_out_battery;       ///< alarm to "fully out", battery room
    UncertainDuration burn_out_other;         ///< alarm to "fully out", other rooms
    Probability re_ignition{};                ///< a battery fire flares up again
    UncertainDuration re_ignition_delay;      ///< fully out to re-ignition
    Probability leak_isolation{};             ///< water from above makes a second cut necessary
    UncertainDuration leak_delay;             ///< first re-energising to the second cut
    UncertainDuration forensic_hold;          ///< fully out to release of the room of origin
};

struct RestorationParameters {
    UncertainDuration clearance;              ///< fully out to first re-energising
    UncertainDuration step;                   ///< one distribution lineup, inspected and switched on
    UncertainNumber inrush_factor;            ///< peak over running load while racks are switched on
    UncertainDuration damaged_supply_repair;  ///< fully out to new cables commissioned
    Probability temporary_supply{};           ///< rented equipment stands in for what burnt, with that repair
    UncertainDuration equipment_lead;         ///< otherwise: fully out to new switchgear, UPS or generator
};

/// What water does below a fire that is fought with it.
struct WaterParameters {
    Probability reaches_below{};              ///< it reaches a given room on the next floor down
    UncertainDuration drying;                 ///< clearance to a dry room
    UncertainRatio scrap;                     ///< share of the wet racks that are beyond use
};

struct ServerParameters {
    UncertainDuration boot;                   ///< power-on self test, operating system, check (a rack)
    UncertainDuration hands_per_server;       ///< technician time to bring up one server by hand
    UncertainRatio non_return;                ///< share of servers that a power cycle kills
    UncertainDuration fix_per_server;         ///< technician time to mend one of those
    UncertainDuration cleaning_per_server;    ///< one cleaning line, servers soiled by smoke
    UncertainDuration outlet_delay;           ///< between the racks of a row that is switched on
    UncertainRatio non_return_stressed;       ///< as `non_return`, of racks that were soiled or too hot
    UncertainRatio fully_checked;             ///< share of servers that check their whole file systems
    UncertainDuration full_check;             ///< that check, one server
    Ratio stock{};                            ///< servers replaced from stock, as a share of a site's
    UncertainDuration stock_delivery;         ///< order to delivery, from stock
    UncertainDuration order_delivery;         ///< order to delivery, newly built
    UncertainDuration racking_per_server;     ///< technician time to take out a server and build in a new one
};

struct RecoveryParameters {
    UncertainDuration automatic_failover;     ///< detection and promotion by a controller
    UncertainDuration failover_with_tool;     ///< promotion by people, tool at hand (one component)
    UncertainDuration by_hand_with_runbook;   ///< the same without the tool, runbook drilled
    UncertainDuration by_hand_without_runbook;///< the same, improvised
    UncertainDuration traffic_switch;         ///< name service and routing, after promotion
    UncertainDuration automated_start;        ///< a component in place, deploy tool at hand
    UncertainDuration crash_recovery;         ///< log replay and consistency check, stateful components
    UncertainDuration replication_lag;        ///< asynchronous copies while the link keeps up
    Seconds semi_sync_timeout{10.0};          ///< a semi-synchronous copy waits for its partner this long
    UncertainDuration leader_election;        ///< copies that decide by majority, detection included
    UncertainDuration reconciliation;         ///< comparing books after a loss or dual writes
    UncertainDuration bootstrap_by_hand;      ///< starting a component without what it needs to start
};

struct PeopleParameters {
    UncertainDuration notice;                 ///< service failure to "this is an incident"
    UncertainDuration assemble;               ///< incident to a working war room
    double assemble_without_messenger = 1.0;  ///< factor while the internal messenger is down
    double assemble_at_night = 1.0;           ///< factor where the incident is noticed from 22 to 7 o'clock
    UncertainDuration travel;                 ///< incident noticed to technicians on site
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
    UncertainDuration generator_run;          ///< a set under load until it fails
    UncertainRatio generator_common_cause;    ///< beta: share of all those failures that take all sets of a site
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
    FuelParameters fuels;
    PropagationParameters propagation;
    DetectionParameters detection;
    SuppressionParameters suppression;
    DamageParameters damage;
    SmokeParameters smoke;
    FireParameters fire;
    RestorationParameters restoration;
    WaterParameters water;
    ServerParameters servers;
    RecoveryParameters recovery;
    PeopleParameters people;
    FacilityParameters facility;
};

}  // namespace firebreak
