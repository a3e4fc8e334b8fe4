// A small data centre with two power paths and a battery room, and a second site: for tests of fire,
// power and whole runs.
#pragma once

#include "world_fixture.hpp"

namespace firebreak::test {

struct BuildingOptions {
    bool one_zone = true;  ///< the whole building is isolated at once; else room by room
    bool emergency_power_off = false;
    bool gas = false;          ///< in the battery room
    bool cables_apart = true;  ///< only path a passes through the battery room; else b as well
};

/// north: grid > switchgear > ups-a (battery in `battery`, shares a void with it) and ups-b (battery of
/// its own elsewhere) > one lineup a hall and path; row 1 in hall 1, row 2 in hall 2. Path a of both
/// halls is routed through the battery room. south: a row on its own grid.
struct Building {
    WorldBuilder build;
    SiteId north, south;
    RoomId battery, ups_room, ups_room_b, electrical, hall_1, hall_2, south_hall;
    PowerNodeId grid, switchgear, ups_a, ups_b, pdu_1a, pdu_1b, pdu_2a, pdu_2b, south_grid;
    RowId row_1, row_2, south_row;
    CoolingId crah_1, crah_2;
    DeviceId border, core;

    explicit Building(BuildingOptions options = {}) {
        north = build.site("north");
        south = build.site("south");
        add_rooms(options);
        add_power(options);
        row_1 = build.row(hall_1, "row-1", {2, 10, Watts{5000.0}}, {{pdu_1a}, {pdu_1b}});
        row_2 = build.row(hall_2, "row-2", {3, 10, Watts{7000.0}}, {{pdu_2a}, {pdu_2b}});
        crah_1 = build.cooling(hall_1, "crah-1", {hall_1}, {{pdu_1a}, {pdu_1b}});
        crah_2 = build.cooling(hall_2, "crah-2", {hall_2}, {{pdu_2a}, {pdu_2b}});
        border = build.device(hall_1, "border", DeviceKind::border, {{pdu_1a}, {pdu_1b}});
        core = build.device(hall_2, "core", DeviceKind::core, {{pdu_2a}, {pdu_2b}});
        south_hall = build.room(south, "hall");
        south_grid = build.power(south_hall, "grid", PowerKind::utility, {});
        south_row = build.row(south_hall, "row", {5, 10, Watts{5000.0}}, {{south_grid}});
        build.link(north, south);
        build.world.ignition_room = battery;
    }
    World& world() { return build.world; }
    [[nodiscard]] const World& world() const { return build.world; }

  private:
    void add_rooms(BuildingOptions options) {
        const ZoneId whole = build.zone(north, "building");
        const auto add = [&](const char* name, RoomKind kind) {
            const RoomId id =
                options.one_zone ? build.room(north, whole, name, kind) : build.room(north, name, kind);
            build.world.rooms[id].emergency_power_off = options.emergency_power_off;
            build.world.rooms[id].detection = Detection::aspirating;
            return id;
        };
        battery = add("battery", RoomKind::battery);
        ups_room = add("ups", RoomKind::ups);
        ups_room_b = add("ups-b", RoomKind::ups);
        electrical = add("electrical", RoomKind::electrical);
        hall_1 = add("hall-1", RoomKind::data_hall);
        hall_2 = add("hall-2", RoomKind::data_hall);
        build.share_void(battery, ups_room);
        // Round times for what heat does; the fire's own are tested with its model.
        build.world.observed.feeds_lost = always(Minutes{9.0});
        build.world.observed.cables_lost = always(Minutes{17.0});
        build.world.rooms[battery].gas_suppression = options.gas;
    }
    void add_power(BuildingOptions options) {
        const Ticks quarter = std::chrono::minutes{15};
        std::vector<RoomId> route_b;
        if (!options.cables_apart) route_b = {battery};
        grid = build.power(electrical, "grid", PowerKind::utility, {});
        switchgear = build.power(electrical, "switchgear", PowerKind::switchgear, {{grid}});
        ups_a = build.power(ups_room, "ups-a", PowerKind::ups, {{switchgear}}, {quarter, battery});
        ups_b = build.power(ups_room_b, "ups-b", PowerKind::ups, {{switchgear}}, {quarter, ups_room_b});
        pdu_1a = build.power(hall_1, "pdu-1a", PowerKind::pdu, {{ups_a, {battery}}});
        pdu_1b = build.power(hall_1, "pdu-1b", PowerKind::pdu, {{ups_b, route_b}});
        pdu_2a = build.power(hall_2, "pdu-2a", PowerKind::pdu, {{ups_a, {battery}}});
        pdu_2b = build.power(hall_2, "pdu-2b", PowerKind::pdu, {{ups_b, route_b}});
    }
};

}  // namespace firebreak::test
