// Metamorphic rules of the hazard timeline: what a planner would call safer never darkens more, on average
// over fires that share their luck.
#include <algorithm>
#include <map>

#include "catch_compat.hpp"
#include "hazard/timeline.hpp"
#include "scenario/reader.hpp"
#include "world/world.hpp"

namespace firebreak {
namespace {

using Sets = std::vector<std::string>;

const std::string battery = "/layout/sites/north/rooms/battery";
const std::string pangyo_battery = "/layout/sites/pangyo/rooms/b3-battery";

World world_of(const std::string& file, Sets sets) {
    scenario::ReadOptions options;
    options.sets = std::move(sets);
    const auto loaded = scenario::read_scenario(FIREBREAK_SOURCE_DIR "/scenarios/" + file, options);
    std::vector<Finding> findings;
    World world = world::build(loaded.scenario, findings);
    REQUIRE(findings.empty());
    return world;
}

World small(Sets sets) {
    return world_of("templates/minimal.json", std::move(sets));
}
World pangyo(Sets sets) {
    return world_of("incidents/pangyo-2022-unpinned.json", std::move(sets));
}

HazardTimeline fire(const World& world, int replication) {
    return hazard::build_timeline(world, Draws{11, static_cast<std::uint32_t>(replication)});
}

int servers_of(const World& world, std::uint32_t row) {
    int count = 0;
    for (const RackId rack : world.rows[RowId{row}].racks) count += world.racks[rack].servers;
    return count;
}

/// Server-hours without power until the horizon.
double dark_server_hours(const World& world, const HazardTimeline& timeline) {
    std::map<std::uint32_t, double> dark_since;
    double sum = 0.0;
    const double horizon = hours_of(world.horizon);
    for (const StateChange& change : timeline.changes) {
        if (change.entity.kind != EntityKind::row) continue;
        const std::uint32_t row = change.entity.index;
        const double at = std::min(horizon, hours_of(change.at));
        if (change.to == State::dark) dark_since.emplace(row, at);
        if (change.to == State::energised) {
            sum += servers_of(world, row) * (at - dark_since.at(row));
            dark_since.erase(row);
        }
    }
    for (const auto& [row, since] : dark_since) sum += servers_of(world, row) * (horizon - since);
    return sum;
}

double mean_dark(const World& world, int replications = 300) {
    double sum = 0.0;
    for (int i = 0; i < replications; ++i) sum += dark_server_hours(world, fire(world, i));
    return sum / replications;
}

double rooms_burnt(const World& world, int replications = 300) {
    int sum = 0;
    for (int i = 0; i < replications; ++i) {
        for (const StateChange& change : fire(world, i).changes) {
            sum += change.entity.kind == EntityKind::fire && change.to == State::burning ? 1 : 0;
        }
    }
    return static_cast<double>(sum) / replications;
}

TEST_CASE("a longer rating lets fewer rooms burn and darkens no more") {
    const auto rated = [](const std::string& minutes) {
        Sets sets;
        for (const char* wall : {"0", "1", "2"})
            sets.push_back(battery + "/barriers/" + wall + "/rating_min=" + minutes);
        return small(sets);
    };
    const World weak = rated("15"), strong = rated("120");
    CHECK(rooms_burnt(strong) < rooms_burnt(weak));
    CHECK(mean_dark(strong) <= mean_dark(weak));
}

TEST_CASE("a wider gap between batteries lets fewer rooms burn and darkens no more") {
    const auto gap = [](const std::string& kind) {
        return small({battery + "/fuel/gap=" + kind, battery + "/barriers/2/rating_min=30"});
    };
    const World none = gap("none"), tested = gap("tested");
    CHECK(rooms_burnt(tested) < rooms_burnt(none));
    CHECK(mean_dark(tested) <= mean_dark(none));
}

TEST_CASE("zoned isolation darkens less") {
    const World zoned =
        pangyo({pangyo_battery + "/isolation_zone=battery", pangyo_battery + "/emergency_power_off=true"});
    CHECK(mean_dark(zoned, 100) < mean_dark(pangyo({}), 100));
}

TEST_CASE("a row's power-off darkens less than its zone's") {
    // A rack fire that nobody puts out early, in a hall that stays cool.
    Sets zone{
        "/ignition/room=hall",
        "/layout/sites/north/rooms/hall/gas_suppression=false",
        "/layout/sites/north/rooms/hall/isolation_zone=hall",
        "/layout/sites/north/rooms/hall/emergency_power_off=true",
        "/layout/sites/north/rooms/hall/fuel={\"kind\":\"it_rack\",\"units\":10,\"units_per_group\":10}",
        "/parameters/smoke/alarm_stops_fans_probability=0",
        "/parameters/suppression/manual_rate_per_min=0.0001",
        "/parameters/fuels/it_rack/peak_kw=40"};
    Sets rows = zone;
    rows.push_back("/layout/sites/north/rooms/hall/row_power_off=true");
    const double dark_rows = mean_dark(small(rows));
    CHECK(dark_rows > 0.0);
    CHECK(dark_rows < mean_dark(small(zone)));  // one row of two, unless the fire goes on along them
}

TEST_CASE("cables routed apart from the batteries darken less") {
    Sets apart;
    for (const char* pdu : {"pdu-2-1", "pdu-2-2", "pdu-2-3", "pdu-2-4", "pdu-3-1", "pdu-3-2"}) {
        for (const char* input : {"0", "1"}) {
            apart.push_back(std::string{"/layout/sites/pangyo/power/"} + pdu + "/inputs/" + input +
                            "/through=[]");
        }
    }
    CHECK(mean_dark(pangyo(apart), 100) < mean_dark(pangyo({}), 100));
}

TEST_CASE("earlier detection darkens no more") {
    const World none = small({battery + "/detection=none"}), spot = small({battery + "/detection=spot"});
    const World sampled =
        small({battery + "/detection=aspirating", "/parameters/detection/aspirating_heat_kw=1",
               "/parameters/detection/aspirating_transport_s=0"});
    CHECK(mean_dark(sampled) <= mean_dark(spot));
    CHECK(mean_dark(spot) <= mean_dark(none));
}

TEST_CASE("a gas sensor that hears the first cell darkens no more than one that waits for smoke") {
    const Sets cells{"/ignition/first=cell", "/parameters/detection/gas_response_s=0"};
    Sets gas = cells, sampled = cells;
    gas.push_back(battery + "/detection=gas");
    sampled.push_back(battery + "/detection=aspirating");
    CHECK(mean_dark(small(gas)) <= mean_dark(small(sampled)));
    // Some of the fires that begin in a cell end there.
    CHECK(mean_dark(small(sampled)) < mean_dark(small({battery + "/detection=aspirating"})));
}

TEST_CASE("sprinklers let no more rooms burn and darken no more") {
    const Sets dry{battery + "/barriers/2/rating_min=5",
                   battery + "/fuel={\"kind\":\"electrical_cabinet\",\"units\":8,\"units_per_group\":8}",
                   "/parameters/suppression/agent_stops_other_fire_probability=0",
                   "/parameters/suppression/manual_rate_per_min=0.001",
                   "/parameters/propagation/other_spread_probability=0.95",
                   "/parameters/fuels/electrical_cabinet/peak_kw=1500"};
    Sets wet = dry;
    wet.push_back(battery + "/sprinklers=true");
    CHECK(rooms_burnt(small(wet)) < rooms_burnt(small(dry)));
    CHECK(mean_dark(small(wet)) <= mean_dark(small(dry)));
}

TEST_CASE("in the unpinned replay feeds are lost within minutes and no data hall burns") {
    const World world = pangyo({});
    int early = 0;
    for (int i = 0; i < 200; ++i) {
        bool lost = false;
        for (const StateChange& change : fire(world, i).changes) {
            if (change.entity.kind == EntityKind::fire && change.to == State::burning) {
                CHECK(world.rooms[RoomId{change.entity.index}].kind != RoomKind::data_hall);
            }
            lost = lost || (change.entity.kind == EntityKind::row && change.to == State::dark &&
                            hours_of(change.at) >= 3.0 / 60.0 && hours_of(change.at) <= 14.0 / 60.0);
        }
        early += lost ? 1 : 0;
    }
    CHECK(early > 100);
}

TEST_CASE("no fire and nothing happens") {
    CHECK(fire(small({"/ignition=null"}), 0).changes.empty());
}

}  // namespace
}  // namespace firebreak
