// Parameters of what stands in a building: power, cooling, servers, and bringing them back.
#include "scenario/records.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {

const Record& restoration_record() {
    using P = RestorationParameters;
    static const Record record =
        Table<P>{"restoration_parameters", "Giving a building its power back."}
            .field("clearance_h", &P::clearance,
                   "Fully out to the first re-energising. Engineering judgement, low confidence.")
            .field("step_min", &P::step,
                   "One distribution line-up inspected and switched on. Sequencing practice and engineering "
                   "judgement, medium confidence.")
            .field("inrush_factor", &P::inrush_factor,
                   "Peak over running load of racks that are switched on, for 20 to 50 ms. Vendor figure of "
                   "3 to 5; "
                   "medium confidence.")
            .field("damaged_supply_repair_h", &P::damaged_supply_repair,
                   "Fully out to new supply cables commissioned, and damaged power and cooling equipment repaired. Pangyo "
                   "2022 took 77 h; medium confidence.")
            .field("temporary_supply_probability", &P::temporary_supply,
                   "Burnt switchgear, UPS, generators or cooling plant are bypassed or stood in for by rented ones together "
                   "with that "
                   "repair, rather than waited for. Campuses were back in days; engineering judgement, low "
                   "confidence.")
            .field(
                "equipment_lead_d", &P::equipment_lead,
                "Otherwise: fully out to new switchgear, UPS or generator. Market reports of 33 to 42 weeks, "
                "switchgear over a year; medium confidence.")
            .all_required();
    return record;
}

const Record& water_record() {
    using P = WaterParameters;
    static const Record record =
        Table<P>{"water_parameters", "What water does below a fire that is fought with it."}
            .field("reaches_below_probability", &P::reaches_below,
                   "Water reaches a given room of the building on the next floor down, where slabs are given one below "
                   "them; on each floor further down as often again. "
                   "Engineering judgement, low confidence.")
            .field("drying_h", &P::drying,
                   "Clearance of the building to a dry room: humidity below 40 % takes 24 to 72 h. "
                   "Strasbourg 2021; low "
                   "confidence.")
            .field("scrap_ratio", &P::scrap,
                   "Share of the racks in a wet room that are beyond use, 0.3 to 0.7. Engineering judgement, "
                   "low "
                   "confidence.")
            .all_required();
    return record;
}

const Record& server_record() {
    using P = ServerParameters;
    static const Record record =
        Table<P>{"server_parameters", "Bringing servers up."}
            .field("boot_min", &P::boot,
                   "Power-on self test, operating system and check of a rack. Server manuals; medium "
                   "confidence.")
            .field("hands_per_server_min", &P::hands_per_server,
                   "Technician time to bring up one server by hand. Engineering judgement, low confidence.")
            .field(
                "non_return_ratio", &P::non_return,
                "Share of servers that a power cycle kills. Engineering judgement, low confidence; only that "
                "it is above zero is published.")
            .field("fix_per_server_min", &P::fix_per_server,
                   "Technician time to mend one of those. Engineering judgement, medium confidence.")
            .field("cleaning_per_server_min", &P::cleaning_per_server,
                   "Cleaning line time for one server soiled by smoke, re-racking included: 50 to 200 a day. "
                   "Strasbourg 2021; low confidence.")
            .field("outlet_delay_s", &P::outlet_delay,
                   "Between one rack of a row and the next when the row is switched on. Sequencing of rack "
                   "power units, "
                   "0.25 to 10 s; medium confidence.")
            .field("non_return_stressed_ratio", &P::non_return_stressed,
                   "As `non_return_ratio`, of racks that smoke has soiled or that became too hot: 3 to 10 %. "
                   "Engineering "
                   "judgement, low confidence.")
            .field("fully_checked_ratio", &P::fully_checked,
                   "Share of the servers that check their whole file systems after a power cut, 0.02 to 0.1. "
                   "Engineering "
                   "judgement, low confidence.")
            .field("full_check_h", &P::full_check,
                   "That check on one server: ten minutes to hours a volume. Engineering judgement, low "
                   "confidence.")
            .field("stock_ratio", &P::stock,
                   "Servers that are replaced from stock, as a share of a site's; the others are built to "
                   "order. "
                   "Engineering judgement, low confidence.")
            .field("stock_delivery_d", &P::stock_delivery,
                   "Clearance to delivery from stock, 1 to 5 days, of servers and of network devices. Engineering judgement, "
                   "medium confidence.")
            .field("order_delivery_d", &P::order_delivery,
                   "Clearance to delivery of newly built servers, 2 to 12 weeks. Strasbourg 2021, some "
                   "10,000 within "
                   "weeks; medium confidence.")
            .field("racking_per_server_min", &P::racking_per_server,
                   "Technician time to take out a server and build in a new one. Engineering judgement, low "
                   "confidence.")
            .all_required();
    return record;
}

const Record& facility_record() {
    using P = FacilityParameters;
    static const Record record =
        Table<P>{"facility_parameters", "What power and cooling equipment does by itself."}
            .field("peukert_exponent_lead_acid", &P::peukert_lead_acid,
                   "Peukert exponent of lead-acid batteries. Battery handbooks give 1.1 to 1.3; medium "
                   "confidence.",
                   between(1, 2))
            .field("peukert_exponent_li_ion", &P::peukert_li_ion,
                   "Peukert exponent of lithium-ion batteries. Battery handbooks give 1.02 to 1.05; medium "
                   "confidence.",
                   between(1, 2))
            .field("battery_health_ratio", &P::battery_health,
                   "Autonomy of an aged battery as a share of a new one's. IEEE 450 and 1188 replace at 0.8; "
                   "medium confidence.")
            .field("battery_recharge_h", &P::battery_recharge,
                   "Empty to full. Charger practice and engineering judgement, low confidence.")
            .field("generator_start_s", &P::generator_start,
                   "Call of a standby generator to readiness for load. NFPA 110 classes and vendor data, "
                   "8-15 s, sets in parallel up to 60 s; high confidence.")
            .field(
                "generator_fails_to_start_ratio", &P::generator_fails_to_start,
                "Probability that a set fails to start, from any cause; one value a site. Fleet statistics "
                "0.1 to 2 %; high confidence.")
            .field("generator_run_h", &P::generator_run,
                   "A set under load until it fails; a Weibull shape below 1 puts most failures early. Well "
                   "kept fleets "
                   "lose 20 % in two weeks, poor ones 50 % in 48 h; high confidence.")
            .field("generator_common_cause_ratio", &P::generator_common_cause,
                   "Share of the failures to start and to run that take all sets of a site: fuel, control, "
                   "switchgear. "
                   "Beta factors of 0.05 to 0.1 from reliability handbooks; medium confidence.")
            .field("transfer_s", &P::transfer,
                   "Switching a bus over to its generators. Transfer switches take 0.1 s and wait 1 to 3 s; "
                   "medium confidence.")
            .field(
                "overload_margin_ratio", &P::overload_margin,
                "Overload that a node bears for good, as a share of its capacity. Settings of breakers and "
                "engineering judgement, low confidence.")
            .field("overload_trip_s", &P::overload_trip,
                   "Start of an overload to the trip. UPS manuals: minutes at 125 %, half a minute at 150 %; "
                   "engineering judgement, low confidence.")
            .field("trip_reset_min", &P::trip_reset,
                   "Trip of a power node, by overload or heat, to its reset by the facility crew. Engineering judgement, low "
                   "confidence.")
            .field("fan_restart_s", &P::fan_restart,
                   "Cooling unit, from power and plant to full air flow. Vendor data, 10 to 60 s; medium "
                   "confidence.")
            .field("chiller_restart_min", &P::chiller_restart,
                   "The same for plant that other units need. Vendor data and one incident, 5 to 30 min; "
                   "medium confidence.")
            .field("supply_air_c", &P::supply_air_c,
                   "Inlet temperature while the cooling works, degrees Celsius. ASHRAE recommends 18 to 27; "
                   "high confidence.",
                   between(5, 45))
            .field("shutdown_inlet_c", &P::shutdown_inlet_c,
                   "Inlet temperature at which the servers of a row, a UPS or a network device switch off, degrees Celsius. Server "
                   "manuals, 45 to 55, some throttle from 38; low confidence.")
            .field("rack_air_kj_per_k", &P::rack_air_kj_per_k,
                   "Heat stored in the air around a rack. Derived from 7.5 m3 of air; medium confidence.",
                   above(0, 1e4))
            .field(
                "rack_solid_kj_per_k", &P::rack_solid_kj_per_k,
                "Heat stored in the steel and electronics of a rack. Derived, fits published heat-up times "
                "at 5 and 10 kW; medium confidence.",
                above(0, 1e5))
            .field("rack_exchange_w_per_k", &P::rack_exchange_w_per_k,
                   "Heat flow between both. Derived, as before; medium confidence.", above(0, 1e5))
            .all_required();
    return record;
}

}  // namespace firebreak::scenario
