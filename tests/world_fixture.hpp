// Small worlds built piece by piece, and fires written by hand: for every test
// that needs a world. All times are constants unless a test asks for spread.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "amounts.hpp"
#include "core/timeline_builder.hpp"
#include "engine/analytic_backend.hpp"
#include "engine/execute.hpp"
#include "firebreak/observation.hpp"
#include "firebreak/world.hpp"
#include "log_questions.hpp"

namespace firebreak::test {

/// Every step takes a time of its own, so that a wrong one shows in the sum.
inline Parameters constant_parameters() {
    Parameters p;
    // Every fire reaches 1055 kW in 20 min, and so 10.55 kW, where sampled air shows it, after 2 min.
    const EnergyFuel slow{always_number(5e6), always(Minutes{20.0}), always_number(1e8), Ratio{0.3}};
    const TimedFuel timed{always_number(1055e3), always(Minutes{20.0}), always(Hours{9.0}), always(Minutes{10.0})};
    p.fuels = {slow, slow, slow, timed, timed};
    p.detection.aspirating_heat_w = always_number(10.55e3);
    p.detection.spot_radius_m = always_number(2.0);
    p.suppression.agent_predischarge = always(Minutes{1.0});
    p.suppression.battery_slowdown = always_number(1.0);
    p.suppression.manual_rate_per_min = 1e-9;  // staff do not get to it
    p.damage.cable_damage_c = always_number(205.0);
    p.damage.electronics_damage_c = always_number(65.0);
    p.damage.void_distance_m = always_number(10.0);
    p.damage.flashover_c = always_number(550.0);
    p.damage.barrier_strength = always_number(1.0);
    p.smoke.alarm_g_per_m3 = always_number(0.01);
    p.smoke.cleaning_dose_g_s_per_m3 = always_number(1e9);
    p.smoke.scrap_dose_g_s_per_m3 = always_number(1e12);
    p.fire.verify_and_call = always(Minutes{5.0});
    p.fire.brigade_travel = always(Minutes{7.0});
    p.fire.water_decision = always(Minutes{61.0});
    p.fire.power_off_with_epo = always(Minutes{4.0});
    p.fire.power_off_by_hand = always(Minutes{101.0});
    p.fire.set_up_water = always(Minutes{6.0});
    p.fire.knock_down = always(Minutes{150.0});
    p.fire.burn_out_battery = always(Minutes{500.0});
    p.fire.burn_out_other = always(Minutes{240.0});
    p.restoration.clearance = always(Minutes{180.0});
    p.restoration.step = always(Minutes{10.0});
    p.restoration.damaged_supply_repair = always(Minutes{2000.0});
    p.restoration.inrush_factor = always_number(4.0);
    p.restoration.temporary_supply = Probability{1.0};
    p.restoration.equipment_lead = always(Hours{9000.0});
    p.water.reaches_below = Probability{0.0};
    p.water.drying = always(Hours{36.0});
    p.water.scrap = always_share(0.0);
    p.servers.boot = always(Minutes{5.0});
    p.servers.hands_per_server = always(Minutes{2.0});
    p.servers.non_return = always_share(0.0);
    p.servers.fix_per_server = always(Minutes{30.0});
    p.servers.cleaning_per_server = always(Minutes{12.0});
    p.servers.outlet_delay = always(Seconds{0.0});
    p.servers.non_return_stressed = always_share(0.0);
    p.servers.fully_checked = always_share(0.0);
    p.servers.full_check = always(Minutes{50.0});
    p.servers.stock = Ratio{0.0};
    p.servers.stock_delivery = always(Hours{30.0});
    p.servers.order_delivery = always(Hours{500.0});
    p.servers.racking_per_server = always(Minutes{15.0});
    p.recovery.automatic_failover = always(Minutes{1.0});
    p.recovery.failover_with_tool = always(Minutes{70.0});
    p.recovery.by_hand_with_runbook = always(Minutes{180.0});
    p.recovery.by_hand_without_runbook = always(Minutes{660.0});
    p.recovery.traffic_switch = always(Minutes{10.0});
    p.recovery.automated_start = always(Minutes{15.0});
    p.recovery.crash_recovery = always(Minutes{9.0});
    p.recovery.replication_lag = always(Seconds{4.0});
    p.recovery.leader_election = always(Minutes{1.0});
    p.recovery.reconciliation = always(Minutes{300.0});
    p.recovery.bootstrap_by_hand = always(Minutes{900.0});
    p.people.notice = always(Minutes{6.0});
    p.people.assemble = always(Minutes{20.0});
    p.people.assemble_without_messenger = 1.5;
    p.people.travel = always(Minutes{0.0});
    p.people.decide_drilled = always(Minutes{25.0});
    p.people.decide_undrilled = always(Minutes{90.0});
    p.facility.peukert_lead_acid = 1.2;
    p.facility.peukert_li_ion = 1.05;
    p.facility.battery_health = always_share(1.0);
    p.facility.battery_recharge = always(Minutes{480.0});
    p.facility.generator_start = always(Seconds{12.0});
    p.facility.generator_fails_to_start = always_share(0.0);
    p.facility.generator_run = always(Hours{1e5});
    p.facility.generator_common_cause = always_share(0.0);
    p.facility.transfer = always(Seconds{2.0});
    p.facility.overload_margin = Ratio{0.1};
    p.facility.overload_trip = always(Seconds{50.0});
    p.facility.trip_reset = always(Minutes{40.0});
    p.facility.fan_restart = always(Seconds{35.0});
    p.facility.chiller_restart = always(Minutes{14.0});
    p.facility.supply_air_c = 25.0;
    p.facility.shutdown_inlet_c = {{Shape::constant, 47.0, 0.0, 0.0}};
    p.facility.rack_air_kj_per_k = 9.0;
    p.facility.rack_solid_kj_per_k = 250.0;
    p.facility.rack_exchange_w_per_k = 250.0;
    return p;
}

inline WorldFunction function_of(const std::string& service, const std::string& id, double users,
                                 double requests) {
    WorldFunction function{};
    function.service = service;
    function.name = service + '/' + id;
    function.users_peak = users;
    function.requests_per_user_hour = requests;
    function.hourly_demand.assign(24, 1.0);
    return function;
}

/// A cable: where it comes from, and rooms that it passes through.
struct Feed {
    PowerNodeId from;
    std::vector<RoomId> through{};
};

struct UpsSpec {
    Ticks autonomy{0};
    RoomId battery_room{};
};

struct RowSpec {
    int racks = 1;
    int servers = 10;  ///< of each rack
    Watts load{6000.0};  ///< of the whole row
};

struct CopySpec {
    ReplicaRole role = ReplicaRole::active;
    double capacity_ratio = 1.0;
};

/// Adds to `world` what a test needs; names follow the reader's rules ("north/hall/1").
class WorldBuilder {
  public:
    World world{};

    WorldBuilder() {
        world.response.crews.technicians_on_site = Ratio{1.0};  // nobody travels,
        world.response.shifts.handover_loss = Ratio{0.0};       // and no shift forgets
        world.scenario_name = "fixture";
        world.layout_name = "by hand";
        world.horizon = to_ticks(Hours{48.0});
        world.parameters = constant_parameters();
    }

    SiteId site(const std::string& name, BytesPerSecond uplink = gbps(10.0)) {
        return world.sites.add({name, uplink, 0});
    }
    ZoneId zone(SiteId site, const std::string& name) {
        return world.zones.add({world.sites[site].name + '/' + name, site});
    }
    /// A room in a zone of its own.
    RoomId room(SiteId site, const std::string& name, RoomKind kind = RoomKind::data_hall) {
        return room(site, zone(site, name), name, kind);
    }
    RoomId room(SiteId site, ZoneId zone, const std::string& name, RoomKind kind = RoomKind::data_hall) {
        WorldRoom room{};
        room.name = world.sites[site].name + '/' + name;
        room.kind = kind;
        room.site = site;
        room.zone = zone;
        if (kind == RoomKind::battery) room.fuel.kind = Fuel::li_ion_cabinet;
        return world.rooms.add(room);
    }
    void share_void(RoomId a, RoomId b) {
        world.rooms[a].shared_void_with.push_back(b);
        world.rooms[b].shared_void_with.push_back(a);
    }
    PowerNodeId power(RoomId room, const std::string& name, PowerKind kind, const std::vector<Feed>& inputs,
                      UpsSpec ups = {}) {
        const SiteId site = world.rooms[room].site;
        const PowerNodeId id = world.power.add({world.sites[site].name + '/' + name,
                                                kind,
                                                site,
                                                room,
                                                {},
                                                ups.autonomy,
                                                ups.battery_room,
                                                Watts{0.0}});
        world.power[id].inputs = cables(inputs, name);
        return id;
    }
    RowId row(RoomId room, const std::string& name, RowSpec spec, const std::vector<Feed>& feeds = {}) {
        const SiteId site = world.rooms[room].site;
        const std::string full = world.sites[site].name + '/' + name;
        const RowId id =
            world.rows.add({full, site, room, world.rooms[room].zone, cables(feeds, name), {}, spec.load});
        for (int i = 1; i <= spec.racks; ++i) {
            const RackId rack =
                world.racks.add({full + '/' + std::to_string(i), id, spec.servers, 1'000'000});
            world.rows[id].racks.push_back(rack);
        }
        world.sites[site].spare_servers += spec.racks * spec.servers;
        return id;
    }
    CoolingId cooling(RoomId room, const std::string& name, const std::vector<RoomId>& serves,
                      const std::vector<Feed>& feeds) {
        return world.cooling.add(
            {world.sites[world.rooms[room].site].name + '/' + name, room, serves, cables(feeds, name)});
    }
    DeviceId device(RoomId room, const std::string& name, DeviceKind kind, const std::vector<Feed>& feeds) {
        const SiteId site = world.rooms[room].site;
        return world.devices.add(
            {world.sites[site].name + '/' + name, kind, site, room, cables(feeds, name)});
    }
    WanLinkId link(SiteId from, SiteId to, BytesPerSecond bandwidth = gbps(10.0),
                   Seconds latency = Seconds{0.0}) {
        return world.wan.add(
            {world.sites[from].name + '-' + world.sites[to].name, from, to, bandwidth, latency});
    }
    /// Stateless, without needs and without failover; tests set the fields they are about.
    ComponentId component(const std::string& name, int servers, int priority = 50) {
        WorldComponent c{};
        c.name = name;
        c.servers = servers;
        c.min_servers = Ratio{0.5};
        c.peak_utilisation = 0.8;
        c.priority = priority;
        return world.components.add(c);
    }
    /// A copy on whole racks: all servers of `racks`.
    ReplicaId copy(ComponentId component, const std::vector<RackId>& racks, CopySpec spec = {}) {
        const SiteId site = world.rows[world.racks[racks.at(0)].row].site;
        WorldReplica replica{world.components[component].name + '@' + world.sites[site].name,
                             component,
                             site,
                             spec.role,
                             spec.capacity_ratio,
                             0,
                             {}};
        for (const RackId rack : racks) {
            replica.racks.push_back({rack, world.racks[rack].servers});
            replica.servers += world.racks[rack].servers;
            world.racks[rack].restore_priority =
                std::min(world.racks[rack].restore_priority, world.components[component].priority);
        }
        world.sites[site].spare_servers -= replica.servers;
        const ReplicaId id = world.replicas.add(replica);
        world.components[component].replicas.push_back(id);
        return id;
    }
    ReplicaId copy(ComponentId component, RowId row, CopySpec spec = {}) {
        return copy(component, world.rows[row].racks, spec);
    }
    FunctionId function(const std::string& id, const std::vector<ComponentId>& needs, double users = 1000.0) {
        WorldFunction function = function_of("service", id, users, 1.0);
        function.needs = needs;
        return world.functions.add(function);
    }

  private:
    std::vector<CableId> cables(const std::vector<Feed>& feeds, const std::string& consumer) {
        std::vector<CableId> ids;
        for (const Feed& feed : feeds) {
            ids.push_back(
                world.cables.add({world.power[feed.from].name + '>' + consumer, feed.from, feed.through}));
        }
        return ids;
    }
};

/// A hazard timeline written by hand: a fire in room 0, and what it does to rows and sites.
class Script {
  public:
    explicit Script(const World& world) : world_{world} {
        ignition_ = timeline_.add(
            {ignition_instant, {EntityKind::fire, 0}, State::normal, State::burning, StateChange::no_cause});
    }
    Script& dark(double minutes, RowId row) { return turn(minutes, row, State::energised, State::dark); }
    Script& energised(double minutes, RowId row) { return turn(minutes, row, State::dark, State::energised); }
    Script& island(double minutes, SiteId site) {
        return turn(minutes, site, State::connected, State::island);
    }
    Script& connected(double minutes, SiteId site) {
        return turn(minutes, site, State::island, State::connected);
    }
    /// Fire in a room: what stands there is scrap.
    Script& damaged(double minutes, RoomId room) {
        timeline_.add({at_min(minutes), entity(EntityKind::room, room), State::normal, State::damaged, ignition_});
        return *this;
    }
    Script& room(double minutes, RoomId room, State from, State to) {
        timeline_.add({at_min(minutes), entity(EntityKind::room, room), from, to, ignition_});
        return *this;
    }
    /// The fire service lets people in.
    Script& cleared(double minutes) {
        timeline_.add({at_min(minutes), {EntityKind::fire, 0}, State::burning, State::cleared, ignition_});
        return *this;
    }
    [[nodiscard]] HazardTimeline timeline() const { return {timeline_.sorted(), {}}; }

  private:
    Script& turn(double minutes, RowId row, State from, State to) {
        timeline_.add({at_min(minutes), entity(EntityKind::row, row), from, to, ignition_,
                       world_.rows[row].load.value()});
        return *this;
    }
    Script& turn(double minutes, SiteId site, State from, State to) {
        timeline_.add({at_min(minutes), entity(EntityKind::site, site), from, to, ignition_});
        return *this;
    }
    const World& world_;
    TimelineBuilder timeline_;
    ChangeRef ignition_;
};

/// Plays a script without contention.
inline ObservationLog play(const World& world, const HazardTimeline& timeline, std::uint64_t seed = 1) {
    const auto backend = engine::make_analytic_backend(world);
    return engine::execute(world, timeline, Draws{seed, 0}, *backend);
}

}  // namespace firebreak::test
