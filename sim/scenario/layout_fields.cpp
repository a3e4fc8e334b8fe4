// The layout document: places, power, cooling, network, placement.
#include "scenario/records.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {
namespace {

const Words<RoomKind> room_kinds{
    {RoomKind::data_hall, "data_hall"},   {RoomKind::battery, "battery"},     {RoomKind::ups, "ups"},
    {RoomKind::electrical, "electrical"}, {RoomKind::generator, "generator"}, {RoomKind::network, "network"},
    {RoomKind::cooling, "cooling"},       {RoomKind::other, "other"}};
const Words<PowerKind> power_kinds{{PowerKind::utility, "utility"},
                                   {PowerKind::generator, "generator"},
                                   {PowerKind::switchgear, "switchgear"},
                                   {PowerKind::ups, "ups"},
                                   {PowerKind::pdu, "pdu"}};
const Words<BatteryChemistry> chemistries{{BatteryChemistry::lead_acid, "lead_acid"},
                                          {BatteryChemistry::li_ion, "li_ion"}};
const Words<DeviceKind> device_kinds{{DeviceKind::border, "border"}, {DeviceKind::core, "core"}};
const Words<ReplicaRole> roles{{ReplicaRole::active, "active"}, {ReplicaRole::standby, "standby"}};
const Words<FailoverMode> failover_modes{
    {FailoverMode::none, "none"}, {FailoverMode::manual, "manual"}, {FailoverMode::automatic, "automatic"}};
const Words<Replication> replications{{Replication::none, "none"},
                                      {Replication::async, "async"},
                                      {Replication::semi_sync, "semi_sync"},
                                      {Replication::sync, "sync"},
                                      {Replication::quorum, "quorum"}};

const Words<PartnerLoss> partner_losses{{PartnerLoss::degrade, "degrade"}, {PartnerLoss::stall, "stall"}};

const Words<Fuel> fuels{{Fuel::li_ion_cabinet, "li_ion_cabinet"},
                        {Fuel::vrla_string, "vrla_string"},
                        {Fuel::electrical_cabinet, "electrical_cabinet"},
                        {Fuel::cable_tray, "cable_tray"},
                        {Fuel::it_rack, "it_rack"}};
const Words<Gap> gaps{{Gap::tested, "tested"}, {Gap::adjacent, "adjacent"}, {Gap::none, "none"}};
const Words<Detection> detections{
    {Detection::none, "none"}, {Detection::spot, "spot"}, {Detection::aspirating, "aspirating"},
    {Detection::gas, "gas"}};

const Record& fuel_record() {
    static const Record record =
        Table<FuelLoad>{"fuel", "What can burn in a room: equal units in a line, in groups."}
            .choice("kind", &FuelLoad::kind, fuels, "Kind of fuel.")
            .required()
            .field("units", &FuelLoad::units, "Cabinets, strings, trays or racks in the line.", between(1, 1000))
            .field("units_per_group", &FuelLoad::units_per_group, "Units that stand together.", between(1, 1000))
            .choice("gap", &FuelLoad::gap, gaps, "Between units of a group: tested distance, untested distance, or none.")
            .choice("group_gap", &FuelLoad::group_gap, gaps, "Between groups, likewise.")
            .field("amount_per_unit", &FuelLoad::amount_per_unit,
                   "kWh stored (batteries) or kg (cables) in a unit; without meaning for cabinets and racks.", above(0, 1e6))
            .field("modules_per_unit", &FuelLoad::modules_per_unit, "Battery modules in a cabinet.", between(1, 1000));
    return record;
}

const Record& barrier_record() {
    static const Record record =
        Table<Barrier>{"barrier", "What separates this room from another; written in either of the two."}
            .reference("to", &Barrier::to, "The other room.")
            .required()
            .field("rating_min", &Barrier::rating, "Fire resistance by the standard test.", between(0, 480))
            .field("door", &Barrier::door, "It has a door, which may stand open.");
    return record;
}

const Record& cable_record() {
    static const Record record =
        Table<Cable>{"cable",
                     "A supply cable to what it is written in. A fire in a room on its way can cut it."}
            .reference("from", &Cable::from, "Power node of the same site that supplies it.")
            .required()
            .field("through", &Cable::through,
                   "Rooms that it passes through, besides the rooms at both ends.");
    return record;
}

const Record& room_record() {
    static const Record record =
        Table<Room>{"room", "A fire compartment."}
            .keyed_by(&Room::id)
            .choice("kind", &Room::kind, room_kinds, "What the room is for; decides how a fire in it burns.")
            .required()
            .field("floor", &Room::floor, "Storey; below ground is negative.", between(-20, 200))
            .field("area_m2", &Room::area, "Floor area.", above(0, 1e6))
            .reference("isolation_zone", &Room::isolation_zone,
                       "Rooms of one zone lose power together where the zone can be cut alone.")
            .required()
            .field("emergency_power_off", &Room::emergency_power_off,
                   "The zone has an emergency power-off: it opens all that stands in the zone, and the feeds of it "
                   "from outside. Without one it is cut by hand, on the supply side: at the nodes outside that feed "
                   "it, with all that hangs on them, or, where batteries, generators or utilities stand in it, "
                   "everything that is wired to it.")
            .field("row_power_off", &Room::row_power_off,
                   "Each row of racks can be switched off alone: while racks burn, no more is asked for.")
            .field("shared_void_with", &Room::shared_void_with,
                   "Rooms behind a shared ceiling or floor void, where heat passes without breaking a wall.")
            .field("gas_suppression", &Room::gas_suppression, "A gas extinguishing agent protects the room.")
            .choice("detection", &Room::detection, detections, "Detection: aspirating sees smoke before spot does; gas senses what lithium-ion cells vent, before "
                    "flames, and nothing else.")
            .field("sprinklers", &Room::sprinklers, "Sprinklers protect the room.")
            .field("height_m", &Room::height, "Floor to ceiling.", between(1.5, 50))
            .field("opening_area_m2", &Room::opening_area,
                   "Openings through which a fire draws air; 0: closed.", between(0, 1000))
            .field("opening_height_m", &Room::opening_height, "Their height.", between(0.1, 20))
            .field("air_changes_per_hour", &Room::air_changes_per_hour,
                   "Fresh air brought by fans, in room volumes.", between(0, 100))
            .object("fuel", &Room::fuel, fuel_record(),
                    "What can burn; by default ten Li-ion cabinets in a battery room, ten racks in a data hall or "
                    "network room, five electrical cabinets elsewhere.")
            .list("barriers", &Room::barriers, barrier_record(), "Walls and floors to other rooms that fire may pass.")
            .field("air_system", &Room::air_system,
                   "Rooms of one site that name the same air handling system share its smoke.")
            .field("building", &Room::building,
                   "Building of the site; water runs down inside one building only. By default rooms that are "
                   "joined by barriers, voids, an air system or a shared isolation zone are one building, and a "
                   "room that is joined to none may stand in any.");
    return record;
}

const Record& power_node_record() {
    static const Record record =
        Table<PowerNode>{"power_node",
                         "A node of the power graph: live while neither isolated, damaged nor tripped and enough "
                         "inputs are live. Lineups are re-energised by the restore priority of what hangs on them, then by name."}
            .keyed_by(&PowerNode::id)
            .choice("kind", &PowerNode::kind, power_kinds,
                    "What it is; a utility or generator needs no input. A generator starts when the utilities of "
                    "what it feeds are dead; where there are none it always runs.")
            .required()
            .reference("room", &PowerNode::room, "Room where it stands.")
            .required()
            .list("inputs", &PowerNode::inputs, cable_record(), "Supplies; they share the load.")
            .field("battery_autonomy_min", &PowerNode::battery_autonomy,
                   "UPS only: how long its battery, when new, carries the load `capacity_kw`; without a capacity any "
                   "load.",
                   between(0, 1440))
            .reference("battery_room", &PowerNode::battery_room, "UPS only: room where the battery stands.")
            .field("other_load_kw", &PowerNode::other_load,
                   "Load of other tenants behind this node; counts in facility power only.", between(0, 1e6))
            .field("capacity_kw", &PowerNode::capacity,
                   "Load that it bears for good; above it (and a margin) it trips. 0: any load.", between(0, 1e6))
            .field("inputs_needed", &PowerNode::inputs_needed,
                   "How many inputs have to be live, as on a bus of generators.", between(1, 100))
            .choice("battery_chemistry", &PowerNode::battery_chemistry, chemistries,
                    "UPS only: decides how much autonomy a high load costs.")
            .field("fuel_h", &PowerNode::fuel,
                   "Generator only: how long its tank lasts, all its runs together; 0: it is refilled in time.",
                   between(0, 10000));
    return record;
}

const Record& row_record() {
    static const Record record =
        Table<Row>{"row", "Equal racks in one room on the same feeds; one live feed is enough."}
            .keyed_by(&Row::id)
            .reference("room", &Row::room, "Room where the racks stand.")
            .required()
            .field("racks", &Row::racks, "Number of racks.", between(1, 10000))
            .field("servers_per_rack", &Row::servers_per_rack, "Servers in each rack.", between(1, 1000))
            .field("rack_load_kw", &Row::rack_load, "Electrical load of each rack.", between(0, 1000))
            .list("feeds", &Row::feeds, cable_record(), "Supplies, usually A and B; they share the load.")
            .field("single_corded_ratio", &Row::single_corded,
                   "Share of the racks with one cord only, each on a feed by draw.")
            .field("swapped_feed_ratio", &Row::swapped_feeds,
                   "Share of the racks whose cords both hang on one feed by mistake.");
    return record;
}

const Record& cooling_record() {
    static const Record record =
        Table<CoolingUnit>{"cooling_unit", "A cooling unit and the rooms that it keeps cool, or a chiller that such units need."}
            .keyed_by(&CoolingUnit::id)
            .reference("room", &CoolingUnit::room, "Room where it stands.")
            .required()
            .field("serves", &CoolingUnit::serves, "Rooms that it cools; none for a chiller.")
            .required()
            .list("feeds", &CoolingUnit::feeds, cable_record(), "Supplies; one live feed is enough.")
            .field("capacity_kw", &CoolingUnit::capacity,
                   "Heat that it removes from its rooms together; 0: enough. A chiller has none: say "
                   "`plant_needed`.",
                   between(0, 1e6))
            .field("plant", &CoolingUnit::plant, "Cooling units (chillers) that it needs.")
            .field("plant_needed", &CoolingUnit::plant_needed, "How many of `plant` have to run.",
                   between(1, 100));
    return record;
}

const Record& device_record() {
    static const Record record =
        Table<NetworkDevice>{"network_device",
                             "A border router joins the site to the world, a core switch joins its racks. A "
                             "site whose last border or last core is dark is an island."}
            .keyed_by(&NetworkDevice::id)
            .choice("kind", &NetworkDevice::kind, device_kinds, "Border router or core switch.")
            .required()
            .reference("room", &NetworkDevice::room, "Room where it stands.")
            .required()
            .list("feeds", &NetworkDevice::feeds, cable_record(), "Supplies; one live feed is enough.");
    return record;
}

const Record& site_record() {
    static const Record record =
        Table<Site>{"site", "A data center or another place with servers."}
            .keyed_by(&Site::id)
            .field("title", &Site::title, "Name for people.")
            .field("rack_uplink_gbps", &Site::rack_uplink, "Network bandwidth of one rack.", above(0, 1e6))
            .field(
                "access_latency_ms", &Site::access_latency,
                "One way between users and the site: last mile and internet. Engineering judgement, medium "
                "confidence.",
                between(0, 10000))
            .field("racks_booting_at_once", &Site::racks_booting_at_once,
                   "Racks that the boot infrastructure of the site (address, image and time servers) starts at a "
                   "time; the others wait. Counts for automated boots only.",
                   between(1, 1000000))
            .keyed("rooms", &Site::rooms, room_record(), "Fire compartments.")
            .keyed("power", &Site::power, power_node_record(), "Power graph, upstream first.")
            .keyed("rows", &Site::rows, row_record(), "Rows of racks.")
            .keyed("cooling", &Site::cooling, cooling_record(), "Cooling units.")
            .keyed("network", &Site::network, device_record(), "Border routers and core switches.");
    return record;
}

const Record& wan_record() {
    static const Record record =
        Table<WanLink>{"wan_link", "A link between two sites."}
            .keyed_by(&WanLink::id)
            .reference("from", &WanLink::from, "Site at one end.")
            .required()
            .reference("to", &WanLink::to, "Site at the other end.")
            .required()
            .field("bandwidth_gbps", &WanLink::bandwidth, "Bandwidth in each direction.", above(0, 1e6))
            .field("latency_ms", &WanLink::latency, "One-way latency.", between(0, 10000))
            .field("distance_km", &WanLink::distance,
                   "Distance as the crow flies. Where given, latency_ms is not used: the latency is that of "
                   "fibre 1.5 times as long, with 0.3 ms of equipment on the way.",
                   between(0, 40000));
    return record;
}

const Record& replica_record() {
    static const Record record =
        Table<ReplicaRule>{"replica_rule", "One copy that a placement rule asks for."}
            .reference("site", &ReplicaRule::site, "Site where the copy runs.")
            .required()
            .choice("role", &ReplicaRule::role, roles,
                    "Whether it carries traffic from the start, or only after a failover.")
            .field("capacity_ratio", &ReplicaRule::capacity_ratio,
                   "Servers of this copy as a share of the component's `servers`.", above(0, 10))
            .field("rooms", &ReplicaRule::rooms,
                   "Rooms of the site that hold it, evenly; empty: every room with racks.");
    return record;
}

const Record& backup_record() {
    static const Record record =
        Table<Backup>{"backup", "Copies of the data made at intervals, apart from what they were made of."}
            .reference("site", &Backup::site, "Site where they lie.")
            .required()
            .field("interval_h", &Backup::interval, "Time from one backup to the next.", above(0, 1e5))
            .field("duration_h", &Backup::duration,
                   "From the moment that a backup shows until it can be restored.", between(0, 1e4))
            .field("restore_failure_probability", &Backup::restore_failure,
                   "A restore turns out useless and an older backup is tried; .02 to .1, engineering judgement.")
            .field("kept", &Backup::kept, "Backups to fall back to, the newest included.", between(1, 1000))
            .field("streams", &Backup::streams, "Streams that a restore runs side by side.", between(1, 1e5))
            .field("stream_rate_mb_per_s", &Backup::stream_rate,
                   "Rate of one of them; tools and tapes give 100 to 500.", above(0, 1e6))
            .field("rooms", &Backup::rooms,
                   "Rooms of the site where they stand, a whole set in each: they burn, drown and go dark with "
                   "their rooms. Empty: with all rooms of the site that have racks.");
    return record;
}

const Record& placement_record() {
    static const Record record =
        Table<PlacementRule>{"placement_rule", "Where the components of one placement class live."}
            .keyed_by(&PlacementRule::id)
            .choice("failover", &PlacementRule::failover, failover_modes,
                    "How traffic moves to another copy: by itself, by people with a tool, or not at all.")
            .choice("replication", &PlacementRule::replication, replications,
                    "How state reaches the other copies; decides what a failover loses.")
            .list("replicas", &PlacementRule::replicas, replica_record(), "The copies, at most one a site.")
            .choice("on_partner_loss", &PlacementRule::on_partner_loss, partner_losses,
                    "What a synchronous copy does that reaches no other: go on alone (and risk data), or stall.")
            .field("scale_out", &PlacementRule::scale_out,
                   "A copy that took over and is too small for the peak grows on spare servers of its site.")
            .object("backup", &PlacementRule::backup, backup_record(), "Backups; absent: none.");
    return record;
}

}  // namespace

const Record& layout_record() {
    static const Record record =
        Table<Layout>{"layout", "Where things stand: sites, links between them, and the places of services."}
            .document()
            .field("name", &Layout::name, "Short name; it heads the columns of a comparison.")
            .required()
            .field("description", &Layout::description, "What is particular about it.")
            .keyed("sites", &Layout::sites, site_record(), "Data centers.")
            .required()
            .keyed("wan", &Layout::wan, wan_record(), "Links between sites.")
            .keyed("placement", &Layout::placement, placement_record(), "Placement classes of the services.")
            .required()
            .object("cost", &Layout::cost, layout_cost_record(), "What it costs; absent: not said.");
    return record;
}

}  // namespace firebreak::scenario
