// A small world for the tests of measures and reports: two sites, three zones, asymmetric numbers.
#pragma once

#include "firebreak/observation.hpp"
#include "firebreak/world.hpp"
#include "world_fixture.hpp"

namespace firebreak::test {

/// Ids of what `small_world` holds.
struct SmallIds {
    SiteId north{0}, south{1};
    ZoneId north_a{0}, north_b{1}, south_a{2};
    RoomId hall_a{0}, hall_b{1}, hall_s{2};
    RowId row_a{0}, row_b{1}, row_s{2};
    RackId rack_a1{0}, rack_a2{1}, rack_b{2}, rack_s{3};
    PowerNodeId others{0};
    CoolingId cooler_a{0}, cooler_ab{1};
    ComponentId store{0}, app{1};
    FunctionId text{0}, pay{1};
};

/// north: zone a (row of 6 kW, racks of 40 and 20 servers), zone b (row of 3 kW, rack of 20, others' load
/// of 1 kW); south: 5 kW, 30 servers. Ignition in north/hall-a at 15:19. Horizon 24 h.
inline World small_world() {
    World world{};
    world.scenario_name = "small";
    world.layout_name = "north-south";
    world.horizon = to_ticks(Hours{24.0});
    world.ignition_local_hour = 15.0 + 19.0 / 60.0;
    for (const char* name : {"north", "south"}) {
        WorldSite site{};
        site.name = name;
        world.sites.add(site);
    }
    const SmallIds id;
    world.zones.add({"north/a", id.north});
    world.zones.add({"north/b", id.north});
    world.zones.add({"south/a", id.south});
    const auto add_hall = [&](const char* name, SiteId site, ZoneId zone) {
        WorldRoom room{};
        room.name = name;
        room.kind = RoomKind::data_hall;
        room.site = site;
        room.zone = zone;
        return world.rooms.add(room);
    };
    add_hall("north/hall-a", id.north, id.north_a);
    add_hall("north/hall-b", id.north, id.north_b);
    add_hall("south/hall-s", id.south, id.south_a);
    world.rows.add(
        {"north/row-a", id.north, id.hall_a, id.north_a, {}, {id.rack_a1, id.rack_a2}, Watts{6000.0}});
    world.rows.add({"north/row-b", id.north, id.hall_b, id.north_b, {}, {id.rack_b}, Watts{3000.0}});
    world.rows.add({"south/row-s", id.south, id.hall_s, id.south_a, {}, {id.rack_s}, Watts{5000.0}});
    world.racks.add({"north/row-a/1", id.row_a, 40, 1});
    world.racks.add({"north/row-a/2", id.row_a, 20, 1});
    world.racks.add({"north/row-b/1", id.row_b, 20, 1});
    world.racks.add({"south/row-s/1", id.row_s, 30, 1});
    WorldPowerNode others{};
    others.name = "north/pdu-others";
    others.kind = PowerKind::pdu;
    others.room = id.hall_b;
    others.other_load = Watts{1000.0};
    world.power.add(others);
    world.cooling.add({"north/cooler-a", id.hall_a, {id.hall_a}, {}});
    world.cooling.add({"north/cooler-ab", id.hall_b, {id.hall_a, id.hall_b}, {}});
    for (const char* name : {"store", "app"}) {
        WorldComponent component{};
        component.name = name;
        world.components.add(component);
    }
    WorldFunction text = function_of("chat", "text", 1000.0, 30.0);
    text.needs = {id.store};
    text.deferred = Ratio{0.9};
    text.targets.rto = Minutes{20.0};
    text.targets.rpo = Seconds{5.0};
    world.functions.add(text);
    WorldFunction pay = function_of("payment", "pay", 200.0, 2.0);
    pay.needs = {id.app};
    pay.targets.mtpd = Hours{12.0};
    world.functions.add(pay);
    world.ignition_room = id.hall_a;
    return world;
}

/// A log that starts as an engine's does, every function served in full.
inline ObservationLog quiet_log(const World& world) {
    ObservationLog log;
    log.end = ignition_instant + world.horizon;
    for (const FunctionId id : world.functions.keys()) {
        log.levels.push_back({ignition_instant - lead_time, id, 1.0, {}});
    }
    return log;
}

template <class Tag>
void happen(ObservationLog& log, double hours, EntityKind kind, Id<Tag> id, State to, double value = 0.0) {
    const EventId cause =
        log.events.empty() ? EventId{} : EventId{static_cast<std::uint32_t>(log.events.size() - 1)};
    log.events.push_back({at_h(hours), entity(kind, id), State::normal, to, cause, value});
}

inline void serve(ObservationLog& log, double hours, FunctionId id, double share) {
    log.levels.push_back({at_h(hours), id, share, {}});
}

}  // namespace firebreak::test
