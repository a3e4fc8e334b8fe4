// A scenario with every reference resolved to an id and every rule applied: what the pure models
// and the engine work on. Immutable after `world::build`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firebreak/ids.hpp"
#include "firebreak/scenario.hpp"

namespace firebreak {

// Names are unique within their table and stable over layouts ("pangyo/b3-battery"): they are the
// entity part of a random stream. Tables are in natural order of names, whatever order the author wrote them in.

struct WorldSite {
    std::string name;
    BytesPerSecond rack_uplink;
    int spare_servers = 0;         ///< in racks, and given to no component
    Seconds access_latency{0.01};  ///< one way, to and from users
    int racks_booting_at_once = 500;
};

struct WorldZone {
    std::string name;  ///< "pangyo/building-a"
    SiteId site;
};

struct WorldBarrier {
    RoomId to;
    Seconds rating;
    bool door;
};

struct WorldRoom {
    std::string name;
    RoomKind kind;
    SiteId site;
    ZoneId zone;
    bool emergency_power_off;
    bool gas_suppression;
    std::vector<RoomId> shared_void_with;  ///< symmetric, whichever side the author wrote it on
    Detection detection = Detection::spot;
    bool sprinklers = false;
    SquareMetres area{100.0};
    Metres height{4.0};
    SquareMetres opening_area{2.0};
    Metres opening_height{2.0};
    double air_changes_per_hour = 0.0;
    FuelLoad fuel;
    std::vector<WorldBarrier> barriers;  ///< on both sides, whichever side the author wrote it on
    std::string air_system;              ///< qualified; empty: none
    int floor = 0;
    bool row_power_off = false;
    std::string building{};  ///< of its site; empty: not named
};

struct WorldCable {
    std::string name;  ///< "pangyo/ups-1a>hall-2-1" (from, then consumer)
    PowerNodeId from;
    std::vector<RoomId> through;
};

struct WorldPowerNode {
    std::string name;
    PowerKind kind;
    SiteId site;
    RoomId room;
    std::vector<CableId> inputs;
    Ticks battery_autonomy;
    RoomId battery_room;  ///< invalid: none
    Watts other_load;
    Watts capacity{0.0};  ///< 0: any
    int inputs_needed = 1;
    BatteryChemistry battery_chemistry = BatteryChemistry::lead_acid;
    Ticks fuel{0};  ///< generators; 0: refilled in time
};

struct WorldRow {
    std::string name;
    SiteId site;
    RoomId room;
    ZoneId zone;
    std::vector<CableId> feeds;
    std::vector<RackId> racks;
    Watts load;
    Ratio single_corded{};
    Ratio swapped_feeds{};
};

struct WorldRack {
    std::string name;
    RowId row;
    int servers;
    /// Of the most urgent component on it; technicians take racks in this order.
    int restore_priority;
    int tie = 0;  ///< of that component
};

struct WorldCooling {
    std::string name;
    RoomId room;
    std::vector<RoomId> serves;
    std::vector<CableId> feeds;
    Watts capacity{0.0};  ///< 0: enough
    std::vector<CoolingId> plant{};
    int plant_needed = 1;
};

struct WorldDevice {
    std::string name;
    DeviceKind kind;
    SiteId site;
    RoomId room;
    std::vector<CableId> feeds;
};

struct WorldWanLink {
    std::string name;
    SiteId from;
    SiteId to;
    BytesPerSecond bandwidth;
    Seconds latency;
};

struct WorldBackup {
    SiteId site;
    Seconds interval;
    Seconds duration;
    Probability restore_failure;
    int kept;
    BytesPerSecond rate;          ///< of all its streams together
    std::vector<RoomId> rooms{};  ///< a whole set stands in each; empty: in every room with racks of the site
};

struct WorldComponent {
    std::string name;
    int servers;
    Ratio min_servers;
    double peak_utilisation;
    int priority;
    std::vector<ComponentId> needs;
    std::vector<ComponentId> needs_to_start;
    std::vector<ComponentId> needs_to_fail_over;
    bool rebuildable;
    BytesPerSecond write_rate;
    Bytes image;
    FailoverMode failover;
    Replication replication;
    std::vector<ReplicaId> replicas;
    std::string skill{};             ///< empty: any engineer
    Seconds service_time{0.005};  ///< 0: requests do not travel through it
    int servers_per_queue = 40;
    int waiting_per_server = 100;
    Bytes data{0.0};
    Seconds data_history{0.0};
    bool ledger = false;
    PartnerLoss on_partner_loss = PartnerLoss::degrade;
    bool scale_out = false;
    std::optional<WorldBackup> backup{};
    Ratio overload_goodput{1.0};
    Ratio cold_capacity{1.0};
    Ticks warm_up{0};
    int tie = 0;  ///< among equal priorities of one instant: rank by users behind it, then by name
};

/// Servers of one replica on one rack.
struct RackShare {
    RackId rack;
    int servers;
};

struct WorldReplica {
    std::string name;  ///< "login@pangyo"
    ComponentId component;
    SiteId site;
    ReplicaRole role;
    double capacity_ratio;  ///< of a full copy
    int servers;
    std::vector<RackShare> racks;
};

struct WorldSoftNeed {
    ComponentId component;
    Ratio served_without;
};

struct WorldFunction {
    std::string name;  ///< "chat/text"
    std::string service;
    std::string title;
    double users_peak;
    double requests_per_user_hour;
    std::vector<double> hourly_demand;  ///< 24 shares of the peak, local hour 0 to 23
    std::vector<ComponentId> needs;     ///< hard needs, closed over the components' own needs
    std::vector<WorldSoftNeed> degraded_without;
    Ratio deferred;
    Targets targets;
    std::vector<double> daily_demand{};  ///< 7 factors, from the day of ignition on; empty: all days alike
    double resend_rate = 0.5;            ///< of waiting requests, in multiples of the peak demand
    Ratio retried{};
    int retries = 0;
    double rival_per_hour = 0.0;  ///< hazard of the users without service
    Ratio rival_stays{};
    bool sheds_load = true;
};

/// What a unit of loss is worth at one function, in the scenario's currency.
struct LossValue {
    double per_unserved_user_hour = 0.0;
    double per_lost_request = 0.0;
};

/// No part of a run: how its outcome is valued.
struct WorldEconomics {
    std::string currency;
    std::optional<LayoutCost> cost;  ///< of the layout
    std::vector<LossValue> values;   ///< indexed by function
    double compensation = 0.0;
    Seconds compensation_after{0.0};
    std::optional<Distribution> ignitions_per_site_year;
    double planning_period_years = 20.0;
    double discount_rate = 0.0;
};

struct World {
    std::string scenario_name;
    std::string layout_name;
    Ticks horizon;
    Ticks sustained = std::chrono::hours{2};  ///< a level counts as reached again once it was held that long
    Parameters parameters;
    Observed observed;
    Response response;
    LatencySampling latency;

    Table<SiteId, WorldSite> sites;
    Table<ZoneId, WorldZone> zones;
    Table<RoomId, WorldRoom> rooms;
    Table<CableId, WorldCable> cables;
    Table<PowerNodeId, WorldPowerNode> power;
    Table<RowId, WorldRow> rows;
    Table<RackId, WorldRack> racks;
    Table<CoolingId, WorldCooling> cooling;
    Table<DeviceId, WorldDevice> devices;
    Table<WanLinkId, WorldWanLink> wan;
    Table<ComponentId, WorldComponent> components;
    Table<ReplicaId, WorldReplica> replicas;
    Table<FunctionId, WorldFunction> functions;

    std::optional<RoomId> ignition_room;  ///< none: nothing burns
    FirstToBurn first_to_burn = FirstToBurn::unit;
    double ignition_local_hour = 12.0;    ///< local time of day of time zero, in hours
    std::optional<ComponentId> boots_servers;
    std::optional<ComponentId> serves_images;
    std::optional<ComponentId> gathers_people;
    WorldEconomics economics{};
    std::vector<FunctionId> functions_as_written{};  ///< for tables that people read; empty: as in `functions`
};

/// The functions in the order that their author wrote them in.
[[nodiscard]] inline std::vector<FunctionId> shown_functions(const World& world) {
    return world.functions_as_written.empty() ? world.functions.keys() : world.functions_as_written;
}

/// A run starts this long before ignition, in a steady state where everything is served.
inline constexpr Ticks lead_time = std::chrono::hours{1};

}  // namespace firebreak
