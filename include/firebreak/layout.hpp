// A layout as its author wrote it: places, power, cooling, network, and where services may live.
// Names refer to each other as text here; `world.hpp` holds the same with every reference resolved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firebreak/economics.hpp"
#include "firebreak/units.hpp"

namespace firebreak {

enum class RoomKind { data_hall, battery, ups, electrical, generator, network, cooling, other };
enum class PowerKind { utility, generator, switchgear, ups, pdu };
enum class DeviceKind { border, core };
enum class BatteryChemistry { lead_acid, li_ion };
/// Whether a replica carries traffic from the start, or only after a failover.
enum class ReplicaRole { active, standby };
/// How traffic is moved to surviving replicas: by itself, by people with a tool, or not at all.
enum class FailoverMode { none, manual, automatic };
/// How state reaches the other replicas; decides what a failover loses.
enum class Replication { none, async, semi_sync, sync, quorum };
/// What a synchronous copy does that cannot reach any other: wait for it, or go on alone.
enum class PartnerLoss { degrade, stall };

/// What can burn in a room.
enum class Fuel { li_ion_cabinet, vrla_string, electrical_cabinet, cable_tray, it_rack };
/// What stands between two neighbouring units of fuel.
enum class Gap {
    tested,    ///< the distance of a passed unit-level test (UL 9540A) of this product
    adjacent,  ///< side by side with air between, untested
    none       ///< wall to wall
};
enum class Detection { none, spot, aspirating, gas };

/// The fuel of a room: equal units in a line, in groups. A fire starts in one of them.
struct FuelLoad {
    Fuel kind = Fuel::electrical_cabinet;
    int units = 1;
    /// Units that stand together; the gap inside a group, and the one between groups.
    int units_per_group = 1;
    Gap gap = Gap::adjacent;
    Gap group_gap = Gap::adjacent;
    /// kWh stored (batteries) or kg (cables) in each unit; without meaning for cabinets and racks.
    double amount_per_unit = 50.0;
    int modules_per_unit = 10;
};

/// What separates a room from another: fire passes once the barrier has failed.
struct Barrier {
    std::string to;
    Seconds rating{Minutes{60.0}};
    bool door = false;
};

/// A supply cable: the power node it comes from, and the rooms that it passes *through* (besides
/// both ends). A fire in any of those rooms can cut it.
struct Cable {
    std::string from;
    std::vector<std::string> through;
};

/// A fire compartment.
struct Room {
    std::string id;
    RoomKind kind = RoomKind::other;
    int floor = 0;
    SquareMetres area{100.0};
    /// Rooms of one zone lose power together when the brigade asks for it and the zone can be cut alone.
    std::string isolation_zone;
    /// True: the zone has its own emergency power-off; false: feeders have to be found and cut by hand.
    bool emergency_power_off = false;
    /// Each row of racks in the room can be switched off alone.
    bool row_power_off = false;
    /// Rooms that share a ceiling or floor void with this one: heat passes without breaking a wall.
    std::vector<std::string> shared_void_with;
    bool gas_suppression = false;
    Detection detection = Detection::spot;
    bool sprinklers = false;
    Metres height{4.0};
    /// Openings through which a fire draws air (doors, grilles); 0: closed.
    SquareMetres opening_area{2.0};
    Metres opening_height{2.0};
    /// Air that fans exchange, in room volumes per hour.
    double air_changes_per_hour = 0.0;
    /// None: what usually burns in a room of this kind.
    std::optional<FuelLoad> fuel;
    std::vector<Barrier> barriers;
    /// Rooms on one air handling system share its smoke; empty: none.
    std::string air_system;
    /// Which building of the site it is in; empty: follows from what the room is joined to (`hazard/water.hpp`).
    std::string building;
};

/// A node of the power graph. It is live while it is neither isolated, damaged nor tripped and enough
/// inputs are live (a utility needs none; a UPS bridges its battery's autonomy; a generator starts when
/// the utilities of what it feeds are dead).
struct PowerNode {
    std::string id;
    PowerKind kind = PowerKind::pdu;
    std::string room;
    std::vector<Cable> inputs;
    /// UPS only: how long its battery carries the load, and the room where the battery stands.
    Seconds battery_autonomy{0.0};
    std::string battery_room;
    /// Load of others in the building behind this node; it counts in facility power only.
    Watts other_load{0.0};
    /// Load that it bears for good; 0: any.
    Watts capacity{0.0};
    /// How many of `inputs` have to be live (a bus of k-of-n sets).
    int inputs_needed = 1;
    BatteryChemistry battery_chemistry = BatteryChemistry::lead_acid;
    /// Generator only: how long its tank lasts; 0: it is refilled in time.
    Seconds fuel{0.0};
};

/// Equal racks in one room on the same feeds (A and B: one live feed is enough).
struct Row {
    std::string id;
    std::string room;
    int racks = 1;
    int servers_per_rack = 40;
    Watts rack_load{6000.0};
    std::vector<Cable> feeds;
    /// Share of the racks with one cord only, on a feed by draw.
    Ratio single_corded{};
    /// Share of the racks whose cords both hang on one feed by mistake.
    Ratio swapped_feeds{};
};

/// A unit that cools rooms, or a chiller that such units need (`plant`).
struct CoolingUnit {
    std::string id;
    std::string room;
    std::vector<std::string> serves;
    std::vector<Cable> feeds;
    /// Heat that it removes from its rooms together; 0: enough.
    Watts capacity{0.0};
    /// Cooling units that it needs, and how many of them have to run.
    std::vector<std::string> plant;
    int plant_needed = 1;
};

/// A border router joins the site to the world, a core switch joins its racks; a site whose last
/// border or last core is dark is an island.
struct NetworkDevice {
    std::string id;
    DeviceKind kind = DeviceKind::border;
    std::string room;
    std::vector<Cable> feeds;
};

struct Site {
    std::string id;
    std::string title;
    BytesPerSecond rack_uplink{12.5e9};
    /// One way between users and the border of the site.
    Seconds access_latency{0.01};
    /// Racks that its boot infrastructure (address, image and time servers) starts at a time.
    int racks_booting_at_once = 500;
    std::vector<Room> rooms;
    std::vector<PowerNode> power;
    std::vector<Row> rows;
    std::vector<CoolingUnit> cooling;
    std::vector<NetworkDevice> network;
};

struct WanLink {
    std::string id;
    std::string from;
    std::string to;
    BytesPerSecond bandwidth{12.5e9};
    Seconds latency{0.002};
    /// As the crow flies; where given, `latency` follows from it.
    std::optional<Metres> distance;
};

/// One copy that a placement rule asks for.
struct ReplicaRule {
    std::string site;
    ReplicaRole role = ReplicaRole::active;
    /// Servers of this copy as a share of the component's `servers`.
    double capacity_ratio = 1.0;
    /// Where in the site; empty: every room with racks. Servers are spread over the rooms evenly.
    std::vector<std::string> rooms;
};

/// Copies of the data that are made at intervals and lie apart from what they were made of.
struct Backup {
    std::string site;
    Seconds interval{Hours{24.0}};
    /// From the moment that a backup shows to the moment that it can be restored.
    Seconds duration{Hours{2.0}};
    Probability restore_failure{0.05};
    /// Older backups to fall back to, the newest included.
    int kept = 7;
    int streams = 8;
    BytesPerSecond stream_rate{300e6};
    /// Rooms of the site where they stand, a whole set in each; empty: they share the fate of the site.
    std::vector<std::string> rooms;
};

/// Where the components of one placement class live. Services name the class, layouts the places,
/// so that the same services run on another layout.
struct PlacementRule {
    std::string id;
    FailoverMode failover = FailoverMode::none;
    Replication replication = Replication::none;
    std::vector<ReplicaRule> replicas;
    PartnerLoss on_partner_loss = PartnerLoss::degrade;
    /// A copy that took over and is too small grows on spare servers of its site.
    bool scale_out = true;
    /// None: what burns is gone.
    std::optional<Backup> backup;
};

struct Layout {
    std::string name;
    std::string description;
    std::vector<Site> sites;
    std::vector<WanLink> wan;
    std::vector<PlacementRule> placement;
    std::optional<LayoutCost> cost;
};

}  // namespace firebreak
