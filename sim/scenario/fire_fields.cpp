// The parameters of the fire itself: fuels, propagation, detection, suppression, damage, smoke.
#include "scenario/records.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {
namespace {

const Record& energy_fuel_record() {
    using P = EnergyFuel;
    static const Record record =
        Table<P>{"energy_fuel", "A fuel whose burn-out follows from what it holds."}
            .field("peak_kw", &P::peak_w, "Peak heat release of one unit.")
            .field("growth_s", &P::growth, "Time in which it would reach 1055 kW (t-squared growth).")
            .field("energy_per_amount_mj", &P::energy_j, "Heat per kWh stored (batteries) or per kg (cables).")
            .field("burnt_in_decay_ratio", &P::burnt_in_decay, "Share of the energy left when the decay begins.")
            .all_required();
    return record;
}

const Record& timed_fuel_record() {
    using P = TimedFuel;
    static const Record record = Table<P>{"timed_fuel", "A fuel whose phases are known from tests by their lengths."}
                                     .field("peak_kw", &P::peak_w, "Peak heat release of one unit.")
                                     .field("to_peak_min", &P::to_peak, "Growth.")
                                     .field("steady_min", &P::steady, "Steady burning.")
                                     .field("decay_min", &P::decay, "Decay.")
                                     .all_required();
    return record;
}

}  // namespace

const Record& fuels_record() {
    using P = FuelParameters;
    static const Record record =
        Table<P>{"fuel_parameters", "Heat release of what burns."}
            .object("li_ion_cabinet", &P::li_ion_cabinet, energy_fuel_record(),
                    "Large-scale tests of lithium-ion racks, cited from memory; low confidence.")
            .object("vrla_string", &P::vrla_string, energy_fuel_record(),
                    "Lead-acid blocks burn as plastic. Engineering judgement, low confidence.")
            .object("cable_tray", &P::cable_tray, energy_fuel_record(),
                    "NUREG/CR-7010 areas and heats of combustion; medium confidence.")
            .object("electrical_cabinet", &P::electrical_cabinet, timed_fuel_record(),
                    "NUREG-2178 peaks and the NUREG/CR-6850 profile; medium confidence.")
            .object("it_rack", &P::it_rack, timed_fuel_record(),
                    "Published server cabinet tests; medium confidence.")
            .all_required();
    return record;
}

const Record& propagation_record() {
    using P = PropagationParameters;
    static const Record record =
        Table<P>{"propagation_parameters", "From one unit of fuel to the next."}
            .field("off_gas_min", &P::off_gas,
                   "Battery cell, first venting of gas to runaway: the warning that a gas sensor gives. Cited from "
                   "memory and judgement, low confidence.")
            .field("cell_spread_probability", &P::cell_spread,
                   "Battery cell to the next in its module. Engineering judgement, low confidence.")
            .field("cell_delay_s", &P::cell_delay,
                   "The time that takes, 10 s to 5 min. Cited from memory and judgement, low confidence.")
            .field("cells_until_module", &P::cells_until_module,
                   "Cells in runaway that set their module on fire. Engineering judgement, low confidence.",
                   between(1, 1000))
            .field("module_spread_probability", &P::module_spread,
                   "Battery module to the next in its cabinet. Engineering judgement, low confidence.")
            .field("module_delay_min", &P::module_delay, "The time that takes. One camera record (90 s); low confidence.")
            .field("across_tested_gap_probability", &P::across_tested_gap,
                   "Battery cabinet to cabinet across a tested gap. Engineering judgement, low confidence.")
            .field("across_adjacent_probability", &P::across_adjacent, "Across an untested gap. Engineering judgement, low confidence.")
            .field("across_no_gap_probability", &P::across_no_gap, "Without a gap. Engineering judgement, low confidence.")
            .field("cabinet_delay_min", &P::cabinet_delay,
                   "First burning module to a burning neighbour. Engineering judgement, low confidence.")
            .field("other_spread_probability", &P::other_spread,
                   "Any other fuel, unit to unit. Engineering judgement, low confidence.")
            .field("other_delay_min", &P::other_delay, "The time that takes. Engineering judgement, low confidence.")
            .all_required();
    return record;
}

const Record& detection_record() {
    using P = DetectionParameters;
    static const Record record =
        Table<P>{"detection_parameters", "When a fire is noticed by detectors."}
            .field("aspirating_heat_kw", &P::aspirating_heat_w,
                   "Heat release at which sampled air shows smoke. Engineering judgement, medium confidence.")
            .field("aspirating_transport_s", &P::aspirating_transport, "Air in the pipes. NFPA 72 and 76; medium confidence.")
            .field("gas_response_s", &P::gas_response,
                   "First venting of a battery to the alarm of a gas sensor. Engineering judgement, low confidence.")
            .field("spot_rise_k", &P::spot_rise_k,
                   "Rise of the ceiling jet, in kelvins, at which a spot detector alarms. Medium confidence.")
            .field("spot_radius_m", &P::spot_radius_m, "From the fire to the nearest detector or sprinkler head. Usual grids; medium confidence.")
            .all_required();
    return record;
}

const Record& suppression_record() {
    using P = SuppressionParameters;
    static const Record record =
        Table<P>{"suppression_parameters", "Gas, sprinklers and staff against the fire."}
            .field("agent_predischarge_s", &P::agent_predischarge,
                   "Alarm to gas release. NFPA 2001 practice; high confidence.")
            .field("agent_stops_battery_fire_probability", &P::agent_stops_battery_fire,
                   "Gas ends a battery fire. Pangyo 2022 and McMicken 2019, where it failed; high confidence in the "
                   "direction, engineering judgement for the value.")
            .field("agent_stops_other_fire_probability", &P::agent_stops_other_fire,
                   "Gas ends another fire. Engineering judgement, low confidence.")
            .field("sprinkler_operates_probability", &P::sprinkler_operates,
                   "Operates and is effective. NFPA statistics (Hall 2006); high confidence.")
            .field("sprinkler_index", &P::sprinkler_index,
                   "Response time index, (m s)^(1/2): fast up to 50, standard 80 to 350; high confidence.")
            .field("sprinkler_activation_c", &P::sprinkler_activation_c, "Activation temperature, degrees Celsius (57, 68, 74 or 79); high confidence.")
            .field("sprinkler_density_mm_per_s", &P::sprinkler_density_mm_per_s,
                   "Water per area; sets how fast a wet fire decays. CFAST default; medium confidence.", above(0, 1))
            .field("battery_slowdown_factor", &P::battery_slowdown,
                   "Factor on the spread between wet battery cabinets. Insurer tests; medium confidence.")
            .field("manual_rate_per_min", &P::manual_rate_per_min,
                   "Rate at which staff on site put out fires other than batteries; 0: never. NUREG-2169, cited from memory; medium confidence.", between(0, 10))
            .all_required();
    return record;
}

const Record& damage_record() {
    using P = DamageParameters;
    static const Record record =
        Table<P>{"damage_parameters", "What heat does to equipment, cables and barriers."}
            .field("ambient_c", &P::ambient_c, "Air before the fire, degrees Celsius; high confidence.", between(-50, 60))
            .field("cable_damage_c", &P::cable_damage_c,
                   "Cables fail: 205 thermoplastic, 330 thermoset, degrees Celsius. NUREG/CR-6850; high confidence.")
            .field("electronics_damage_c", &P::electronics_damage_c,
                   "Electronics fail, degrees Celsius. NUREG/CR-6850; high confidence.")
            .field("void_distance_m", &P::void_distance_m,
                   "From the fire to equipment behind a shared void. Engineering judgement, low confidence.")
            .field("flashover_c", &P::flashover_c, "Hot layer at flashover, degrees Celsius: decides in closed rooms, and in others the earliest at "
                   "which heat release can; high confidence.")
            .field("barrier_strength", &P::barrier_strength,
                   "True fire resistance as a multiple of the rating. Engineering judgement, medium confidence.")
            .field("barrier_defect_probability", &P::barrier_defect,
                   "A wall or penetration seal is defective from the start. Expert panel; medium confidence.")
            .field("door_open_probability", &P::door_open, "A door stands open. PD 7974-7 and judgement, low confidence.")
            .field("defect_strength_ratio", &P::defect_strength,
                   "Resistance left by a defect or an open door, as a share of the rating. Judgement, low confidence.", between(0, 1))
            .field("ignition_c", &P::ignition_c,
                   "Gas that sets the next room alight once a barrier has failed, degrees Celsius. Engineering judgement, low confidence.", between(50, 1200))
            .all_required();
    return record;
}

const Record& smoke_record() {
    using P = SmokeParameters;
    static const Record record =
        Table<P>{"smoke_parameters", "Smoke between rooms and what it does."}
            .field("leakage_per_hour", &P::leakage_per_hour,
                   "Room volumes exchanged through a closed barrier. Engineering judgement, medium confidence.", between(0, 100))
            .field("door_flow_m3_per_s", &P::door_flow_m3_per_s,
                   "Exchange through an open door or a shared void. Engineering judgement, medium confidence.", between(0, 100))
            .field("yield_kg_per_mj", &P::yield_kg_per_mj,
                   "Soot per heat released. Order of magnitude of plastics; low confidence.", between(0, 1))
            .field("alarm_g_per_m3", &P::alarm_g_per_m3, "Concentration at which a room's smoke alarm sounds. Engineering judgement, low confidence.")
            .field("alarm_stops_fans_probability", &P::alarm_stops_fans,
                   "The alarm stops the cooling units of its room. Daejeon 2025, where all halls lost cooling that way; high confidence.")
            .field("cleaning_dose_g_s_per_m3", &P::cleaning_dose_g_s_per_m3,
                   "Soot dose after which servers need cleaning. Judgement, low confidence.")
            .field("scrap_dose_g_s_per_m3", &P::scrap_dose_g_s_per_m3,
                   "Soot dose after which they are scrap. Judgement, low confidence.")
            .all_required();
    return record;
}

}  // namespace firebreak::scenario
